from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from participation.planning import outages
from participation.planning.models import Probe
from participation.planning.outages import PATIENCE, RHYTHM, Gap, Run, gaps
from tests.factories.participation import days_from_now
from tests.factories.planning import RoundFactory

START = datetime(2027, 1, 4, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def at(minutes):
    return START + minutes * MINUTE


def runs(**answers):
    """``runs(m0=True, m15=False)``: what was found after so many minutes."""
    return [Run(at(int(name[1:])), good) for name, good in answers.items()]


def told(found):
    return [
        (gap.kind, (gap.start - START) // MINUTE, (gap.end - START) // MINUTE)
        for gap in found
    ]


@pytest.mark.parametrize(
    ("seen", "end", "expected"),
    [
        pytest.param({}, 20, [], id="just begun"),
        pytest.param({}, 60, [("unseen", 0, 60)], id="nobody looks"),
        pytest.param({"m0": True, "m15": True}, 30, [], id="all is well"),
        pytest.param({"m0": True, "m30": True}, 45, [], id="one look fell out"),
        pytest.param(
            {"m0": True, "m15": False, "m30": True}, 45, [("down", 15, 30)], id="fault"
        ),
        pytest.param(
            {"m0": False, "m15": False, "m30": True},
            40,
            [("down", 0, 30)],
            id="one fault seen twice",
        ),
        pytest.param(
            {"m0": True, "m15": False}, 30, [("down", 15, 30)], id="still down"
        ),
        pytest.param(
            {"m0": True, "m90": True}, 100, [("unseen", 15, 90)], id="the watch slept"
        ),
        pytest.param(
            {"m0": False, "m90": True},
            100,
            [("down", 0, 15), ("unseen", 15, 90)],
            id="the watch fell with the house",
        ),
        pytest.param({"m50": True}, 60, [("unseen", 0, 50)], id="begun late"),
    ],
)
def test_bp28_gaps_are_found(seen, end, expected):
    assert told(gaps(runs(**seen), START, at(end))) == expected


looks = st.lists(st.tuples(st.integers(0, 3000), st.booleans()), max_size=40)


@given(looks=looks, length=st.integers(1, 3000))
def test_bp28_gaps_lie_in_their_time_and_never_overlap(looks, length):
    seen = [Run(at(minute), good) for minute, good in looks]

    found = gaps(seen, START, at(length))

    assert all(START <= gap.start < gap.end <= at(length) for gap in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert sum(gap.minutes for gap in found) <= length


@given(length=st.integers(1, 3000))
def test_bp28_whoever_looks_in_time_misses_nothing(length):
    step = int(RHYTHM / MINUTE)
    seen = [Run(at(minute), True) for minute in range(0, length, step)]

    assert gaps(seen, START, at(length)) == ()


def test_patience_lets_one_look_fall_out_and_not_two():
    assert 2 * RHYTHM < PATIENCE < 3 * RHYTHM


def probe(round, at, good=True):
    return Probe.objects.create(round=round, at=at, status=200, is_good=good)


@pytest.mark.django_db
def test_bp28_sum_over_the_limit_asks_for_a_decision():
    round = RoundFactory(first_day=days_from_now(0), outage_limit_minutes=30)
    start = outages.began_at(round)
    for minute in range(0, 120, 15):
        probe(round, start + minute * MINUTE, good=not 30 <= minute < 75)

    before = outages.outages(round, start + 60 * MINUTE)
    after = outages.outages(round, start + 120 * MINUTE)

    assert (before.minutes, before.asks_for_decision) == (30, False)
    assert (after.down, after.unseen, after.asks_for_decision) == (45, 0, True)
    assert after.gaps == (Gap(start + 30 * MINUTE, start + 75 * MINUTE, "down"),)


@pytest.mark.django_db
def test_bp28_one_bad_document_makes_the_look_bad():
    round = RoundFactory(first_day=days_from_now(0))
    start = outages.began_at(round)
    probe(round, start)
    probe(round, start, good=False)
    probe(round, start + 15 * MINUTE)

    found = outages.outages(round, start + 20 * MINUTE)

    assert (found.down, found.unseen) == (15, 0)


@pytest.mark.django_db
def test_bp28_nothing_counts_before_the_round_or_after_it():
    long_ago = timezone.now() - timedelta(days=60)
    round = RoundFactory(over=True, approved_at=long_ago)
    probe(round, outages.began_at(round) - RHYTHM, good=False)
    probe(round, outages.ended_at(round), good=False)

    found = outages.outages(round, outages.ended_at(round) + timedelta(days=9))

    assert found.down == 0
    assert found.unseen == (outages.ended_at(round) - outages.began_at(round)) // MINUTE


@pytest.mark.django_db
def test_bp28_hour_of_summer_time_is_reckoned():
    round = RoundFactory.build(
        plan=None, first_day=date(2027, 3, 28), last_day=date(2027, 3, 28)
    )
    round.approved_at = START

    assert outages.ended_at(round) - outages.began_at(round) == timedelta(hours=23)
