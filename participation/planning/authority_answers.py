"""
What an authority does by its personal link, without an account.

The link works until the last day of its own period is over. Opening it says that it
was opened and nothing else: programs that look through mails open every link.
"""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from participation.clock import day_of
from participation.members import digest_of
from participation.planning.invitations import NotNow, locked, record, with_all
from participation.planning.models import (
    AuthorityInvitation,
    Statement,
    StatementDraft,
)
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
    plan = invitation.round.plan
    return bool(
        invitation.last_day and day <= invitation.last_day and not plan.closed_on
    )


def note_opening(invitation: AuthorityInvitation, at: datetime) -> None:
    if invitation.opened_at is None:
        rows = AuthorityInvitation.objects.filter(pk=invitation.pk, opened_at=None)
        rows.update(opened_at=at)


def save_draft(invitation: AuthorityInvitation, *, key: UUID, content: dict) -> None:
    """Keep what was typed so far; the form that began it gave the key."""
    drafts = StatementDraft.objects.filter(invitation=invitation)
    with transaction.atomic():
        if draft := drafts.select_for_update().first():
            draft.content = content
            draft.save(update_fields=["content", "saved_at"])
            return
        StatementDraft.objects.get_or_create(
            invitation=invitation,
            defaults={"key": key, "round": invitation.round, "content": content},
        )


def hand_in(
    invitation: AuthorityInvitation,
    *,
    key: UUID,
    text: str,
    at: datetime,
    name: str = "",
    files: Sequence = (),
    no_concerns: bool = False,
):
    """Make it a statement with a receipt; the same form twice gives the same one."""
    from participation.planning.statements import submit_statement

    ensure_may_hand_in(invitation, key, day_of(at))
    authority = invitation.authority
    values = {
        "giver": Statement.Giver.AUTHORITY,
        "organisation": str(authority),
        "name": name or authority.person,
        "email": authority.email,
        "address": authority.address,
        "no_concerns": no_concerns,
    }
    receipt = submit_statement(
        invitation.round,
        key=key,
        at=at,
        text=text,
        values=values,
        files=files,
        invitation=invitation,
    )
    StatementDraft.objects.filter(invitation=invitation).delete()
    return receipt


def ensure_may_hand_in(invitation: AuthorityInvitation, key: UUID, day: date) -> None:
    if not is_open_on(invitation, day):
        raise NotNow(_("The period is over. Please send your statement by mail."))
    same = Statement.objects.filter(idempotency_key=key).first()
    if same and same.invitation_id != invitation.pk:
        raise KeyTaken
    if not same and invitation.statements.count() >= MOST_STATEMENTS:
        raise NotNow(_("A lot was handed in with this link. Please write to us."))


def note_answer(statement: Statement) -> None:
    """The first statement is the answer, by whichever way it came."""
    rows = AuthorityInvitation.objects.filter(pk=statement.invitation_id)
    rows.unanswered().update(answered_at=statement.received_at)


@transaction.atomic
def ask_for_time(
    invitation: AuthorityInvitation, *, until: date, because: str, at: datetime
) -> None:
    """Ask for one extension; a planner decides."""
    invitation = locked(invitation)
    if not is_open_on(invitation, day_of(at)):
        raise NotNow(_("The period is over."))
    if invitation.asked_until or invitation.extended_until:
        raise NotNow(_("You have asked for more time already."))
    invitation.asked_until, invitation.asked_because = until, because
    invitation.save(update_fields=["asked_until", "asked_because"])
    record("ask_for_time", invitation, by=None, data={"until": until.isoformat()})
