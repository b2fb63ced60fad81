"""What a result page counts: every format, and nothing before the end."""

import pytest
from django.utils import timezone

from participation.models import SurveyResponse
from participation.results import figures, told
from tests.factories.home import UserFactory
from tests.factories.participation import (
    ContributionFactory,
    ProcedurePageFactory,
    SupportFactory,
    activity_of,
    days_from_now,
)
from tests.participation.voting import cast, make_vote

pytestmark = pytest.mark.django_db


def test_a_vote_alone_is_told_with_its_ballots():
    vote = make_vote()
    for _number in range(3):
        cast(vote, [1, 0, 0, 0])

    counts = figures(vote.procedure, days_from_now(20))

    assert dict(told(counts)) == {
        "Menschen, die mitgemacht haben": 3,
        "Stimmzettel": 3,
    }


def test_before_the_end_nobody_learns_how_many_voted():
    vote = make_vote()
    cast(vote, [1, 0, 0, 0])

    assert told(figures(vote.procedure, days_from_now(0))) == []


def test_whoever_takes_part_in_several_ways_counts_once():
    vote, person = make_vote(secrecy="open"), UserFactory()
    idea = ContributionFactory(activity=vote, author=person)
    SupportFactory(contribution=idea)
    cast(vote, [1, 0, 0, 0], person=person)

    assert figures(vote.procedure, days_from_now(20))["people"] == 2


def test_surveys_count_answers_handed_in_and_people_with_a_name():
    procedure = ProcedurePageFactory(
        phases=[(-9, -2)], activities=[{"format": "survey"}]
    )
    survey, person = activity_of(procedure), UserFactory()
    handed_in = SurveyResponse.State.HANDED_IN
    now = timezone.now()
    for participant in (person, None):
        SurveyResponse.objects.create(
            activity=survey,
            participant=participant,
            state=handed_in,
            handed_in_at=now,
        )
    SurveyResponse.objects.create(activity=survey, participant=UserFactory())

    counts = figures(procedure, days_from_now(0))

    assert (counts["answers"], counts["people"]) == (2, 1)
