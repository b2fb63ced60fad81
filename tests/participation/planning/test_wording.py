from datetime import UTC, date, datetime

import pytest
from django.utils.translation import override

from participation.planning.deadlines import period
from tests.participation.planning.periods import JANUARY, RULES, published


def test_sentence_says_days_norms_and_holiday():
    assert published(date(2027, 10, 2)).sentence == (
        "Die Veröffentlichungsfrist nach § 3 Abs. 2 Satz 1 BauGB beginnt am Samstag, "
        "dem 2. Oktober 2027, und endet mit Ablauf des 2. November 2027 (Dienstag), "
        "weil der 2. Oktober 2027 als erster Tag mitzählt (§ 187 Abs. 2 BGB), "
        "weil der Monat am 1. November 2027 endet (§ 188 Abs. 2 BGB), "
        "weil die mindestens 30 Tage schon am 31. Oktober 2027 erreicht sind "
        "und weil der 1. November Allerheiligen ist (§ 193 BGB, § 31 Abs. 3 VwVfG)."
    )


@pytest.mark.parametrize(
    ("code", "start", "reason"),
    [
        pytest.param(
            "3-2",
            date(2027, 1, 31),
            "weil der Monat mangels eines 30. Tages am 28. Februar 2027 endet "
            "(§ 188 Abs. 3 BGB)",
            id="missing day",
        ),
        pytest.param(
            "3-2",
            date(2027, 2, 26),
            "weil der 27. März ein Samstag, der 28. März ein Sonntag und der 29. März "
            "Ostermontag ist (§ 193 BGB, § 31 Abs. 3 VwVfG)",
            id="three days skipped",
        ),
        pytest.param(
            "4-2",
            date(2027, 4, 1),
            "weil der 1. April 2027 als Tag des Zugangs nicht mitzählt "
            "(§ 187 Abs. 1 BGB)",
            id="event",
        ),
        pytest.param(
            "complaint",
            date(2028, 2, 29),
            "weil das Jahr mangels eines 29. Tages am 28. Februar 2029 endet "
            "(§ 188 Abs. 3 BGB)",
            id="year",
        ),
        pytest.param(
            "vwvfg-73",
            date(2027, 2, 3),
            "weil die zwei Wochen am 17. Februar 2027 enden (§ 188 Abs. 2 BGB)",
            id="weeks",
        ),
    ],
)
def test_reason_names_the_norm(code, start, reason):
    found = period(RULES[code], start)

    assert reason in found.reasons
    assert all(each in found.sentence for each in found.reasons)


def test_sentence_is_the_same_in_every_language():
    with override("en"):
        english = published().sentence

    assert english == published().sentence


@pytest.mark.parametrize(
    ("start", "proposed"),
    [
        pytest.param(date(2027, 1, 1), date(2027, 1, 4), id="New Year"),
        pytest.param(date(2027, 1, 31), date(2027, 2, 1), id="Sunday"),
    ],
)
def test_start_on_a_free_day_is_computed_and_another_proposed(start, proposed):
    found = published(start)

    assert (found.first_day, found.proposed_start) == (start, proposed)
    assert len(found.warnings) == 1
    assert (
        "Für den Beginn wird der nächste Arbeitstag vorgeschlagen"
        in (found.warnings[0])
    )


def test_start_on_a_working_day_is_its_own_proposal():
    found = published(JANUARY)

    assert (found.proposed_start, found.warnings) == (JANUARY, ())


def test_end_at_christmas_suggests_a_longer_period():
    assert "mehrere Feiertage" in published(date(2026, 11, 26)).warnings[0]


def test_late_upload_is_said_in_the_sentence():
    online_at = datetime(2027, 1, 4, 9, 17, tzinfo=UTC)

    found = published(JANUARY, online_at=online_at)

    assert "am 4. Januar 2027 erst um 10:17 Uhr online waren" in found.sentence
