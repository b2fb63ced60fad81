"""What the people of the demo town answered in its surveys."""

import uuid
from datetime import timedelta
from random import Random

from django.utils import timezone

from home.demo.people import citizens
from participation import receipts
from participation.demo.voices import NAMESPACE, activity_of, moment
from participation.models import Question, SurveyResponse
from participation.survey import is_anonymous, kept, questions_of

Kind = Question.Kind


def make_answers(row: dict, procedure) -> None:
    """Answers to every survey of a procedure, always the same ones."""
    for given in row.get("survey_answers", []):
        activity = activity_of(procedure, given["activity"])
        activity.procedure = procedure
        weights = {q["key"]: q.get("weights") for q in row["questions"]}
        SurveyResponse.objects.bulk_create(
            response(activity, number, given, weights)
            for number in range(given["number"])
        )


def response(activity, number, given, weights) -> SurveyResponse:
    seed = f"{activity.procedure.slug}/{activity.key}/{number}"
    chance, key = Random(seed), uuid.uuid5(NAMESPACE, seed)
    questions = questions_of(activity)
    answers = {
        question.key: answer(question, weights[question.key], given, chance)
        for question in questions
    }
    locator, digest = receipts.sealed(receipts.code_for(key))
    return SurveyResponse(
        activity=activity,
        participant=None if is_anonymous(activity) else participant(number),
        idempotency_key=key,
        state=SurveyResponse.State.HANDED_IN,
        answers=kept(questions, answers),
        receipt_locator=locator,
        receipt_digest=digest,
        handed_in_at=handed_in(activity, chance),
    )


def participant(number):
    return citizens()[number]


def handed_in(activity, chance):
    """Some time in the first phase, as far as it has come."""
    phase = activity.procedure.ordered_phases[0]
    today = timezone.localdate()
    days = (min(phase.last_day, today) - phase.first_day).days
    day = phase.first_day + timedelta(days=chance.randrange(days + 1))
    return moment((day - today).days, str(chance.random()))


def answer(question, weights, given, chance):
    """What one person answers; own words and places only now and then."""
    if question.kind in ANSWERS:
        return ANSWERS[question.kind](question, weights, chance)
    if question.kind == Kind.NUMBER:
        return chance.randint(*given["numbers"])
    if question.kind == Kind.OPEN and chance.random() < 0.25:
        return chance.choice(given["texts"])
    if question.kind == Kind.PLACE and chance.random() < 0.3:
        return {"address": chance.choice(given["places"])}
    return None


def single(question, weights, chance):
    return {"choices": chance.choices(question.choices, weights), "other": ""}


def multiple(question, weights, chance):
    picked = chance.choices(question.choices, weights, k=question.highest or 3)
    return {"choices": [c for c in question.choices if c in picked], "other": ""}


def scale(question, weights, chance):
    return chance.choices(question.steps, weights)[0]


def matrix(question, weights, chance):
    columns = chance.choices(question.choices, weights, k=len(question.rows))
    return dict(zip(question.rows, columns, strict=True))


def ranking(question, weights, chance):
    ranked = sorted(question.choices, key=lambda c: chance.random() + len(c) / 60)
    return ranked[: question.highest]


ANSWERS = {
    Kind.SINGLE: single,
    Kind.MULTIPLE: multiple,
    Kind.SCALE: scale,
    Kind.MATRIX: matrix,
    Kind.RANKING: ranking,
}
