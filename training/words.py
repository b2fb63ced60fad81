"""Days, times, seats and refusals, as people say them."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from training.models import Session


def day_in_words(moment: datetime) -> str:
    """“Mittwoch, 3. Februar 2027”."""
    return date_format(timezone.localtime(moment), "l, j. F Y")


def time_in_words(moment: datetime) -> str:
    """“9 Uhr” or “9:30 Uhr”."""
    return _("%(time)s h") % {"time": clock(moment)}


def clock(moment: datetime) -> str:
    local = timezone.localtime(moment)
    return f"{local.hour}:{local:%M}" if local.minute else str(local.hour)


def moment_in_words(moment: datetime) -> str:
    """“Mittwoch, 3. Februar 2027, 9 Uhr”."""
    return f"{day_in_words(moment)}, {time_in_words(moment)}"


def deadline_in_words(moment: datetime) -> str:
    """“Mittwoch, 3. Februar 2027, 24 Uhr”: midnight belongs to the day that ends."""
    local = timezone.localtime(moment)
    if (local.hour, local.minute) != (0, 0):
        return moment_in_words(moment)
    words = {"time": "24"}
    return f"{day_in_words(moment - timedelta(minutes=1))}, {_('%(time)s h') % words}"


def span_in_words(starts_at: datetime, ends_at: datetime) -> str:
    """“Mittwoch, 3. Februar 2027, 9 bis 12 Uhr”; over night with both days."""
    if timezone.localdate(starts_at) != timezone.localdate(ends_at):
        words = {"from": moment_in_words(starts_at), "to": moment_in_words(ends_at)}
        return _("%(from)s to %(to)s") % words
    return f"{day_in_words(starts_at)}, {times_in_words(starts_at, ends_at)}"


def times_in_words(starts_at: datetime, ends_at: datetime) -> str:
    """“9 bis 12 Uhr”."""
    words = {"start": clock(starts_at), "end": clock(ends_at)}
    return _("%(start)s to %(end)s h") % words


def dates_in_words(dates) -> list[str]:
    return [span_in_words(date.starts_at, date.ends_at) for date in dates]


def seats_in_words(session: Session) -> str:
    """“noch 3 Plätze”, “ausgebucht, 2 warten”; the session has counted."""
    if session.is_full and session.waiting:
        return ngettext(
            "fully booked, %(count)s person waits",
            "fully booked, %(count)s people wait",
            session.waiting,
        ) % {"count": session.waiting}
    if session.is_full:
        return _("fully booked")
    free = {"count": session.free}
    return ngettext("%(count)s seat left", "%(count)s seats left", session.free) % free


def refusal(answer) -> str:
    """What is the matter, and what one can do instead."""
    says_end = answer.reason.value == "closed"
    in_words = deadline_in_words if says_end else moment_in_words
    when = in_words(answer.at) if answer.at else ""
    return _refusals()[answer.reason.value] % {"when": when}


def _refusals() -> dict[str, str]:
    return {
        "cancelled": _("This session was cancelled."),
        "not announced": _("This session is still being planned."),
        "not yet": _("Registration opens on %(when)s."),
        "begun": _("This session began on %(when)s."),
        "closed": _("Registration closed on %(when)s."),
        "full": _("All seats are taken, and there is no waiting list."),
        "hidden": _("This session is not open to you."),
        "not active": _("You are not registered here any more."),
    }
