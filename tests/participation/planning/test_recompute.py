from datetime import date

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.workdays import holidays_in
from participation.planning.deadlines import extended, period
from participation.planning.rules import rule_set
from tests.participation.planning.periods import (
    DAYS,
    JANUARY,
    NUMBERS,
    RULES,
    again,
    published,
)


@given(start=DAYS, code=st.sampled_from(sorted(RULES)), days=NUMBERS)
def test_bp27_every_period_can_be_computed_again(start, code, days):
    wanted = days if code == "free" else None

    found = period(RULES[code], start, days=wanted)

    assert again(found) == found


@pytest.fixture
def changed_library(monkeypatch):
    """As if parliament and the library had another idea of holidays."""
    monkeypatch.setattr(
        "holidays.country_holidays",
        lambda *args, years, **options: {date(years, 2, 3): "Tag der Beteiligung"},
    )
    holidays_in.cache_clear()
    yield
    holidays_in.cache_clear()


@pytest.fixture
def kept():
    """Two files from before the change."""
    return [published(JANUARY), published(date(2027, 4, 28))]


def test_bp27_deadline_stays_when_the_holidays_change(kept, changed_library):
    assert published(JANUARY).last_day == date(2027, 2, 4)
    assert [again(each) for each in kept] == kept


def test_bp27_extension_stays_when_the_holidays_change(kept, request):
    longer = [extended(each, days=10) for each in kept]

    request.getfixturevalue("changed_library")

    assert [again(each) for each in longer] == longer


def test_bp27_old_law_stays_with_its_procedure():
    old = period(rule_set("baugb-2023-07").rule("3-2"), JANUARY)

    assert again(old).rule.rule_set == "baugb-2023-07"


def test_inputs_name_library_place_and_holidays():
    found = published(date(2027, 4, 28))

    assert found.inputs == {
        "kind": "publication",
        "start": "2027-04-28",
        "days": None,
        "online_at": None,
        "rule": "3-2",
        "rule_set": "baugb-2025-12",
        "library": f"holidays {holidays.__version__}",
        "subdivision": "RP",
        "holidays": {
            "2027-05-01": "Erster Mai",
            "2027-05-06": "Christi Himmelfahrt",
            "2027-05-17": "Pfingstmontag",
            "2027-05-27": "Fronleichnam",
        },
    }
