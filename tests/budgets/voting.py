"""Budgets of voting."""

from django.utils import timezone

from participation.voting import codes, results
from tests.budgets import Budget
from tests.house import CITIZEN
from tests.participation.voting import address, cast, make_vote


def options(count):
    return {f"bank-{number}": 100 * (number + 1) for number in range(count)}


def voted(count, **settings):
    vote = make_vote(options(count), **settings)
    for _ in range(count):
        cast(vote, [1] + [0] * (count - 1))
    return vote


def running(house, count):
    return voted(count, secrecy="open").get_absolute_url()


def counted(house, count):
    vote = voted(count)
    results.close(vote, timezone.now())
    return vote.get_absolute_url()


def ballot(house, count):
    return address(voted(count))


def code(house, count):
    vote = voted_by_code(count)
    return address(vote, "stimmzettel/code/")


def voted_by_code(count):
    vote = make_vote(options(count), voters="code")
    codes.issue(vote, number=count, title="Seebachtal", by=None)
    return vote


def file(house, count):
    vote = voted(count)
    results.close(vote, timezone.now())
    return address(vote, "stimmzettel.csv")


BUDGETS = [
    Budget("participation:activity", 12, running),
    Budget("participation:activity", 15, running, CITIZEN),
    Budget("participation:activity", 12, counted),
    Budget("participation:ballot", 15, ballot, CITIZEN),
    Budget("participation:voting_code", 10, code),
    Budget("participation:ballot_file", 10, file),
]
NO_BUDGET = [("participation:ballot_cast", "answers a POST; its own test counts")]
