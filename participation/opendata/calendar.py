"""The dates of procedures as calendar and as feed."""

from collections.abc import Iterable, Iterator
from datetime import datetime, time, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from home.notices import full_address
from participation import clock
from participation.models import ProcedurePage
from participation.overview import procedure_url


def calendar_of(pages: Iterable[ProcedurePage], name: str) -> bytes:
    """Phases as whole days and meetings with their hours (RFC 5545)."""
    calendar = Calendar()
    calendar.add("prodid", "-//Stadtraum//Beteiligung//DE")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for page in pages:
        for event in (*phases(page), *rounds(page), *meetings(page)):
            calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical()


def phases(page: ProcedurePage) -> Iterator[Event]:
    for phase in page.ordered_phases:
        yield period(page, f"phase-{phase.pk}", phase)


def rounds(page: ProcedurePage) -> Iterator[Event]:
    """The periods by law; those of authorities are theirs alone."""
    for formal in page.public_rounds:
        yield period(page, f"schritt-{formal.pk}", formal)


def period(page: ProcedurePage, uid: str, row) -> Event:
    event = event_of(page, uid, row.title)
    event.add("dtstart", row.first_day)
    event.add("dtend", row.last_day + timedelta(days=1))  # the day it is over
    event.add("transp", "TRANSPARENT")
    return event


def meetings(page: ProcedurePage) -> Iterator[Event]:
    for date in page.dates.all():
        event = event_of(page, f"termin-{date.pk}", date.title)
        event.add("dtstart", moment(date.day, date.start) or date.day)
        if date.start and date.end:
            event.add("dtend", moment(date.day, date.end))
        if date.place:
            event.add("location", date.place)
        yield event


def moment(day, at: time | None) -> datetime | None:
    return datetime.combine(day, at, clock.BERLIN) if at else None


def event_of(page: ProcedurePage, uid: str, title: str) -> Event:
    event = Event()
    event.add("uid", f"{uid}@{urlsplit(settings.BASE_URL).hostname}")
    event.add("dtstamp", page.last_published_at)
    event.add(
        "summary", _("%(procedure)s: %(what)s") % {"procedure": page, "what": title}
    )
    event.add("url", full_address(procedure_url(page.slug)))
    return event
