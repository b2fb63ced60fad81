"""
Putting contributions together that say the same: traceably, and to be undone.

Both texts stay readable and lead to each other. Whoever supported either counts
once. The one that leads carries answer and outcome for both.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from home import audit
from home.models import User
from participation import told
from participation.models import Contribution, MergeAct
from participation.permissions import (
    YES,
    Answer,
    Reason,
    actor_of,
    figures_shown,
)
from participation.refusals import ensure
from participation.services import announce


@transaction.atomic
def merge(contribution: Contribution, *, into: Contribution, reason: str, by: User):
    """Let one contribution be carried on by another; both authors are told."""
    _ensure_moderates(by)
    contribution, into = _held(contribution, into)
    _ensure_mergeable(contribution, into)
    if contribution.merged_into_id == into.pk:
        return
    contribution.merged_into = into
    _put_on_record(contribution, into, MergeAct.Act.MERGE, reason, by)
    into.activity.recipe.supported(into, timezone.now())
    words = _("“%(one)s” and “%(other)s” say the same and count together now.")
    titles = {"one": contribution.title, "other": into.title}
    _tell_both(contribution, into, words % titles, reason)


@transaction.atomic
def undo(contribution: Contribution, *, reason: str, by: User) -> None:
    """Take apart again what was put together; each goes its own way."""
    _ensure_moderates(by)
    into = contribution.merged_into
    if into is None:
        return
    contribution, into = _held(contribution, into)
    contribution.merged_into = None
    _put_on_record(contribution, into, MergeAct.Act.UNDO, reason, by)
    words = _("“%(one)s” and “%(other)s” go separate ways again.")
    titles = {"one": contribution.title, "other": into.title}
    _tell_both(contribution, into, words % titles, reason)


def _ensure_moderates(person: User) -> None:
    ensure(YES if actor_of(person).moderates else Answer(Reason.ROLE))


def _held(*contributions: Contribution) -> list[Contribution]:
    """Both rows as they are now, locked in the order of their keys."""
    rows = Contribution.objects.select_for_update(of=("self",)).order_by("pk")
    rows = rows.select_related("author", "activity__procedure", "merged_into")
    found = {row.pk: row for row in rows.filter(pk__in=[c.pk for c in contributions])}
    return [found[contribution.pk] for contribution in contributions]


def _ensure_mergeable(contribution: Contribution, into: Contribution) -> None:
    """Two contributions of one procedure that everyone can read; no chains."""
    if contribution.pk == into.pk:
        raise ValidationError(_("A contribution can't be merged with itself."))
    if contribution.activity.procedure_id != into.activity.procedure_id:
        raise ValidationError(_("Both must belong to the same participation."))
    if contribution.activity_id != into.activity_id and not (
        _shows_figures(contribution) and _shows_figures(into)
    ):
        raise ValidationError(
            _("As long as figures are kept, only what stands together can be merged.")
        )
    if not (contribution.is_public and into.is_public):
        raise ValidationError(_("Both must be public."))
    if contribution.merged_into_id not in (None, into.pk):
        raise ValidationError(_("It is merged with another one. Undo that first."))
    if into.merged_into_id or contribution.merged.exists():
        raise ValidationError(
            _("One that leads can't be merged into another. Merge it the other way.")
        )


def _shows_figures(contribution: Contribution) -> bool:
    return figures_shown(contribution.activity, timezone.now())


def _put_on_record(contribution, into, act: str, reason: str, by: User) -> None:
    contribution.save(update_fields=["merged_into"])
    MergeAct.objects.create(
        contribution=contribution, into=into, act=act, reason=reason, by=by
    )
    audit.record(
        f"participation.{act}",
        f"Beitrag {contribution.pk}",
        actor=by,
        reason=reason,
        data={"into": into.pk},
    )
    announce(contribution)


def _tell_both(contribution, into, title: str, reason: str) -> None:
    told.author(contribution, title, reason)
    if into.author_id is None or into.author_id != contribution.author_id:
        told.author(into, title, reason)
