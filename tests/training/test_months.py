from dataclasses import dataclass
from datetime import date

import pytest

from training.months import Month, days_of, week_of


@dataclass
class Stretch:
    days: tuple


@pytest.mark.parametrize(
    ("text", "month"),
    [
        pytest.param("2026-10", Month(2026, 10), id="a month"),
        pytest.param("2026-13", None, id="there is no such month"),
        pytest.param("morgen", None, id="a word"),
        pytest.param("", None, id="nothing"),
        pytest.param("0000-01", None, id="before any calendar"),
    ],
)
def test_month_is_read_from_an_address(text, month):
    assert Month.parse(text) == month


@pytest.mark.parametrize(
    ("months", "expected"),
    [(1, Month(2027, 1)), (-12, Month(2025, 12)), (0, Month(2026, 12))],
)
def test_month_goes_over_the_new_year(months, expected):
    assert Month(2026, 12).later(months) == expected


def test_month_begins_and_ends_with_its_days():
    february = Month(2028, 2)

    assert (february.first_day, february.last_day) == (
        date(2028, 2, 1),
        date(2028, 2, 29),
    )


@pytest.mark.parametrize(
    ("month", "hours"),
    [
        pytest.param(Month(2026, 3), 31 * 24 - 1, id="one hour is lost"),
        pytest.param(Month(2026, 10), 31 * 24 + 1, id="one hour comes twice"),
        pytest.param(Month(2026, 7), 31 * 24, id="an ordinary month"),
    ],
)
def test_month_begins_at_midnight_in_the_time_of_the_town(month, hours):
    length = month.later(1).begins_at.timestamp() - month.begins_at.timestamp()

    assert length == hours * 3600


def test_days_hold_what_takes_place_on_them():
    walk = Stretch((date(2026, 10, 31), date(2026, 11, 2)))
    talk = Stretch((date(2026, 10, 5), date(2026, 10, 5)))

    days = days_of(Month(2026, 10), [talk, walk], date(2026, 10, 5))

    assert len(days) == 31
    assert [(d.day.day, d.entries) for d in days if d.entries] == [
        (5, [talk]),
        (31, [walk]),
    ]
    assert [d.day.day for d in days if d.is_today] == [5]


def test_days_of_the_next_month_hold_the_rest():
    walk = Stretch((date(2026, 10, 31), date(2026, 11, 2)))

    days = days_of(Month(2026, 11), [walk], date(2026, 10, 5))

    assert [d.day.day for d in days if d.entries] == [1, 2]


def test_week_begins_on_monday():
    week = week_of(date(2026, 10, 1))

    assert (week[0], week[-1]) == (date(2026, 9, 28), date(2026, 10, 4))
