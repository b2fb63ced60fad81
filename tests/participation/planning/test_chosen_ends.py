from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given

from participation.planning.deadlines import (
    RHEINLAND_PFALZ,
    DeadlineError,
    check_end,
    extended,
    period,
)
from tests.participation.planning.periods import (
    DAYS,
    JANUARY,
    NUMBERS,
    RULES,
    again,
    published,
)


@pytest.mark.parametrize("code", ["3-2", "4-2", "uvpg-21", "vwvfg-73"])
def test_bp02_fewer_days_than_the_law_names_are_refused(code):
    with pytest.raises(DeadlineError):
        period(RULES[code], JANUARY, days=7)


def test_bp02_thirty_days_are_too_few_where_the_month_is_longer():
    with pytest.raises(DeadlineError, match=r"3\. Februar 2027"):
        published(JANUARY, days=30)


def test_bp02_more_days_are_allowed_and_the_file_says_what_the_law_asks():
    found = published(JANUARY, days=45)

    assert found.last_day == date(2027, 2, 17)
    assert "gesetzliche Dauer am 3. Februar 2027 erreicht" in found.sentence


@pytest.mark.parametrize(
    ("code", "days", "chosen", "problems"),
    [
        pytest.param("3-2", None, date(2027, 2, 2), ["too_short"], id="day too early"),
        pytest.param("3-2", None, date(2027, 2, 3), [], id="as computed"),
        pytest.param("3-2", None, date(2027, 2, 28), [], id="later"),
        pytest.param("3-2", 45, date(2027, 2, 16), ["too_short"], id="below wanted"),
        pytest.param("3-2", None, date(2027, 1, 3), ["before_start"], id="before it"),
        pytest.param("4a-3", None, date(2027, 1, 18), ["needs_reason"], id="renewed"),
        pytest.param("4a-3", None, date(2027, 2, 3), [], id="renewed, full"),
        pytest.param(
            "4a-3-limited", None, date(2027, 1, 18), ["needs_reason"], id="limited"
        ),
        pytest.param("13", None, date(2027, 1, 18), ["needs_reason"], id="simplified"),
        pytest.param("3-1", None, date(2027, 1, 18), [], id="early: no minimum"),
        pytest.param("4-1", None, date(2027, 1, 18), [], id="early, authorities"),
        pytest.param("free", 14, date(2027, 1, 5), [], id="free"),
        pytest.param("complaint", None, date(2028, 1, 5), ["fixed"], id="year, later"),
    ],
)
def test_bp02_end_that_somebody_chose(code, days, chosen, problems):
    found = check_end(period(RULES[code], JANUARY, days=days), chosen)

    assert [problem.code for problem in found] == problems
    assert [problem.needs_reason for problem in found] == [
        problem == "needs_reason" for problem in problems
    ]


def test_b9_bp02_reason_makes_a_renewed_publication_shorter():
    renewed = period(RULES["4a-3-limited"], JANUARY)

    assert check_end(renewed, renewed.last_day, reason="Nur die Traufhöhe") == []
    assert [p.code for p in check_end(renewed, renewed.last_day, reason="  ")] == [
        "needs_reason"
    ]


def test_bp02_reason_helps_nothing_where_the_law_binds():
    chosen = date(2027, 1, 29)

    found = check_end(published(JANUARY), chosen, reason="Es eilt")

    assert [problem.code for problem in found] == ["too_short"]


def test_shortened_period_warns_of_the_reason_it_needs():
    found = period(RULES["4a-3-limited"], JANUARY)

    assert found.last_day == date(2027, 1, 18)
    assert found.warnings == (
        "Die Frist endet vor dem 3. Februar 2027, dem Ende der vollen Dauer. "
        "Das ist in der Akte zu begründen.",
    )


@pytest.mark.parametrize("days", [0, -1, 1001])
def test_odd_numbers_of_days_are_refused(days):
    with pytest.raises(DeadlineError):
        period(RULES["free"], JANUARY, days=days)


@pytest.mark.parametrize(
    ("code", "options"),
    [
        pytest.param("free", {}, id="free without days"),
        pytest.param("complaint", {"days": 500}, id="only the law sets it"),
        pytest.param(
            "4-2", {"online_at": datetime(2027, 1, 4, tzinfo=UTC)}, id="nothing online"
        ),
    ],
)
def test_period_that_the_law_does_not_know_is_refused(code, options):
    with pytest.raises(DeadlineError):
        period(RULES[code], JANUARY, **options)


@pytest.mark.parametrize(
    "start", [date(1950, 1, 4), date(2100, 12, 20), date(9999, 12, 31)]
)
def test_year_without_known_holidays_is_not_guessed(start):
    with pytest.raises(DeadlineError):
        published(start)


def test_bp13_extension_counts_from_the_end_of_the_old_period():
    old = period(RULES["4-2"], date(2027, 4, 1))  # ends on 3 May, not on 1 May

    new = extended(old, days=14)

    assert new.last_day == date(2027, 5, 18)
    assert new.raw_last_day == date(2027, 5, 17)
    assert (new.first_day, new.before) == (old.first_day, old)
    assert "vom Ablauf der bisherigen am 3. Mai 2027 an zählt (§ 190 BGB)" in (
        new.sentence
    )
    assert again(new) == new


def test_bp13_extension_counts_from_a_later_end_that_was_announced():
    old = published(JANUARY)

    new = extended(old, months=1, announced=date(2027, 2, 26))

    assert new.last_day == date(2027, 3, 30)
    assert again(new) == new


def test_bp13_end_of_an_extension_binds_even_where_the_first_did_not():
    new = extended(period(RULES["3-1"], JANUARY), days=14)

    problems = check_end(new, new.last_day - timedelta(days=1))

    assert [problem.code for problem in problems] == ["too_short"]


@given(start=DAYS, days=NUMBERS, more=NUMBERS)
def test_bp13_extensions_only_make_longer_and_can_be_computed_again(start, days, more):
    first = extended(published(start), days=days)
    second = extended(first, days=more)

    assert published(start).last_day < first.last_day < second.last_day
    assert RHEINLAND_PFALZ.is_working_day(second.last_day)
    assert again(second) == second


@pytest.mark.parametrize(
    ("code", "length"),
    [
        pytest.param("3-2", {}, id="by nothing"),
        pytest.param("3-2", {"days": -3}, id="backwards"),
        pytest.param("3-2", {"days": 3, "months": 1}, id="two lengths"),
        pytest.param("complaint", {"days": 3}, id="only the law sets it"),
    ],
)
def test_odd_extensions_are_refused(code, length):
    old = period(RULES[code], JANUARY)

    with pytest.raises(DeadlineError):
        extended(old, **length)
