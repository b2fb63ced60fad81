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


@pytest.mark.parametrize(("given", "told_of"), [(5, 5), (4, 0)])
def test_surveys_count_what_was_handed_in_if_it_is_enough(given, told_of):
    procedure = ProcedurePageFactory(
        phases=[(-9, -2)], activities=[{"format": "survey"}]
    )
    survey = activity_of(procedure)
    for number in range(given):
        SurveyResponse.objects.create(
            activity=survey,
            participant=UserFactory() if number else None,
            state=SurveyResponse.State.HANDED_IN,
            handed_in_at=timezone.now(),
        )
    SurveyResponse.objects.create(activity=survey, participant=UserFactory())

    counts = figures(procedure, days_from_now(0))

    assert counts["answers"] == told_of
    assert counts["people"] == max(told_of - 1, 0)  # one of them has no name
