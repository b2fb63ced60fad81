from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.clock import BERLIN
from participation.planning.periods import begins_at, ends_at, is_in_time
from tests.participation.planning.periods import DAYS


@pytest.mark.parametrize(
    ("received_at", "last_day", "in_time"),
    [
        pytest.param(
            datetime(2027, 2, 3, 22, 59, 59, tzinfo=UTC),
            date(2027, 2, 3),
            True,
            id="last second in winter",
        ),
        pytest.param(
            datetime(2027, 2, 3, 23, 0, tzinfo=UTC),
            date(2027, 2, 3),
            False,
            id="midnight in winter",
        ),
        pytest.param(
            datetime(2027, 3, 30, 21, 59, 59, tzinfo=UTC),
            date(2027, 3, 30),
            True,
            id="last second in summer",
        ),
        pytest.param(
            datetime(2027, 3, 30, 22, 0, tzinfo=UTC),
            date(2027, 3, 30),
            False,
            id="midnight in summer",
        ),
        pytest.param(
            datetime(2027, 10, 31, 22, 59, 59, 999999, tzinfo=UTC),
            date(2027, 10, 31),
            True,
            id="clocks went back that day",
        ),
    ],
)
def test_last_day_ends_at_midnight_in_town(received_at, last_day, in_time):
    assert is_in_time(received_at, last_day) is in_time


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        pytest.param(date(2027, 3, 27), 24, id="before summer time"),
        pytest.param(date(2027, 3, 28), 23, id="summer time begins"),
        pytest.param(date(2027, 10, 31), 25, id="summer time ends"),
    ],
)
def test_days_are_as_long_as_they_are_in_town(day, hours):
    assert ends_at(day) - begins_at(day) == timedelta(hours=hours)


@given(day=DAYS, second=st.integers(min_value=0, max_value=86_399))
def test_every_moment_of_the_last_day_is_in_time(day, second):
    local = datetime.combine(day, datetime.min.time()) + timedelta(seconds=second)

    assert is_in_time(local.replace(tzinfo=BERLIN), day)
    assert not is_in_time(local.replace(tzinfo=BERLIN), day - timedelta(days=1))
