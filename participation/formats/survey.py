"""Survey: the town asks questions, people answer each for themselves."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, pgettext_lazy

from participation import clock, survey, survey_crosses, survey_results, words
from participation.chips import address, one_of
from participation.formats.base import Format, register
from participation.permissions import figures_shown, is_over
from participation.suppression import FEWEST
from participation.verbs import Verb


@register
class Survey(Format):
    """Questions of several kinds; results as figures, never a single answer."""

    key = "survey"
    label = gettext_lazy("Survey")
    verbs = frozenset({Verb.SUBMIT})
    open_to_guests = False  # who needs no account answers anonymously
    settings = {
        "access": forms.ChoiceField(
            label=gettext_lazy("Who answers"),
            choices=[
                (
                    "named",
                    gettext_lazy(
                        "People who sign in, once each. Results have no names."
                    ),
                ),
                (
                    "anonymous",
                    gettext_lazy("Anybody without signing in. Nobody is stored."),
                ),
            ],
            initial="named",
        )
    }
    parts = frozenset({"questions"})
    figures_only = True
    submit_label = gettext_lazy("Take part in the survey")
    list_template = "participation/formats/survey/list.html"

    def act_url(self, activity):
        where = [activity.procedure.slug, activity.key]
        return reverse("participation:survey", args=where)

    def reading_label(self, activity, contributions):
        return gettext("About the survey, and its results")

    def list_context(self, activity, request):
        now, at = clock.now(request), clock.told_at(request)
        shown, in_steps = figures_shown(activity, at), not is_over(activity, at)
        questions = survey.questions_of(activity)
        context = {
            "questions": questions,
            "is_anonymous": survey.is_anonymous(activity),
            "shown": shown,
            "end": end_in_words(activity, now),
            "fewest": FEWEST,
            "first_step": 2 * FEWEST if in_steps else FEWEST,
            "in_steps": in_steps,
        }
        if not shown:
            return context
        given = survey_results.answers_of(activity, at)
        chosen, by = dividing(questions, request.GET.get("nach"))
        enough = len(given) >= FEWEST
        context |= {"is_enough": enough, "number": len(given) if enough else 0}
        if not enough:
            return context
        return context | {
            "by": by,
            "divisions": division_chips(questions, chosen),
            "results": survey_results.results_of(questions, given) if not by else [],
            "crosses": survey_crosses.crosses(questions, given, by) if by else [],
        }

    def tally(self, activity):
        questions = survey.questions_of(activity)
        given = survey_results.answers_now(activity)
        found = survey_results.results_of(questions, given)
        return {"responses": len(given), "questions": found}

    def export_rows(self, activity):
        """The figures as they are shown: single answers never leave the house."""
        figures = self.tally(activity)
        if figures["responses"] < FEWEST:
            return
        for result in figures["questions"]:
            for part, bar in exported(result):
                yield {
                    "number": result.number,
                    "question": result.question.title,
                    "row": part,
                    "answer": bar.label,
                    "count": bar.words if bar.count is None else bar.count,
                    "percent": "" if bar.share is None else bar.share,
                    "answered": result.answered_in_words,
                }


def exported(result):
    """Every bar of a result, with the row of the matrix it belongs to."""
    for bar in result.bars:
        yield "", bar
    for row, bars in result.table:
        for bar in bars:
            yield row, bar


def dividing(questions, asked_for):
    """By which question the results are looked at, if by any."""
    divisible = {
        question.key: question for question in questions if question.can_divide
    }
    key = one_of(asked_for, list(divisible))
    return key, divisible.get(key)


def division_chips(questions, chosen) -> list[dict]:
    options = [("", pgettext_lazy("survey", "All together"))]
    options += [(q.key, q.title) for q in questions if q.can_divide]
    if len(options) < 3:
        return []
    return [
        {
            "label": label,
            "url": address({}, nach=key or None),
            "active": key == chosen,
        }
        for key, label in options
    ]


def end_in_words(activity, now) -> str:
    end = activity.procedure.timetable.last_day(activity.key)
    day = clock.day_of(now)
    return words.long_day(end, day) if end and end >= day else ""
