"""
What time it is for a procedure, and what that means: functions of phases and a day.

Nothing here is stored and no job switches anything. Days are days in Europe/Berlin,
first and last day included, as the law counts them. Views ask ``now(request)`` for
the time and nothing else: an editor may look at another moment than this one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import TextChoices
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import pgettext_lazy

BERLIN = ZoneInfo("Europe/Berlin")
ENDS_SOON_DAYS = 7


class State(TextChoices):
    """How far a procedure has come."""

    UPCOMING = "upcoming", pgettext_lazy("procedure", "starts soon")
    RUNNING = "running", pgettext_lazy("procedure", "running")
    ENDING = "ending", pgettext_lazy("procedure", "ends soon")
    BETWEEN = "between", pgettext_lazy("procedure", "between two phases")
    EVALUATION = "evaluation", pgettext_lazy("procedure", "being evaluated")
    RESULT = "result", pgettext_lazy("procedure", "result available")
    ARCHIVED = "archived", pgettext_lazy("procedure", "archived")


@dataclass(frozen=True)
class Span:
    """A phase as the clock sees it; ``is_open`` if people can take part in it."""

    key: str
    first_day: date
    last_day: date
    is_open: bool = True

    def covers(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


def now(request: HttpRequest) -> datetime:
    """The moment that a request is about: this one, or the one an editor previews."""
    preview = getattr(request, "preview", None)
    return preview.moment if preview else timezone.now()


def told_at(request: HttpRequest) -> datetime:
    """The moment as of which figures are told: no preview tells what is kept today."""
    return min(now(request), timezone.now())


def today(request: HttpRequest) -> date:
    """The day that a request is about."""
    return day_of(now(request))


def day_of(moment: datetime) -> date:
    """The day that it is in town at a moment."""
    return moment.astimezone(BERLIN).date()


def open_spans(spans: Sequence[Span]) -> list[Span]:
    """The spans in which people take part, in order; all, if none is marked."""
    marked = [span for span in spans if span.is_open] or list(spans)
    return sorted(marked, key=lambda span: (span.first_day, span.last_day))


def state_of(
    spans: Sequence[Span],
    day: date,
    *,
    has_result: bool = False,
    archived_on: date | None = None,
) -> State:
    """Say how far a procedure with these phases has come on a day."""
    if archived_on and archived_on <= day:
        return State.ARCHIVED
    spans = open_spans(spans)
    if not spans or day < spans[0].first_day:
        return State.UPCOMING
    if current_span(spans, day):
        return _running_state(spans, day)
    if next_span(spans, day):
        return State.BETWEEN
    return State.RESULT if has_result else State.EVALUATION


def _running_state(spans: Sequence[Span], day: date) -> State:
    """It ends soon if what is open now closes within days and nothing follows."""
    last = max(span.last_day for span in spans if span.covers(day))
    follows = any(span.first_day > day for span in spans)
    soon = last - day < timedelta(days=ENDS_SOON_DAYS)
    return State.ENDING if soon and not follows else State.RUNNING


def current_span(spans: Sequence[Span], day: date) -> Span | None:
    """The span that covers the day; of several, the one that lasts longest."""
    covering = [span for span in spans if span.covers(day)]
    return max(covering, key=lambda span: span.last_day, default=None)


def next_span(spans: Sequence[Span], day: date) -> Span | None:
    """The first span that begins after the day."""
    later = [span for span in spans if span.first_day > day]
    return min(later, key=lambda span: span.first_day, default=None)


def last_span(spans: Sequence[Span], day: date) -> Span | None:
    """The span that ended last before the day."""
    over = [span for span in spans if span.last_day < day]
    return max(over, key=lambda span: span.last_day, default=None)


def turning_day(spans: Sequence[Span], day: date) -> date | None:
    """The next day that matters: when what is open ends, or what is next begins."""
    spans = open_spans(spans)
    if current := current_span(spans, day):
        return current.last_day
    if following := next_span(spans, day):
        return following.first_day
    return spans[-1].last_day if spans else None


def days_left(last_day: date, day: date) -> int:
    """How many more days there are, the last one included: on the last day, one."""
    return (last_day - day).days + 1
