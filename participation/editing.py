"""
Changing what one wrote: as long as nobody has reacted, and never without a trace.

Whoever commented, supported or answered did so to the words that stood there.
"""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef

from home import audit
from home.models import Visitor
from participation.models import (
    Comment,
    Contribution,
    ContributionVersion,
    OfficialAnswer,
    Outcome,
    RecordedSupport,
    Support,
    Writing,
)
from participation.permissions import Answer, Reason, actor_of, can
from participation.refusals import ensure
from participation.services import announce
from participation.verbs import Verb

REACTIONS = (Comment, Support, RecordedSupport, OfficialAnswer, Outcome)
KEPT = ("title", "text", "category", "address", "lat", "lon")


def can_edit(person: Visitor, contribution: Contribution, at: datetime) -> Answer:
    """An author changes what is still open, still shown and not yet reacted to."""
    if not contribution.is_by(person):
        return Answer(Reason.ROLE)
    if contribution.withdrawn_at or contribution.is_hidden:
        return Answer(Reason.HIDDEN)
    if contribution.merged_into_id or has_reaction(contribution):
        return Answer(Reason.REACTED)
    return can(actor_of(person), Verb.SUBMIT, contribution.activity, at)


def has_reaction(contribution: Contribution) -> bool:
    """Whether another has commented, or anybody supported, answered or settled it."""
    here = Contribution.objects.filter(pk=contribution.pk)
    conditions = {
        model._meta.model_name: Exists(
            model.objects.filter(contribution=OuterRef("pk"))
        )
        for model in REACTIONS
    }
    others = Comment.objects.filter(contribution=OuterRef("pk"))
    others = others.exclude(author=contribution.author_id)
    conditions["comment"] = Exists(others)
    [found] = here.annotate(**conditions).values_list(*conditions)
    return any(found)


@transaction.atomic
def edit(
    contribution: Contribution, *, by: Visitor, at: datetime, values: dict
) -> Contribution:
    """Put new words in place of the old ones, and keep the old ones."""
    # Whoever reacts at this moment waits for us, or we for them.
    rows = Contribution.objects.select_for_update(of=("self",))
    held = rows.get(pk=contribution.pk)
    held.activity = contribution.activity
    if not held.is_by(by):
        raise PermissionDenied
    ensure(can_edit(by, held, at))
    changed = {name: new for name, new in values.items() if getattr(held, name) != new}
    if not changed:
        return held
    keep_version(held, by)
    for name, new in changed.items():
        setattr(held, name, new)
    held.edited_at = at
    if held.activity.checks_first:
        held.status = Writing.Status.WAITING
    held.save()
    audit.record("participation.edit", f"Beitrag {held.pk}", actor=by)
    announce(held)
    return held


def keep_version(contribution: Contribution, by: Visitor | None) -> None:
    """Keep the words as they stand, before others take their place."""
    ContributionVersion.objects.create(
        contribution=contribution,
        number=contribution.versions.count() + 1,
        by=by,
        at=contribution.edited_at or contribution.created_at,
        was_public=contribution.is_public,
        **{name: getattr(contribution, name) for name in KEPT},
    )
