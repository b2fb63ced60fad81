"""What this room does in the background."""

from datetime import timedelta

from django.utils import timezone
from django_q.models import Schedule

from participation import answering, retention
from participation.planning import drafts

DRAFTS_KEPT = timedelta(days=30)
SCHEDULES = {
    "drop_old_drafts": {"schedule_type": Schedule.CRON, "cron": "20 3 * * *"},
    "drop_old_statement_drafts": {"schedule_type": Schedule.CRON, "cron": "25 3 * * *"},
    "remove_personal_data": {"schedule_type": Schedule.CRON, "cron": "10 3 * * *"},
}


def drop_old_drafts() -> int:
    """Forget surveys that were begun a month ago and never handed in."""
    return answering.drop_old_drafts(timezone.now() - DRAFTS_KEPT)


def drop_old_statement_drafts() -> int:
    """Forget statements that were begun and never sent, a month after the round."""
    return drafts.drop_old_drafts(timezone.now())


def remove_personal_data() -> int:
    """Remove what identifies people where its time is over; return in how many."""
    day = timezone.localdate()
    found = retention.due(day)
    for procedure in found:
        retention.remove_personal_data(procedure, day=day)
    return len(found)
