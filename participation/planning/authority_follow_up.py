"""
What happens to invitations by itself: reminders, and what became of each mail.

Both may run twice or late. A reminder is due a week before the last day and on it; the
day of the latest one tells whether it was sent, so an extension brings new ones.
"""

import re
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from home.models import Letter
from participation.clock import day_of
from participation.planning import authority_texts
from participation.planning.invitations import write
from participation.planning.models import (
    AuthorityInvitation,
    AuthorityMessage,
)

WEEK = timedelta(days=7)
LINK = re.compile(r"(/beteiligung/traeger/)[\w-]{20,}/")


def remind(at: datetime) -> int:
    """Remind whoever has not answered and is due for it; return how many."""
    day = day_of(at)
    rows = AuthorityInvitation.objects.unanswered().with_last_day()
    rows = rows.filter(ends_on__range=(day, day + WEEK), bounced_at=None)
    rows = rows.exclude(authority__email="").filter(round__plan__closed_on=None)
    return sum(remind_one(pk, at) for pk in rows.values_list("pk", flat=True))


@transaction.atomic
def remind_one(pk: int, at: datetime) -> bool:
    rows = AuthorityInvitation.objects.select_for_update(of=("self",))
    found = rows.select_related("authority", "round__plan").get(pk=pk)
    if found.answered_at or not is_due(found, day_of(at)):
        return False
    found.reminded_at = at
    found.save(update_fields=["reminded_at"])
    text = authority_texts.reminder_text(found, day_of(at))
    write(found, AuthorityMessage.Kind.REMINDER, text, by=None, at=at)
    return True


def is_due(invitation: AuthorityInvitation, day: date) -> bool:
    """Whether one of the two days has come since we wrote last."""
    last_day = invitation.last_day
    latest = max(filter(None, [invitation.reminded_at, invitation.invited_at]))
    written_on = day_of(latest)
    return any(written_on < stage <= day <= last_day for stage in stages(last_day))


def stages(last_day: date) -> tuple[date, date]:
    return last_day - WEEK, last_day


def note_deliveries(at: datetime) -> int:
    """Write down which mails went out and which came to a halt; return how many."""
    rows = AuthorityMessage.objects.select_related("letter", "invitation")
    rows = rows.filter(letter__isnull=False, delivered_at=None)
    sent = Q(letter__state=Letter.State.SENT)
    newly_parked = Q(letter__state=Letter.State.PARKED, failed_at=None)
    return sum(note_delivery(each, at) for each in rows.filter(sent | newly_parked))


@transaction.atomic
def note_delivery(message: AuthorityMessage, at: datetime) -> bool:
    """A mail that nobody took is one that came back; sent after all, it is not."""
    letter, is_sent = message.letter, message.letter.state == Letter.State.SENT
    message.delivered_at = letter.sent_at if is_sent else None
    was_lost = message.failed_at is not None
    message.failed_at = None if is_sent else at
    message.save(update_fields=["delivered_at", "failed_at"])
    invitations = AuthorityInvitation.objects.filter(pk=message.invitation_id)
    if is_sent:
        forget_link(letter)
    if is_sent and was_lost:
        invitations.update(bounced_at=None)
    elif not is_sent:
        invitations.filter(bounced_at=None).update(bounced_at=at)
    return True


def forget_link(letter: Letter) -> None:
    """What is out holds the link; our copy doesn't need it any more."""
    body = LINK.sub(r"\1…/", letter.body)
    Letter.objects.filter(pk=letter.pk).exclude(body=body).update(body=body)
