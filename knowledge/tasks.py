"""
What the worker does for the knowledge base.

A task may run twice or late: every reminder is noted before it is sent, so that
nobody gets it again.
"""

from datetime import timedelta

from django.utils import timezone
from django_q.models import Schedule

from home.models import PageCare
from knowledge.reviews import remind

SCHEDULES = {"remind_reviews": {"schedule_type": Schedule.CRON, "cron": "0 6 * * 1-5"}}


def remind_reviews() -> int:
    """Remind of every review that is due within a month; return how many were told."""
    today = timezone.localdate()
    cares = PageCare.objects.due(today + timedelta(days=PageCare.DUE_DAYS))
    cares = cares.filter(page__live=True).select_related(
        "page", "owner__unit", "owner__holder", "owner__deputy"
    )
    return sum(remind(care, today) for care in cares)
