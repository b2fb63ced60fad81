from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.clock import BERLIN
from participation.planning.deadlines import (
    RHEINLAND_PFALZ,
    Holidays,
    earliest_start,
    event_period,
    period,
)
from tests.participation.planning.periods import DAYS, JANUARY, RULES, again, published

WHOLE_COUNTRY = Holidays(subdivision=None)

read = date.fromisoformat

# Rule, start or event, end of the month, of the 30 days, and of the period.
EXAMPLES = {
    "1 month governs": "3-2 2027-01-04 2027-02-03 2027-02-02 2027-02-03",
    "2 thirty days govern": "3-2 2027-02-01 2027-02-28 2027-03-02 2027-03-02",
    "3 day is missing": "3-2 2027-01-31 2027-02-28 2027-03-01 2027-03-01",
    "4 Easter": "3-2 2027-02-26 2027-03-25 2027-03-27 2027-03-30",
    "5 Fronleichnam": "3-2 2027-04-28 2027-05-27 2027-05-27 2027-05-28",
    "6 Christmas": "3-2 2026-11-26 2026-12-25 2026-12-25 2026-12-28",
    "7 Allerheiligen": "3-2 2027-10-02 2027-11-01 2027-10-31 2027-11-02",
    "8 leap year": "3-2 2028-02-01 2028-02-29 2028-03-01 2028-03-01",
    "8 leap year, both": "3-2 2028-01-31 2028-02-29 2028-02-29 2028-02-29",
    "9 authority": "4-2 2027-01-30 2027-02-28 2027-03-01 2027-03-01",
    "10 authority, 1 May": "4-2 2027-04-01 2027-05-01 2027-05-01 2027-05-03",
    "12 after the notice": "3-2 2027-01-01 2027-01-31 2027-01-30 2027-02-01",
    "14 year": "complaint 2027-03-15 2028-03-15 - 2028-03-15",
    "14 year, leap day": "complaint 2028-02-29 2029-02-28 - 2029-02-28",
    "15 UVPG": "uvpg-21 2027-04-01 2027-05-01 - 2027-05-03",
    "16 VwVfG": "vwvfg-73 2027-02-03 - - 2027-02-17",
}


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_bp02_bp13_bp34_worked_example(example):
    code, *days = example.split()
    start, month, minimum, last = (None if d == "-" else read(d) for d in days)

    found = period(RULES[code], start)

    assert (found.month_end, found.minimum_end) == (month, minimum)
    assert found.last_day == last


def test_bp02_worked_example_11_renewed_publication_of_two_weeks():
    found = period(RULES["4a-3-limited"], date(2027, 5, 3), days=14)

    assert found.raw_last_day == date(2027, 5, 16)
    assert found.last_day == date(2027, 5, 18)
    assert "der 17. Mai Pfingstmontag ist" in found.sentence


def test_worked_example_12_starts_after_the_last_medium_has_appeared():
    assert earliest_start(date(2026, 12, 31)) == date(2027, 1, 1)
    assert earliest_start(date(2026, 12, 31), date(2026, 12, 24)) == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("online_at", "first", "last"),
    [
        pytest.param(
            datetime(2027, 1, 3, 18, 0, tzinfo=BERLIN),
            date(2027, 1, 4),
            date(2027, 2, 3),
            id="the evening before",
        ),
        pytest.param(
            datetime(2027, 1, 3, 23, 0, tzinfo=UTC),
            date(2027, 1, 4),
            date(2027, 2, 3),
            id="at midnight in town",
        ),
        pytest.param(
            datetime(2027, 1, 4, 0, 0, tzinfo=UTC),
            date(2027, 1, 5),
            date(2027, 2, 4),
            id="at midnight elsewhere",
        ),
        pytest.param(
            datetime(2026, 12, 28, 9, 0, tzinfo=BERLIN),
            date(2027, 1, 4),
            date(2027, 2, 3),
            id="a week before",
        ),
        pytest.param(
            datetime(2027, 1, 4, 0, 0, 1, tzinfo=BERLIN),
            date(2027, 1, 5),
            date(2027, 2, 4),
            id="a second later",
        ),
        pytest.param(
            datetime(2027, 1, 4, 10, 17, tzinfo=BERLIN),
            date(2027, 1, 5),
            date(2027, 2, 4),
            id="13 during the day",
        ),
        pytest.param(
            datetime(2027, 1, 6, 0, 0, tzinfo=BERLIN),
            date(2027, 1, 6),
            date(2027, 2, 5),
            id="two days late, at midnight",
        ),
    ],
)
def test_bp02_day_counts_only_if_all_was_online_when_it_began(online_at, first, last):
    found = published(JANUARY, online_at=online_at)

    assert (found.first_day, found.last_day) == (first, last)
    assert again(found) == found


def test_moment_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        published(JANUARY, online_at=datetime(2027, 1, 4, 10, 17))  # noqa: DTZ001


@pytest.mark.parametrize("start", [date(2027, 4, 28), date(2027, 10, 2)])
def test_examples_5_and_7_break_without_the_state(start):
    right, wrong = published(start), published(start, holidays=WHOLE_COUNTRY)

    assert wrong.last_day == right.last_day - timedelta(days=1)


def test_how_often_it_matters_in_2027():
    periods = [published(date(2027, 1, 1) + timedelta(days=n)) for n in range(365)]

    later = [each for each in periods if each.minimum_end > each.month_end]
    moved = [each for each in periods if each.last_day > each.raw_last_day]

    assert (len(later), len(moved)) == (29, 110)


@given(start=DAYS)
def test_b9_bp02_publication_lasts_a_month_and_thirty_days(start):
    found = published(start)

    assert found.last_day >= max(found.month_end, start + timedelta(days=29))
    assert RHEINLAND_PFALZ.is_working_day(found.last_day)


@given(start=DAYS)
def test_bp02_month_ends_the_day_before_its_number_comes_again(start):
    month_end = published(start).month_end
    following = month_end + timedelta(days=1)

    is_missing = following.day == 1 and start.day > month_end.day
    assert following.day == start.day or is_missing


@given(start=DAYS, later=st.integers(min_value=0, max_value=40))
def test_b9_bp02_later_start_never_ends_earlier(start, later):
    for code in ("3-2", "4-2", "4a-3-limited", "uvpg-21", "vwvfg-73", "complaint"):
        first = period(RULES[code], start)
        second = period(RULES[code], start + timedelta(days=later))

        assert first.last_day <= second.last_day


@given(start=DAYS)
def test_bp02_days_skipped_at_the_end_are_all_free(start):
    found = published(start)

    moved = (found.last_day - found.raw_last_day).days
    skipped = [found.raw_last_day + timedelta(days=n) for n in range(moved)]

    assert not any(map(RHEINLAND_PFALZ.is_working_day, skipped))


@given(received_on=DAYS)
def test_b9_bp13_authority_has_a_month_and_thirty_days_after_receipt(received_on):
    found = period(RULES["4-2"], received_on)

    assert found.first_day == received_on + timedelta(days=1)
    assert found.last_day >= received_on + timedelta(days=30)
    assert found == event_period(RULES["4-2"], received_on)


@pytest.mark.parametrize(
    ("code", "start", "days", "last"),
    [
        pytest.param("3-1", JANUARY, None, date(2027, 2, 3), id="early, a month"),
        pytest.param("3-1", JANUARY, 14, date(2027, 1, 18), id="early, as the town"),
        pytest.param("4-1", JANUARY, None, date(2027, 2, 4), id="early, authorities"),
        pytest.param("4a-3", JANUARY, None, date(2027, 2, 3), id="renewed, in full"),
        pytest.param("13", JANUARY, None, date(2027, 2, 3), id="simplified"),
        pytest.param("13a", JANUARY, None, date(2027, 2, 3), id="accelerated"),
        pytest.param("uvpg-42", JANUARY, None, date(2027, 2, 4), id="strategic"),
        pytest.param("uvpg-42", JANUARY, 60, date(2027, 3, 5), id="strategic, longer"),
        pytest.param("vwvfg-27c", JANUARY, None, date(2027, 1, 11), id="online, week"),
        pytest.param("free", JANUARY, 1, date(2027, 1, 4), id="free, one day"),
    ],
)
def test_bp34_other_procedures_use_other_clocks(code, start, days, last):
    assert period(RULES[code], start, days=days).last_day == last


def test_bp34_publication_rule_may_be_counted_from_an_event():
    found = event_period(RULES["4a-3"], JANUARY)

    assert found.last_day == date(2027, 2, 4)
    assert "als Tag des Ereignisses nicht mitzählt" in found.sentence
    assert again(found) == found
