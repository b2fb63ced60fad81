"""How far the reading of a piece of news is confirmed, for whoever answers for it."""

from intranet.audience import reached
from intranet.models import NewsPage, ReadConfirmation, ReadingDuty


def overview(page: NewsPage) -> dict:
    """How many of those it is for have confirmed, and who has not yet."""
    duty = ReadingDuty.objects.of(page).first()
    units = set(page.units.values_list("pk", flat=True))
    groups = set(page.groups.values_list("pk", flat=True))
    readers = reached(units, groups).order_by("last_name", "first_name")
    confirmed = ReadConfirmation.objects.of(page)
    confirmed = confirmed.filter(revision=duty.revision_id if duty else None)
    waiting = readers.exclude(pk__in=confirmed.values("person"))
    total = readers.count()
    waiting = list(waiting.select_related("profile"))
    return {"total": total, "done": total - len(waiting), "waiting": waiting}
