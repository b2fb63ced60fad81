"""Keeping somebody from writing for a time, and letting them write again."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from home import audit, notices
from home.models import User
from participation.models import Block
from participation.moderation import ensure_moderates
from participation.permissions import YES, Answer, Reason, actor_of
from participation.refusals import ensure


@transaction.atomic
def block(person: User, *, rule: str, reason: str, last_day: date, by: User) -> Block:
    """Nobody reads less of what they wrote, but they write nothing until that day."""
    ensure_moderates(by)
    ensure(Answer(Reason.STAFF) if actor_of(person).answers else YES)
    made = Block.objects.create(
        person=person, rule=rule, reason=reason, last_day=last_day, by=by
    )
    audit.record(
        "participation.block",
        f"Konto {person.pk}",
        actor=by,
        reason=reason,
        data={"rule": rule, "last_day": last_day.isoformat()},
    )
    title = _("You can't write in participations until %(day)s")
    words = _(
        "Rule: %(rule)s\nReason: %(reason)s\n\nYou can still read, support and vote."
    )
    notices.tell(
        person,
        title % {"day": date_format(last_day, "j. F Y")},
        text=words % {"rule": made.get_rule_display(), "reason": reason},
    )
    forget(person)
    return made


@transaction.atomic
def lift(found: Block, *, reason: str, by: User) -> None:
    """Let somebody write again before the time is over."""
    ensure_moderates(by)
    found = Block.objects.select_for_update(of=("self",)).get(pk=found.pk)
    if found.lifted_at:
        return
    found.lifted_at, found.lifted_by = timezone.now(), by
    found.lifted_because = reason
    found.save()
    audit.record(
        "participation.unblock", f"Konto {found.person_id}", actor=by, reason=reason
    )
    notices.tell(found.person, _("You can write in participations again"), text=reason)
    forget(found.person)


def forget(person: User) -> None:
    """What was looked up about this person is out of date."""
    person.__dict__.pop("_standing", None)
