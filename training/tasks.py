"""
What the worker does for courses and events.

A task may run twice or late: what was told is noted in the same transaction, so
that nobody is told again.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django_q.models import Schedule

from training import letters
from training.models import Registration, Session, SessionDate
from training.services import close_waiting_list

SCHEDULES = {
    "remind_participants": {"schedule_type": Schedule.CRON, "cron": "0 8 * * *"},
    "close_waiting_lists": {"schedule_type": Schedule.CRON, "cron": "5 0 * * *"},
    "forget_what_is_not_needed": {"schedule_type": Schedule.DAILY},
}
NEEDS_KEPT = timedelta(days=14)
GUESTS_KEPT = timedelta(weeks=12)


def remind_participants() -> int:
    """Remind of the dates of tomorrow; return how many people were told."""
    tomorrow = timezone.localdate() + timedelta(days=1)
    midnight = datetime.combine(tomorrow, datetime.min.time())
    begins = timezone.make_aware(midnight)
    ends = timezone.make_aware(midnight + timedelta(days=1))
    dates = SessionDate.objects.filter(
        starts_at__gte=begins,
        starts_at__lt=ends,
        reminded_at=None,
        session__state=Session.State.OPEN,
    )
    return sum(remind(pk) for pk in list(dates.values_list("pk", flat=True)))


@transaction.atomic
def remind(date_id: int) -> int:
    """Remind of one date, once."""
    fresh = SessionDate.objects.filter(pk=date_id, reminded_at=None)
    if not fresh.update(reminded_at=timezone.now()):
        return 0
    dates = SessionDate.objects.select_related("session__offer", "session__place")
    return letters.remind(dates.get(pk=date_id))


def close_waiting_lists() -> int:
    """Tell whoever still waits on the first day; return how many."""
    waiting = Registration.objects.waiting().order_by()
    sessions = Session.objects.filter(
        pk__in=waiting.values("session"), starts_at__lt=end_of_today()
    )
    return sum(close_waiting_list(session) for session in sessions)


def end_of_today() -> datetime:
    tomorrow = timezone.localdate() + timedelta(days=1)
    return timezone.make_aware(datetime.combine(tomorrow, datetime.min.time()))


def forget_what_is_not_needed() -> int:
    """Empty needs and guests whose time is over; return how many rows changed."""
    now, everyone = timezone.now(), Registration.objects.all()
    needs = everyone.exclude(needs="").filter(session__ends_at__lt=now - NEEDS_KEPT)
    guests = everyone.exclude(guest_email="").filter(
        session__ends_at__lt=now - GUESTS_KEPT
    )
    changed = needs.update(needs="")
    return changed + guests.update(guest_name="", guest_email="")
