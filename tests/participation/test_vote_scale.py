"""400,000 votes of 40,000 people: counted and shown within a second."""

import time
from datetime import timedelta
from random import Random

import pytest
import time_machine
from django.utils import timezone

from participation.models import Ballot, BallotPaper, VoterRoll
from participation.voting import results
from participation.voting.paper import announced
from tests.participation.voting import make_vote

VOTERS = 40_000
OPTIONS = {f"vorhaben-{number}": 100 for number in range(20)}

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def large(town):
    """A secret vote in which everybody chose ten of twenty options."""
    vote, chance = make_vote(OPTIONS, most=10), Random(7)
    BallotPaper.objects.create(
        activity=vote, content=announced(vote).to_json(), fixed_on=timezone.localdate()
    )
    marks = [1] * 10 + [0] * 10
    VoterRoll.objects.bulk_create(
        (
            VoterRoll(activity=vote, voter_key=f"person:{n}", day=timezone.localdate())
            for n in range(VOTERS)
        ),
        batch_size=5000,
    )
    Ballot.objects.bulk_create(
        (
            Ballot(activity=vote, choices=chance.sample(marks, 20))
            for _n in range(VOTERS)
        ),
        batch_size=5000,
    )
    return vote


def test_large_vote_is_counted_and_shown_within_a_second(large, client, capsys):
    address = large.get_absolute_url()
    client.get("/beteiligung/")  # templates are read once, by the first page
    client.get(address)

    with time_machine.travel(timezone.now() + timedelta(days=30), tick=True):
        began, cpu = time.perf_counter(), time.process_time()
        first = client.get(address)
        cold, used = time.perf_counter() - began, time.process_time() - cpu
        began = time.perf_counter()
        client.get(f"{address}?noch=einmal")
        warm = time.perf_counter() - began

    with capsys.disabled():
        print(f"\n{cold:.2f} s counted ({used:.2f} s CPU), {warm:.3f} s shown")  # noqa: T201
    result = results.sheet_of(large).result
    assert "40.000 Stimmzettel wurden abgegeben" in first.content.decode()
    assert sum(option["votes"] for option in result["options"]) == 400_000
    assert used <= 1  # wall time depends on what else the machine does
