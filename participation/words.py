"""Dates and states as people say them."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participation import clock
from participation.clock import Span, State

# How a state looks; the word is always there too.
TONES = {
    State.UPCOMING: "info",
    State.RUNNING: "success",
    State.ENDING: "warning",
    State.BETWEEN: "neutral",
    State.EVALUATION: "neutral",
    State.RESULT: "info",
    State.ARCHIVED: "neutral",
}


def long_day(day: date, today: date) -> str:
    """“Wednesday, 3 February”, with the year if it is not this one."""
    pattern = "l, j. F" if day.year == today.year else "l, j. F Y"
    return date_format(day, pattern)


def when(state: State, spans: Sequence[Span], day: date) -> str:
    """One line that says when something opens, ends or ended."""
    open_spans = clock.open_spans(spans)
    if not open_spans:
        return ""
    if current := clock.current_span(open_spans, day):
        return until(current.last_day, day)
    if state in {State.UPCOMING, State.BETWEEN} and (
        following := clock.next_span(open_spans, day)
    ):
        return _("starts on %(day)s") % {"day": long_day(following.first_day, day)}
    last = clock.last_span(open_spans, day)
    if last is None:
        return ""
    return _("ended on %(day)s") % {"day": long_day(last.last_day, day)}


def in_supports(number: int) -> str:
    words = ngettext("%(number)s support", "%(number)s supports", number)
    return words % {"number": number}


def in_comments(number: int) -> str:
    words = ngettext("%(number)s comment", "%(number)s comments", number)
    return words % {"number": number}


def until(last_day: date, day: date) -> str:
    """“12 more days, until Wednesday, 3 February, midnight”."""
    left = clock.days_left(last_day, day)
    if left == 1:
        return _("only today, until midnight")
    days = ngettext("%(left)d more day", "%(left)d more days", left) % {"left": left}
    return _("%(days)s, until %(day)s, midnight") % {
        "days": days,
        "day": long_day(last_day, day),
    }
