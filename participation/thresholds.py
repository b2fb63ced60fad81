"""Proposals that find as much support as was asked for: the town examines them."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home import notices
from home.models import User
from participation.following import followers_of
from participation.models import Contribution, Outcome, ThresholdReached
from participation.services import announce


def look(contribution: Contribution, *, threshold: int, at: datetime) -> bool:
    """
    If this proposal has found its support, say so and have it examined, once.

    Asked in the transaction of a support, from whichever channel, or of a merge. The
    row is held while we count, so that of many who support at the same moment exactly
    one is the last. Support that is withdrawn later takes nothing back.
    """
    # Not against those who only point to the row: their inserts would wait for us.
    rows = Contribution.objects.select_for_update(no_key=True, of=("self",))
    held = rows.select_related("author", "activity").get(pk=contribution.pk)
    if ThresholdReached.objects.filter(contribution=held).exists():
        return False
    counts = Contribution.objects.with_counts().values_list("support_count", flat=True)
    if counts.get(pk=held.pk) < threshold:
        return False
    ThresholdReached.objects.create(contribution=held, threshold=threshold, at=at)
    Outcome.objects.create(
        contribution=held,
        status=Outcome.Status.IN_REVIEW,
        reason=reason(threshold),
        at=at,
    )
    _tell(held, threshold)
    announce(held)
    return True


def reason(threshold: int) -> str:
    words = ngettext(
        "%(n)d person supports this proposal. The town examines it now.",
        "%(n)d people support this proposal. The town examines it now.",
        threshold,
    )
    return words % {"n": threshold}


def _tell(proposal: Contribution, threshold: int) -> None:
    """The author and whoever follows it, each of them one notice."""
    for person in _concerned(proposal):
        title = (
            _("Your proposal has found enough support")
            if person.pk == proposal.author_id
            else _("“%(title)s” has found enough support") % {"title": proposal.title}
        )
        notices.tell(
            person, title, text=reason(threshold), url=proposal.get_absolute_url()
        )


def _concerned(proposal: Contribution) -> list[User]:
    found = {person.pk: person for person in followers_of(proposal)}
    if proposal.author_id:
        found[proposal.author_id] = proposal.author
    return [person for person in found.values() if person.is_active]
