"""The month of a calendar: its entries, its filters and the ways out of it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from django.db.models import Max, Min, Q, QuerySet
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import pgettext

from training.models import OfferPage, Session, SessionDate
from training.months import Day, Month, days_of, week_of
from training.words import seats_in_words, time_in_words, times_in_words


@dataclass
class Entry:
    """One date in a calendar."""

    date: SessionDate
    session: Session
    url: str

    @property
    def days(self) -> tuple[date, date]:
        return self.date.days

    @property
    def title(self) -> str:
        return self.session.offer.title

    @property
    def subtitle(self) -> str:
        return self.session.title

    @property
    def kind(self) -> str:
        return self.session.offer.kind

    @property
    def topic(self) -> str:
        return self.session.offer.topic.slug if self.session.offer.topic else ""

    @property
    def begins(self) -> str:
        return time_in_words(self.date.starts_at)

    @property
    def times(self) -> str:
        return times_in_words(self.date.starts_at, self.date.ends_at)

    @property
    def is_cancelled(self) -> bool:
        return self.session.is_cancelled

    @property
    def is_over(self) -> bool:
        return self.date.ends_at < timezone.now()

    @property
    def is_full(self) -> bool:
        return self.session.is_full

    @property
    def seats(self) -> str:
        return seats_in_words(self.session)


@dataclass(frozen=True)
class Choice:
    """What a visitor of the calendar chose."""

    month: Month
    kind: str = ""
    topic: str = ""
    view: str = ""

    def address(self, **changes) -> str:
        """The address of the calendar with something chosen otherwise."""
        chosen = {
            "monat": str(self.month) if self.month != this_month() else "",
            "art": self.kind,
            "thema": self.topic,
            "ansicht": self.view,
        } | {name: str(value or "") for name, value in changes.items()}
        query = urlencode({name: value for name, value in chosen.items() if value})
        return f"?{query}" if query else "?"

    def fits(self, entry: Entry, besides: str = "") -> bool:
        return all(
            not wanted or name == besides or getattr(entry, name) == wanted
            for name, wanted in (("kind", self.kind), ("topic", self.topic))
        )


class Agenda:
    """One month of the sessions that a visitor may see."""

    def __init__(self, sessions: QuerySet, choice: Choice, request):
        self.sessions = sessions
        self.choice = choice
        self.month = choice.month
        self.request = request

    @cached_property
    def all_entries(self) -> list[Entry]:
        """Every date of the month, in one query, however many there are."""
        dates = SessionDate.objects.filter(
            within(self.month), session__in=self.sessions
        )
        return [entry_of(date, self.request) for date in dates.for_calendar()]

    @cached_property
    def entries(self) -> list[Entry]:
        return [entry for entry in self.all_entries if self.choice.fits(entry)]

    @cached_property
    def days(self) -> list[Day]:
        return days_of(self.month, self.entries, timezone.localdate())

    @property
    def earlier_dates(self) -> int:
        """How many dates of this month are behind us while others are to come."""
        today = timezone.localdate()
        past = sum(entry.days[1] < today for entry in self.entries)
        return past if past < len(self.entries) else 0

    @property
    def kinds(self) -> list[tuple[str, str]]:
        """The kinds of offers that stand in this month."""
        there = {entry.kind for entry in self.entries}
        return [kind for kind in OfferPage.Kind.choices if kind[0] in there]

    @property
    def weekdays(self) -> list[date]:
        return week_of(self.month.first_day)

    @property
    def everything(self) -> str:
        return self.choice.address(art="", thema="")

    @cached_property
    def span(self) -> tuple[Month, Month]:
        """The first and the last month with something in it, and this one."""
        found = SessionDate.objects.filter(session__in=self.sessions).aggregate(
            first=Min("starts_at"), last=Max("starts_at")
        )
        months = [month_of(moment) for moment in found.values() if moment]
        return min([*months, this_month()]), max([*months, this_month()])

    @property
    def month_before(self) -> Month:
        return self.month.later(-1)

    @property
    def month_after(self) -> Month:
        return self.month.later(1)

    @property
    def earlier(self) -> str:
        return self.way_to(self.month_before) if self.month > self.span[0] else ""

    @property
    def later(self) -> str:
        return self.way_to(self.month_after) if self.month < self.span[1] else ""

    @property
    def now(self) -> str:
        return self.way_to(this_month()) if self.month != this_month() else ""

    def way_to(self, month: Month) -> str:
        return self.choice.address(monat=month if month != this_month() else "")

    @property
    def is_within(self) -> bool:
        """Whether this month is one that somebody can page to."""
        return self.span[0] <= self.month <= self.span[1]

    @property
    def filters(self) -> list[tuple[str, list[dict]]]:
        """Kinds and topics; each counts what it would find beside the other."""
        kinds = [(value, label) for value, label in OfferPage.Kind.choices]
        return [
            (pgettext("offer", "Kind"), self.chips("kind", "art", kinds)),
            (pgettext("offer", "Topic"), self.chips("topic", "thema", self.topics)),
        ]

    @property
    def topics(self) -> list[tuple[str, str]]:
        offers = (entry.session.offer for entry in self.all_entries)
        topics = {offer.topic.slug: offer.topic.name for offer in offers if offer.topic}
        return sorted(topics.items(), key=lambda topic: topic[1])

    def chips(self, name: str, parameter: str, options) -> list[dict]:
        counts = Counter(
            getattr(entry, name)
            for entry in self.all_entries
            if self.choice.fits(entry, besides=name)
        )
        chosen = getattr(self.choice, name)
        return [
            {
                "label": label,
                "count": counts[value],
                "active": value == chosen,
                "url": self.choice.address(
                    **{parameter: "" if value == chosen else value}
                ),
            }
            for value, label in options
            if counts[value] or value == chosen
        ]


def entry_of(date: SessionDate, request) -> Entry:
    """A date that was fetched ``for_calendar``, with what its session has counted."""
    session = date.session
    session.taken, session.waiting = date.taken, date.waiting
    return Entry(date, session, session.offer.get_url(request))


def within(month: Month) -> Q:
    return Q(ends_at__gt=month.begins_at, starts_at__lt=month.later(1).begins_at)


def month_of(moment: datetime) -> Month:
    return Month.of(timezone.localdate(moment))


def this_month() -> Month:
    return Month.of(timezone.localdate())
