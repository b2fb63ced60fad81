from datetime import UTC, date, datetime, timedelta

import pytest

from participation.clock import Span, State, day_of, days_left, state_of, turning_day

MAY = [Span("ideen", date(2027, 5, 3), date(2027, 5, 16))]
TWICE = [*MAY, Span("wahl", date(2027, 6, 1), date(2027, 6, 14))]
THEN_COUNCIL = [*MAY, Span("rat", date(2027, 6, 1), date(2027, 6, 30), is_open=False)]


@pytest.mark.parametrize(
    ("spans", "day", "state"),
    [
        pytest.param(MAY, date(2027, 5, 2), State.UPCOMING, id="day before"),
        pytest.param(MAY, date(2027, 5, 3), State.RUNNING, id="first day"),
        pytest.param(MAY, date(2027, 5, 9), State.RUNNING, id="eight days left"),
        pytest.param(MAY, date(2027, 5, 10), State.ENDING, id="seven days left"),
        pytest.param(MAY, date(2027, 5, 16), State.ENDING, id="last day"),
        pytest.param(MAY, date(2027, 5, 17), State.EVALUATION, id="day after"),
        pytest.param(TWICE, date(2027, 5, 16), State.RUNNING, id="another follows"),
        pytest.param(TWICE, date(2027, 5, 17), State.BETWEEN, id="between two"),
        pytest.param(TWICE, date(2027, 6, 14), State.ENDING, id="end of the last"),
        pytest.param(
            THEN_COUNCIL, date(2027, 6, 10), State.EVALUATION, id="council, no voices"
        ),
        pytest.param([], date(2027, 6, 10), State.UPCOMING, id="no phase yet"),
    ],
)
def test_state_follows_from_phases_and_day(spans, day, state):
    assert state_of(spans, day) == state


def test_state_after_the_end_is_result_once_there_is_one():
    assert state_of(MAY, date(2027, 6, 1), has_result=True) == State.RESULT


def test_state_is_not_result_while_people_still_take_part():
    assert state_of(MAY, date(2027, 5, 5), has_result=True) == State.RUNNING


def test_state_is_archived_from_that_day_on():
    archived = date(2027, 7, 1)

    assert state_of(MAY, date(2027, 6, 30), archived_on=archived) == State.EVALUATION
    assert state_of(MAY, archived, archived_on=archived) == State.ARCHIVED


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        pytest.param(
            datetime(2027, 5, 16, 21, 59, 59, tzinfo=UTC),
            date(2027, 5, 16),
            id="a second before midnight in town",
        ),
        pytest.param(
            datetime(2027, 5, 16, 22, 0, tzinfo=UTC),
            date(2027, 5, 17),
            id="midnight in town is ten in the evening in Greenwich",
        ),
        pytest.param(
            datetime(2027, 1, 16, 22, 59, 59, tzinfo=UTC),
            date(2027, 1, 16),
            id="in winter it is eleven",
        ),
    ],
)
def test_day_is_the_day_in_berlin(moment, day):
    assert day_of(moment) == day


def test_turning_day_is_the_end_of_what_is_open_or_the_start_of_what_is_next():
    assert turning_day(TWICE, date(2027, 5, 4)) == date(2027, 5, 16)
    assert turning_day(TWICE, date(2027, 5, 20)) == date(2027, 6, 1)
    assert turning_day(TWICE, date(2027, 7, 1)) == date(2027, 6, 14)


def test_days_left_counts_the_last_day():
    today = date(2027, 5, 16)

    assert days_left(today, today) == 1
    assert days_left(today + timedelta(days=1), today) == 2
