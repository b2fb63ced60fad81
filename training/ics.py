"""A session as a calendar file (RFC 5545), for any calendar."""

from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event

from home.notices import full_address
from training.models import Session, SessionDate

BERLIN = ZoneInfo("Europe/Berlin")


def calendar_of(session: Session, *, url: str) -> bytes:
    """All dates of a session; names, moves and cancellations stay recognisable."""
    calendar = Calendar()
    calendar.add("prodid", "-//Stadtraum//Veranstaltungen//DE")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for date in session.dates.all():
        calendar.add_component(entry(session, date, url))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def entry(session: Session, date: SessionDate, url: str) -> Event:
    """
    One date, in the time of the town: 10 o'clock stays 10 o'clock.

    The UID is the date's own for ever; SEQUENCE counts what calendars must learn
    anew; a cancelled date is said to be cancelled and does not vanish.
    """
    event = Event()
    event.add("uid", f"{date.uid}@{urlsplit(settings.BASE_URL).hostname}")
    event.add("dtstamp", session.changed_at)
    event.add("last-modified", session.changed_at)
    event.add("sequence", session.sequence)
    event.add("summary", str(session))
    event.add("dtstart", timezone.localtime(date.starts_at, BERLIN))
    event.add("dtend", timezone.localtime(date.ends_at, BERLIN))
    event.add("status", "CANCELLED" if session.is_cancelled else "CONFIRMED")
    event.add("description", description(session))
    event.add("url", full_address(url))
    if session.place:
        event.add("location", f"{session.place.name}, {session.place.address}")
    return event


def description(session: Session) -> str:
    if session.is_cancelled:
        return session.cancel_reason
    return session.offer.introduction
