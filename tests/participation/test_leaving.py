"""Who erases the account and comes again with the same address counts once."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from home.privacy import erase
from participation.models import Rating, Support, SurveyResponse, VoterRoll
from participation.rating import rate
from participation.services import cast_support
from participation.voting.casting import has_voted, voter_of
from participation.voting.refusals import AlreadyVoted
from tests.factories.home import UserFactory
from tests.factories.participation import (
    ContributionFactory,
    ProcedurePageFactory,
    SupportFactory,
    SurveyResponseFactory,
    activity_of,
    survey_of,
)
from tests.participation.test_formats_of_the_town import activity_with
from tests.participation.voting import cast, make_vote

pytestmark = pytest.mark.django_db
ADDRESS = "rosa.rebstock@stadtraum.example"
QUESTION = {"key": "oft", "title": "Wie oft?", "kind": "open"}
OVER = {"phases": [(-20, -2)]}


@pytest.fixture(autouse=True)
def _town(town):
    pass


def visits(number=3):
    """One person, again and again: with a new account, but with the same address."""
    for visit in range(number):
        person = UserFactory(email=ADDRESS.title() if visit else ADDRESS)
        yield person
        erase(person)


@pytest.mark.parametrize("secrecy", ["secret", "open"])
def test_a6_same_address_votes_once(secrecy):
    vote = make_vote(secrecy=secrecy)

    for number, person in enumerate(visits()):
        if number == 0:
            cast(vote, [1, 0, 0, 0], person)
            continue
        assert has_voted(vote, voter_of(person))
        with pytest.raises(AlreadyVoted):
            cast(vote, [0, 1, 0, 0], person)

    assert vote.ballots.count() == VoterRoll.objects.count() == 1


def test_a6_address_that_was_changed_in_between_votes_once():
    vote, first = make_vote(), UserFactory(email=ADDRESS)
    cast(vote, [1, 0, 0, 0], first)
    first.email = "rosa.zweit@stadtraum.example"
    first.save()
    erase(first)

    with pytest.raises(AlreadyVoted):
        cast(vote, [1, 0, 0, 0], UserFactory(email=ADDRESS))


def test_a6_second_line_for_an_address_fails_in_the_database():
    vote = make_vote()
    cast(vote, [1, 0, 0, 0], UserFactory(email=ADDRESS))
    line = VoterRoll.objects.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        VoterRoll.objects.create(
            activity=vote,
            voter_key="person:0",
            address_key=line.address_key,
            day=line.day,
        )


def test_check_value_of_an_address_leads_to_no_other_vote():
    person = UserFactory(email=ADDRESS)
    for vote in (make_vote(), make_vote()):
        cast(vote, [1, 0, 0, 0], person)

    one, other = VoterRoll.objects.values_list("address_key", flat=True)
    assert one != other
    assert ADDRESS not in one + other


def test_two_people_have_two_votes():
    vote = make_vote()
    for _person in range(2):
        cast(vote, [1, 0, 0, 0], UserFactory())

    assert vote.ballots.count() == 2


def test_b6_same_address_supports_and_rates_once():
    idea = ContributionFactory()
    bench = activity_with("options", options=["Runde Bank"]).contributions.get()

    for person in visits():
        cast_support(idea, person=person, at=timezone.now())
        rate(bench, person=person, value=5, at=timezone.now())
        assert Support.objects.count() == Rating.objects.count() == 1

    assert Support.objects.count() == Rating.objects.count() == 0


def test_what_is_over_stays_counted_without_a_name():
    page = ProcedurePageFactory(**OVER)
    support = SupportFactory(contribution__activity=activity_of(page))

    erase(support.person)

    support.refresh_from_db()
    assert support.person is None


def test_answers_to_a_survey_that_runs_are_taken_back():
    person = UserFactory()
    SurveyResponseFactory(activity=survey_of(QUESTION), participant=person)
    counted = SurveyResponseFactory(
        activity=survey_of(QUESTION, phases=[(-20, -2)]), participant=person
    )

    erase(person)

    assert SurveyResponse.objects.get() == counted
    assert SurveyResponse.objects.get().participant is None
