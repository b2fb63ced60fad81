"""Fifty ballots of one voter in the same moment: only PostgreSQL lets them race."""

import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections
from django.utils import timezone

from participation.models import Ballot, VoterRoll
from participation.voting import codes
from participation.voting.casting import cast_ballot, voter_of, voter_with
from participation.voting.refusals import AlreadyVoted
from tests.factories.home import UserFactory
from tests.participation.voting import make_vote, paper_of

ATTEMPTS = 50
METHODS = {
    "question": lambda n: ["yes" if n % 2 else "no"],
    "each": lambda n: ["yes", "no", "abstain", "yes"],
    "choose": lambda n: [int(n % 4 == place) for place in range(4)],
    "ranking": lambda n: [1, 2, 3, 4] if n % 2 else [4, 3, 2, 1],
}

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
]


def at_once(act):
    """Vote fifty times in the same moment; return the errors."""
    start, errors = Barrier(ATTEMPTS), []

    def attempt(number):
        try:
            start.wait(timeout=60)
            act(number)
        except Exception as error:
            errors.append(error)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(ATTEMPTS) as pool:
        list(pool.map(attempt, range(ATTEMPTS)))
    return errors


def cast_fifty(vote, voter, marks):
    paper = paper_of(vote)
    return at_once(
        lambda number: cast_ballot(
            vote,
            voter=voter,
            paper=paper,
            marks=marks(number),
            key=uuid.uuid4(),
            at=timezone.now(),
        )
    )


@pytest.mark.parametrize("method", METHODS)
def test_b6_fifty_secret_ballots_at_once_leave_one(town, method):
    vote = make_vote(method=method)

    errors = cast_fifty(vote, voter_of(UserFactory()), METHODS[method])

    assert [type(error) for error in errors] == [AlreadyVoted] * (ATTEMPTS - 1)
    assert Ballot.objects.count() == VoterRoll.objects.count() == 1


def test_b6_fifty_open_ballots_at_once_leave_one(town):
    vote = make_vote(secrecy="open")

    errors = cast_fifty(vote, voter_of(UserFactory()), METHODS["choose"])

    assert errors == []
    assert Ballot.objects.count() == VoterRoll.objects.count() == 1


def test_b6_a18_fifty_ballots_with_one_code_leave_one(town):
    vote = make_vote(voters="code")
    [code] = codes.issue(vote, number=1, title="Seebachtal", by=None)

    errors = cast_fifty(vote, voter_with(codes.find(vote, code)), METHODS["choose"])

    assert {type(error) for error in errors} == {AlreadyVoted}
    assert Ballot.objects.count() == VoterRoll.objects.count() == 1
    assert codes.account_of(vote).is_right


def test_b6_same_form_fifty_times_is_one_ballot_with_one_number(town):
    vote, numbers = make_vote(), []
    voter, key, paper = voter_of(UserFactory()), uuid.uuid4(), paper_of(vote)

    errors = at_once(
        lambda _number: numbers.append(
            cast_ballot(
                vote,
                voter=voter,
                paper=paper,
                marks=[1, 0, 0, 0],
                key=key,
                at=timezone.now(),
            )
        )
    )

    assert errors == []
    assert len(set(numbers)) == Ballot.objects.count() == 1
