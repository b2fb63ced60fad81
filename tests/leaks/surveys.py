"""What people answered in surveys, of which only figures are for everybody."""

from django.core.files.base import ContentFile
from django.urls import reverse

from participation.models import Question, SurveyFile
from tests.factories.participation import SurveyResponseFactory, survey_of
from tests.house import CITIZEN, EVERYBODY, NOBODY
from tests.leaks import HiddenThing
from tests.leaks.participation import STAFF_OF_THE_ROOM

OPEN = {"key": "was", "title": "Was fehlt?", "kind": "open"}


FILE = {"key": "plan", "title": "Haben Sie einen Plan?", "kind": "file"}


def survey_for(house):
    """The open survey that all hidden things share."""
    return house.once("survey", lambda: survey_of(OPEN, FILE))


def title_of_survey(house, secret):
    survey = survey_for(house)
    survey.title = secret
    survey.save(update_fields=["title"])
    return SurveyResponseFactory(activity=survey)


def title_at(response):
    return [response.get_absolute_url(), response.activity.get_absolute_url()]


def question(house, secret):
    survey = survey_for(house)
    Question.objects.filter(procedure=survey.procedure, key="was").update(title=secret)
    return survey


def own_words(house, secret):
    survey = survey_for(house)
    for _ in range(10):  # while it runs, the last five are told to nobody
        SurveyResponseFactory(activity=survey, answers={"was": secret})
    return survey


def draft(house, secret):
    survey = survey_of(OPEN, access="named")
    return SurveyResponseFactory(
        activity=survey,
        participant=house.people[CITIZEN],
        state="draft",
        handed_in_at=None,
        answers={"was": secret},
    )


def anonymous_draft(house, secret):
    """Whoever has its address is the one who wrote it."""
    return SurveyResponseFactory(
        activity=survey_for(house),
        state="draft",
        handed_in_at=None,
        answers={"was": secret},
    )


def sent_file(house, secret):
    return SurveyFile.objects.create(
        response=SurveyResponseFactory(activity=survey_for(house)),
        question_key="plan",
        name=secret,
        file=ContentFile(f"%PDF-{secret}".encode(), name="plan.pdf"),
    )


def draft_procedure(house, secret):
    survey = survey_of(OPEN | {"title": secret})
    survey.procedure.live = False
    survey.procedure.save()
    return SurveyResponseFactory(activity=survey)


def survey_address(survey):
    return [reverse("participation:survey", args=[survey.procedure.slug, survey.key])]


def evaluation(survey):
    name = "participation:survey_evaluation"
    return [reverse(name, args=[survey.procedure.slug, survey.key])]


HIDDEN = [
    HiddenThing("title of a survey", title_of_survey, EVERYBODY, title_at),
    HiddenThing("question of a survey", question, EVERYBODY, survey_address),
    HiddenThing("own words in a survey", own_words, STAFF_OF_THE_ROOM, evaluation),
    HiddenThing(
        "draft of a survey",
        draft,
        frozenset({CITIZEN}),
        lambda response: survey_address(response.activity),
    ),
    HiddenThing("anonymous draft", anonymous_draft, EVERYBODY),
    HiddenThing("file of a survey", sent_file, STAFF_OF_THE_ROOM),
    HiddenThing("survey of a procedure not online", draft_procedure, NOBODY),
]
