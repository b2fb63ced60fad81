"""Budgets of surveys: the same for one answer and for three."""

from django.urls import reverse

from tests.budgets import Budget
from tests.budgets.participation import MODERATOR
from tests.factories.participation import SurveyResponseFactory, survey_of
from tests.house import CITIZEN

CHOICE = {"kind": "single", "choices": ["ja", "nein"]}


def survey_with(count, **fields):
    questions = [
        CHOICE | {"key": f"frage-{n}", "title": f"Frage {n}"} for n in range(count)
    ]
    return survey_of(*questions, **fields)


def answered(house, count):
    found = survey_with(count)
    answer = {"frage-0": {"choices": ["ja"], "other": ""}}
    SurveyResponseFactory.create_batch(10 * count, activity=found, answers=answer)
    return found


def results(house, count):
    return answered(house, count).get_absolute_url()


def compared(house, count):
    return f"{answered(house, count).get_absolute_url()}?nach=frage-0"


def at(name, activity, *more):
    where = [activity.procedure.slug, activity.key, *more]
    return reverse(f"participation:{name}", args=where)


def form(house, count):
    return at("survey", survey_with(count, access="named"))


def draft(house, count):
    found = survey_with(count)
    begun = SurveyResponseFactory(activity=found, state="draft", handed_in_at=None)
    return at("survey_draft", found, begun.idempotency_key)


def receipt(house, count):
    return SurveyResponseFactory(activity=survey_with(count)).get_absolute_url()


def evaluation(house, count):
    return at("survey_evaluation", answered(house, count))


BUDGETS = [
    Budget("participation:activity", 12, results),
    Budget("participation:activity", 12, compared),
    Budget("participation:survey", 15, form, CITIZEN),
    Budget("participation:survey_draft", 12, draft),
    Budget("participation:survey_receipt", 10, receipt),
    Budget("participation:survey_evaluation", 15, evaluation, MODERATOR),
]
