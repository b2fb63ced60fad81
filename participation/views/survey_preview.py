from django.shortcuts import render

from participation.forms.survey import SurveyForm
from participation.survey import is_survey, pages_of, questions_of


def preview(request, procedure):
    """Every survey of a draft with all its pages; nothing can be sent from here."""
    surveys = []
    for activity in procedure.activities.all():
        activity.procedure = procedure
        if is_survey(activity):
            questions = questions_of(activity)
            pages = pages_of(questions)
            forms = [
                SurveyForm(page, everything=questions, prefix=f"s{number}")
                for number, page in enumerate(pages)
            ]
            surveys.append({"activity": activity, "forms": forms})
    context = {"procedure": procedure, "surveys": surveys}
    return render(request, "participation/formats/survey/preview.html", context)
