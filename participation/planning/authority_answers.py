"""
What an authority does by its personal link, without an account.

The link works until the last day of its own period is over. Opening it says that it
was opened and nothing else: programs that look through mails open every link.
"""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.core.files.base import File
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from participation.clock import day_of
from participation.members import digest_of
from participation.planning import attachments, drafts
from participation.planning.invitations import NotNow, locked, record, with_all
from participation.planning.models import (
    AuthorityInvitation,
    Statement,
    StatementDraft,
)
from participation.planning.statements import Receipt, submit_statement
from participation.refusals import KeyTaken

MOST_STATEMENTS = 20
# A statement is German text of the file, whatever the language of the screen.
NO_CONCERNS = "Zu der Planung werden keine Bedenken vorgebracht."


def found_by(key: str) -> AuthorityInvitation | None:
    """The invitation to which a link belongs, also after its last day."""
    rows = with_all(AuthorityInvitation.objects)
    return rows.filter(link_digest=digest_of(key)).first()


def is_open_on(invitation: AuthorityInvitation, day: date) -> bool:
    """Whether the link still works: it dies with the period, extended or not."""
    plan, last_day = invitation.round.plan, invitation.last_day
    return bool(last_day) and day <= last_day and plan.closed_on is None


def note_opening(invitation: AuthorityInvitation, at: datetime) -> None:
    if invitation.opened_at is None:
        rows = AuthorityInvitation.objects.filter(pk=invitation.pk, opened_at=None)
        rows.update(opened_at=at)


def draft_of(invitation: AuthorityInvitation) -> StatementDraft | None:
    return StatementDraft.objects.filter(invitation=invitation).first()


@transaction.atomic
def save_draft(
    invitation: AuthorityInvitation,
    *,
    content: dict,
    files: Iterable[File] = (),
    dropped: Iterable[str] = (),
) -> StatementDraft:
    """Keep what was typed and what was chosen; there is one draft for each link."""
    begun = StatementDraft(invitation=invitation, round=invitation.round)
    StatementDraft.objects.bulk_create([begun], ignore_conflicts=True)
    held = StatementDraft.objects.select_for_update().get(invitation=invitation)
    return drafts.fill(held, content, files, dropped)


@transaction.atomic
def send_draft(
    invitation: AuthorityInvitation, *, text: str, values: dict, at: datetime, seen: str
) -> Receipt | None:
    """
    Make a statement of the draft, if it is still what its writer has read.

    None if there is no draft: then it was sent a moment ago.
    """
    rows = StatementDraft.objects.select_for_update()
    held = rows.filter(invitation=invitation).first()
    if held is None:
        return None
    if drafts.digest_of(held) != seen:
        raise drafts.Changed
    files = drafts.files_of(held)
    return hand_in(
        invitation, key=held.key, at=at, text=text, values=values, files=files
    )


def say_no_concerns(
    invitation: AuthorityInvitation, *, key: UUID, name: str, at: datetime
) -> Receipt:
    values = {"name": name, "no_concerns": True}
    return hand_in(invitation, key=key, at=at, text=NO_CONCERNS, values=values)


def hand_in(
    invitation: AuthorityInvitation,
    *,
    key: UUID,
    at: datetime,
    text: str,
    values: dict,
    files: Iterable = (),
) -> Receipt:
    """A statement in the authority's name; the same form twice is one."""
    _ensure_may_hand_in(invitation, key, day_of(at))
    return submit_statement(
        invitation.round,
        key=key,
        at=at,
        text=text,
        values=giver(invitation) | values,
        files=list(files),
        invitation=invitation,
    )


def giver(invitation: AuthorityInvitation) -> dict:
    """Who speaks: the body, with what the address list says of it."""
    authority = invitation.authority
    return {
        "giver": Statement.Giver.AUTHORITY,
        "organisation": str(authority)[:200],
        "email": authority.email,
        "address": authority.address,
    }


def _ensure_may_hand_in(invitation: AuthorityInvitation, key: UUID, day: date) -> None:
    same = Statement.objects.filter(idempotency_key=key).first()
    if same and same.invitation_id != invitation.pk:
        raise KeyTaken
    if same:
        return
    if not is_open_on(invitation, day):
        raise NotNow(_("The period is over. Please send your statement by mail."))
    if invitation.statements.count() >= MOST_STATEMENTS:
        raise NotNow(_("A lot was handed in with this link. Please write to us."))


def note_answer(statement: Statement) -> None:
    """The first statement is the answer, by whichever way it came."""
    rows = AuthorityInvitation.objects.filter(pk=statement.invitation_id)
    rows.unanswered().update(answered_at=statement.received_at)


@transaction.atomic
def ask_for_time(
    invitation: AuthorityInvitation, *, until: date, because: str, at: datetime
) -> None:
    """Ask for one extension; a planner decides. Sent twice, it is asked once."""
    invitation = locked(invitation)
    if not is_open_on(invitation, day_of(at)):
        raise NotNow(_("The period is over."))
    if (invitation.asked_until, invitation.asked_because) == (until, because):
        return
    if invitation.asked_until or invitation.extended_until:
        raise NotNow(_("You have asked for more time already."))
    invitation.asked_until, invitation.asked_because = until, because
    invitation.save(update_fields=["asked_until", "asked_because"])
    record("ask_for_time", invitation, by=None, data={"until": until.isoformat()})


def drop_drafts(day: date) -> int:
    """Forget what was never handed in, once its link is dead."""
    rows = AuthorityInvitation.objects.with_last_day()
    dead = rows.filter(Q(ends_on__lt=day) | Q(round__plan__closed_on__isnull=False))
    found = list(StatementDraft.objects.filter(invitation__in=dead))
    for draft in found:
        with transaction.atomic():
            attachments.drop(drafts.files_of(draft))
            draft.delete()
    return len(found)
