from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from icalendar import Calendar

from tests.factories.training import SessionFactory
from training.ics import calendar_of

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")


def entries(session):
    body = calendar_of(session, url="/veranstaltungen/schatten/")
    return Calendar.from_ical(body).walk("VEVENT")


def berlin(*numbers, fold=0):
    return datetime(*numbers, tzinfo=BERLIN, fold=fold)


def test_session_has_an_entry_for_each_date():
    session = SessionFactory(
        title="Kurs A",
        dates=[
            (berlin(2026, 10, 19, 9), berlin(2026, 10, 19, 12)),
            (berlin(2026, 10, 26, 9), berlin(2026, 10, 26, 12)),
        ],
    )

    first, second = entries(session)

    assert str(first["summary"]) == f"{session.offer.title}: Kurs A"
    assert first["uid"] != second["uid"]
    assert str(first["location"]) == f"{session.place.name}, Marktplatz 1"
    assert str(first["url"]) == "https://testserver/veranstaltungen/schatten/"


def test_ten_o_clock_stays_ten_o_clock_over_the_change_of_time():
    session = SessionFactory(
        dates=[
            (berlin(2026, 10, 19, 10), berlin(2026, 10, 19, 12)),
            (berlin(2026, 10, 26, 10), berlin(2026, 10, 26, 12)),
        ]
    )

    before, after = (entry.decoded("dtstart") for entry in entries(session))

    assert (before.hour, after.hour) == (10, 10)
    assert before.utcoffset() != after.utcoffset()


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        pytest.param(
            berlin(2026, 10, 24, 22), berlin(2026, 10, 25, 6), 9, id="hour comes twice"
        ),
        pytest.param(
            berlin(2026, 3, 28, 22), berlin(2026, 3, 29, 6), 7, id="hour is lost"
        ),
    ],
)
def test_night_of_the_change_of_time_keeps_its_real_length(start, end, hours):
    [entry] = entries(SessionFactory(dates=[(start, end)]))

    begins = entry.decoded("dtstart").astimezone(UTC)
    ends = entry.decoded("dtend").astimezone(UTC)

    assert (begins, ends) == (start.astimezone(UTC), end.astimezone(UTC))
    assert (ends - begins).total_seconds() == hours * 3600


def test_file_brings_the_zone_it_speaks_of():
    body = calendar_of(SessionFactory(), url="/").decode()

    assert "BEGIN:VTIMEZONE" in body
    assert "DTSTART;TZID=Europe/Berlin:" in body


def test_cancelled_session_is_said_to_be_cancelled():
    session = SessionFactory(state="cancelled", cancel_reason="Sturm", sequence=3)

    [entry] = entries(session)

    assert entry["status"] == "CANCELLED"
    assert entry["sequence"] == 3
    assert str(entry["description"]) == "Sturm"


def test_link_for_taking_part_online_is_not_in_the_file(client):
    session = SessionFactory(online_link="https://video.example/raum")

    answer = client.get(reverse("training:session_ics", args=[session.pk]))

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "video.example" not in answer.content.decode()
