"""What the town itself puts into an activity, so that people can react to it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from home import audit
from home.models import User
from participation.editing import keep_version
from participation.models import Activity, Contribution, ProcedurePage, Writing
from participation.permissions import YES, Answer, Reason, actor_of
from participation.refusals import ensure
from participation.services import announce


@transaction.atomic
def speak_for_the_town(
    activity: Activity, *, by: User, title: str, text: str, key: UUID, at: datetime
) -> Contribution:
    """Say something in the name of the town; it stands above what people say."""
    ensure(YES if actor_of(by).answers else Answer(Reason.ROLE))
    ensure(YES if activity.recipe.pins_official else Answer(Reason.NOT_OFFERED))
    said, is_new = Contribution.objects.get_or_create(
        idempotency_key=key,
        defaults={
            "activity": activity,
            "author": by,
            "is_official": True,
            "title": title,
            "text": text,
            "status": Writing.Status.VISIBLE,
            "created_at": at,
        },
    )
    if is_new:
        audit.record("participation.spoke", said, actor=by)
        announce(said)
    return said


@transaction.atomic
def put_up_options(procedure: ProcedurePage) -> None:
    """
    Let people react to each option of a procedure that is being published.

    Every option has one contribution of the town's, which carries the ratings and
    comments. If an option is taken out, its contribution is withdrawn, not deleted.
    """
    for activity in procedure.activities.all():
        if not activity.recipe.puts_up_options:
            continue
        activity.procedure = procedure
        for option in activity.rows("options"):
            _put_up(option, activity)
        gone = activity.contributions.filter(option=None, is_official=True)
        for contribution in gone.filter(withdrawn_at=None):
            contribution.withdrawn_at = timezone.now()
            contribution.save(update_fields=["withdrawn_at"])
            announce(contribution)


def _put_up(option, activity: Activity) -> None:
    said = {"title": option.title, "text": option.text, "activity": activity}
    contribution, is_new = Contribution.objects.get_or_create(
        option=option,
        defaults={
            **said,
            "is_official": True,
            "status": Writing.Status.VISIBLE,
            "created_at": timezone.now(),
        },
    )
    changed = {n: v for n, v in said.items() if getattr(contribution, n) != v}
    if changed:  # whoever reacted did so to the words that stood there
        keep_version(contribution, by=None)
        contribution.edited_at = timezone.now()
    for name, value in changed.items():
        setattr(contribution, name, value)
    if changed:
        contribution.save(update_fields=[*changed, "edited_at"])
    if is_new or changed:
        announce(contribution)
