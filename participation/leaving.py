"""
What an account takes along when it is erased.

A voice in something that still runs is taken back: otherwise the same address could
come again, and again, and count each time. What is over stays counted, without a name.
"""

from django.db.models import QuerySet
from django.utils import timezone

from home import pagecache
from participation.models import Activity
from participation.permissions import is_over


def leave(voices: QuerySet, *, person: str, activity: str) -> int:
    """
    Take back what still runs of these rows of one person, cut the name off the rest;
    return how many there were. ``person`` and ``activity`` lead from a row to both.
    """
    touched = Activity.objects.filter(pk__in=voices.values(activity))
    touched = touched.select_related("procedure")
    running = [row for row in touched if not is_over(row, timezone.now())]
    taken, _of_each = voices.filter(**{f"{activity}__in": running}).delete()
    if taken:
        pagecache.drop_all()
    return taken + voices.update(**{person: None})
