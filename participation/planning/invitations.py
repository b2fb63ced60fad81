"""
Asking authorities in a round: one invitation each, with a link that nobody can guess.

Of the link only a digest is kept, also in the file: 256 random bits, made when the
message is written. Each message is a row that stays; the mail itself goes out by the
outbox, in the transaction of what it tells.
"""

import secrets
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from home import audit
from home.models import Letter, User
from home.notices import post_letter
from home.unsubscribing import full_address
from participation.clock import day_of
from participation.members import digest_of
from participation.planning import authority_deadlines, authority_texts
from participation.planning.authorities import ensure_plans
from participation.planning.models import (
    Authority,
    AuthorityInvitation,
    AuthorityMessage,
    Round,
)
from participation.refusals import InWords

Kind = AuthorityMessage.Kind


class NotNow(InWords):
    """Something that can't be done at this point of a procedure, and why."""

    status = 409

    def __init__(self, words: str):
        super().__init__(words)
        self.words = words


def why_not(round: Round, day: date) -> str:
    """What stands against inviting authorities to a round now; empty if nothing."""
    if round.is_public:
        return _("This round asks the public, not authorities.")
    if not round.is_published:
        return _("A second person has to approve the round first.")
    if day < round.first_day:
        words = _("Its documents are public from %(day)s on. Please invite then.")
        return words % {"day": f"{round.first_day:%d.%m.%Y}"}
    return _("The procedure is closed.") if round.plan.closed_on else ""


@transaction.atomic
def invite(
    round: Round,
    authorities: Iterable[Authority],
    *,
    by: User,
    note: str = "",
    at: datetime | None = None,
) -> list[AuthorityInvitation]:
    """Ask whoever was not asked yet in this round; return the new invitations."""
    ensure_plans(by)
    at = at or timezone.now()
    Round.objects.select_for_update().get(pk=round.pk)  # pressed twice, asked once
    if words := why_not(round, day_of(at)):
        raise NotNow(words)
    asked = set(round.invitations.values_list("authority_id", flat=True))
    new = [each for each in authorities if each.is_active and each.pk not in asked]
    enclosed = enclosed_in(round)
    made = [
        begin(round, authority, enclosed=enclosed, note=note, by=by, at=at)
        for authority in new
    ]
    if made:
        record("invite_authorities", round, by=by, data={"number": len(made)})
    return made


def begin(round, authority, *, enclosed, note, by, at) -> AuthorityInvitation:
    """One invitation; its mail goes out at once, a letter waits to be printed."""
    invitation = AuthorityInvitation(
        round=round,
        authority=authority,
        link_digest=digest_of(secrets.token_urlsafe(32)),
        invited_at=at,
        invited_by=by,
        note=note,
        enclosed=enclosed,
    )
    if not authority.email:
        invitation.save()
        return invitation
    return send(invitation, received_on=day_of(at), by=by, at=at)


def send(invitation, *, received_on, by, at) -> AuthorityInvitation:
    """Write the mail with a new link; whatever link there was before is dead."""
    url = give_link(invitation)
    authority_deadlines.begin(invitation, received_on)
    invitation.save()
    text = authority_texts.invitation_text(invitation, url=url)
    message = write(invitation, Kind.INVITATION, text, link=url, by=by, at=at)
    invitation.letter = message.letter
    invitation.save(update_fields=["letter"])
    return invitation


def give_link(invitation: AuthorityInvitation) -> str:
    """A new personal link, returned once; the row gets its digest."""
    key = secrets.token_urlsafe(32)
    invitation.link_digest = digest_of(key)
    return full_address(reverse("participation:authority", args=[key]))


def write(
    invitation: AuthorityInvitation,
    kind: Kind,
    text: str,
    *,
    by: User | None,
    at: datetime,
    link: str = "",
) -> AuthorityMessage:
    """Put a mail into the outbox, and what it says into the file, without the link."""
    to = "" if kind == Kind.PAPER else invitation.authority.email
    subject = authority_texts.subject_of(invitation.round, kind)
    letter = post_letter(to, subject, text) if to else None
    kept = text.replace(link, authority_texts.NO_LINK) if link else text
    return AuthorityMessage.objects.create(
        invitation=invitation,
        kind=kind,
        to=to,
        subject=subject[: Letter._meta.get_field("subject").max_length],
        text=kept,
        letter=letter,
        made_by=by,
        made_at=at,
    )


def enclosed_in(round: Round) -> list[dict[str, str]]:
    """The names and checksums of what is published in a round."""
    published = round.published_versions.select_related("version__document")
    return [
        {
            "name": row.version.document.title,
            "filename": row.version.filename,
            "sha256": row.version.sha256,
        }
        for row in published
    ]


def preview(round: Round, authorities: list[Authority], *, note: str, day: date):
    """The message as the first of these bodies would get it, without a link."""
    if not authorities:
        return ""
    invitation = AuthorityInvitation(
        round=round, authority=authorities[0], note=note, enclosed=enclosed_in(round)
    )
    by_post = authority_deadlines.DAYS_BY_POST
    received_on = day if authorities[0].email else day + by_post
    authority_deadlines.begin(invitation, received_on)
    link = authority_texts.NO_LINK
    return authority_texts.invitation_text(invitation, url=link)


@transaction.atomic
def send_again(invitation: AuthorityInvitation, *, by: User) -> None:
    """
    A new link to the address that the list has now.

    If the first mail came back, nothing was received: the period begins anew.
    """
    ensure_plans(by)
    invitation = locked(invitation)
    at = timezone.now()
    if not invitation.authority.email:
        raise NotNow(_("There is no e-mail address. Please print the letter."))
    is_lost = invitation.bounced_at or not invitation.received_on
    received_on = day_of(at) if is_lost else invitation.received_on
    ensure_open(invitation, day_of(at))
    invitation.bounced_at = None
    send(invitation, received_on=received_on, by=by, at=at)
    record("invite_authority_again", invitation, by=by)


@transaction.atomic
def correct_receipt(invitation, *, received_on: date, by: User) -> None:
    """The message came later than it was sent: the period counts from that day."""
    ensure_plans(by)
    invitation = locked(invitation)
    if not invitation.received_on:
        raise NotNow(_("Nothing was sent yet."))
    if invitation.extended_until:
        raise NotNow(_("The period was made longer already."))
    before = invitation.received_on
    authority_deadlines.begin(invitation, received_on)
    invitation.save(update_fields=["received_on", "due_on", "deadline"])
    data = {"before": before.isoformat(), "after": received_on.isoformat()}
    record("correct_receipt", invitation, by=by, data=data)


@transaction.atomic
def record_bounce(invitation, *, by: User) -> None:
    """The mail came back to the town's mailbox: somebody looks for another way."""
    ensure_plans(by)
    invitation = locked(invitation)
    if not invitation.bounced_at:
        invitation.bounced_at = timezone.now()
        invitation.save(update_fields=["bounced_at"])
        record("record_bounce", invitation, by=by)


def locked(invitation: AuthorityInvitation) -> AuthorityInvitation:
    """The row as it is now, for nobody else to change until we are done."""
    AuthorityInvitation.objects.select_for_update().get(pk=invitation.pk)
    return with_all(AuthorityInvitation.objects).get(pk=invitation.pk)


def with_all(invitations):
    return invitations.select_related("authority", "round__plan", "round__procedure")


def ensure_open(invitation: AuthorityInvitation, day: date) -> None:
    if words := why_not(invitation.round, day):
        raise NotNow(words)


def record(action: str, thing, *, by: User | None, data: dict | None = None) -> None:
    """An entry in the trail about a round or an invitation of it."""
    is_round = isinstance(thing, Round)
    words = f"Beteiligung {thing.pk}" if is_round else f"Einladung {thing.pk}: {thing}"
    plan = thing.plan_id if is_round else thing.round.plan_id
    data = {"plan": plan} | (data or {})
    audit.record(f"planning.{action}", words, actor=by, data=data)
