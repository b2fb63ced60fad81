"""More time for an authority: granted once, or refused, both with a reason."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from home.models import User
from participation.planning import authority_deadlines, authority_texts
from participation.planning.authorities import ensure_plans
from participation.planning.invitations import NotNow, locked, record, write
from participation.planning.models import AuthorityInvitation, AuthorityMessage

Kind = AuthorityMessage.Kind


@transaction.atomic
def grant(
    invitation: AuthorityInvitation,
    *,
    until: date,
    because: str,
    by: User,
    at: datetime | None = None,
) -> AuthorityInvitation:
    """A later last day, for an important reason (§ 4 (2) S. 3 BauGB)."""
    ensure_plans(by)
    invitation = undecided(invitation)
    check_day(invitation, until)
    authority_deadlines.extend(invitation, until)
    invitation.extended_because = because
    invitation.save(update_fields=["extended_until", "extended_because", "deadline"])
    text = authority_texts.extension_text(invitation)
    write(invitation, Kind.EXTENSION, text, by=by, at=at or timezone.now())
    data = {"until": invitation.extended_until.isoformat()}
    record("extend_deadline", invitation, by=by, data=data)
    return invitation


@transaction.atomic
def refuse(
    invitation: AuthorityInvitation,
    *,
    because: str,
    by: User,
    at: datetime | None = None,
) -> None:
    ensure_plans(by)
    invitation = undecided(invitation)
    if not invitation.is_asking:
        raise NotNow(_("Nobody asks for more time here."))
    invitation.refused_because = because
    invitation.save(update_fields=["refused_because"])
    text = authority_texts.refusal_text(invitation)
    write(invitation, Kind.REFUSAL, text, by=by, at=at or timezone.now())
    record("refuse_extension", invitation, by=by)


def undecided(invitation: AuthorityInvitation) -> AuthorityInvitation:
    """The row, locked, if its period can still be made longer."""
    invitation = locked(invitation)
    if invitation.extended_until:
        raise NotNow(_("The period was made longer already; that happens once."))
    if not invitation.due_on:
        raise NotNow(_("Nothing was sent yet."))
    return invitation


def check_day(invitation: AuthorityInvitation, until: date) -> None:
    if until <= invitation.due_on:
        words = _("Please choose a day after %(day)s.")
        raise ValidationError(words % {"day": f"{invitation.due_on:%d.%m.%Y}"})
