from datetime import date

import pytest

from participation.planning.deadlines import RHEINLAND_PFALZ


def test_holidays_are_the_eleven_of_the_state():
    assert RHEINLAND_PFALZ.between(date(2027, 1, 1), date(2027, 12, 31)) == {
        "2027-01-01": "Neujahr",
        "2027-03-26": "Karfreitag",
        "2027-03-29": "Ostermontag",
        "2027-05-01": "Erster Mai",
        "2027-05-06": "Christi Himmelfahrt",
        "2027-05-17": "Pfingstmontag",
        "2027-05-27": "Fronleichnam",
        "2027-10-03": "Tag der Deutschen Einheit",
        "2027-11-01": "Allerheiligen",
        "2027-12-25": "Erster Weihnachtstag",
        "2027-12-26": "Zweiter Weihnachtstag",
    }


@pytest.mark.parametrize("year", range(2026, 2041))
def test_holidays_are_known_for_every_year(year):
    found = RHEINLAND_PFALZ.between(date(year, 1, 1), date(year, 12, 31))

    assert len(found) == 11
