"""
Inviting people to a procedure: by mail, with a link that nobody can guess.

The link opens once, for whoever signs in with it. Of the link only a digest is kept,
of the address nothing once somebody has joined.
"""

import hashlib
import secrets
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.db.models.functions import Lower
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from home.audit import record
from home.models import User
from home.notices import post_letter, town
from home.unsubscribing import full_address
from participation.answers import YES, Answer, Reason
from participation.models import Follow, Member, ProcedurePage
from participation.permissions import can_run
from participation.refusals import ensure

MOST_AT_ONCE = 100


@transaction.atomic
def invite(procedure: ProcedurePage, addresses: Iterable[str], *, by: User) -> int:
    """Write to whoever is not a member and not invited yet; return to how many."""
    ensure_runs(by)
    rows = ProcedurePage.objects.select_for_update()  # no reader: locks the row
    rows.get(pk=procedure.pk)  # who presses twice invites once
    wanted = dict.fromkeys(address.lower() for address in addresses)
    known = known_addresses(procedure)
    new = [address for address in wanted if address not in known]
    for address in new:
        send_invitation(procedure, address)
    if new:
        record(
            "participation.invite",
            f"Verfahren {procedure.pk}",
            actor=by,
            data={"number": len(new)},
        )
    return len(new)


def known_addresses(procedure: ProcedurePage) -> set[str]:
    """Who was invited, and the accounts of who has joined."""
    members = Member.objects.filter(procedure=procedure)
    people = members.joined().values_list(Lower("person__email"), flat=True)
    return {*members.invited().values_list("email", flat=True), *people}


def send_invitation(procedure: ProcedurePage, address: str) -> Member:
    key = secrets.token_urlsafe(32)
    member = Member.objects.create(
        procedure=procedure, email=address, link_digest=digest_of(key)
    )
    url = full_address(reverse("participation:invitation", args=[key]))
    context = {"procedure": procedure, "url": url, "town": town()}
    body = render_to_string("participation/email/invitation.txt", context)
    subject = _("Invitation: %(title)s") % {"title": procedure.title}
    post_letter(address, subject, body)
    return member


def digest_of(key: str) -> str:
    """The key has 256 random bits, so its digest needs no salt."""
    return hashlib.sha256(key.encode()).hexdigest()


def invitation(key: str) -> Member | None:
    """The invitation to which a link leads, as long as nobody has used it."""
    found = Member.objects.invited().filter(
        link_digest=digest_of(key), procedure__live=True
    )
    return found.select_related("procedure").first()


def join(member: Member, *, person: User) -> bool:
    """
    Make the person a member; the link is used up.

    False if somebody was faster with the same link.
    """
    row = Member.objects.invited().filter(pk=member.pk)
    try:
        with transaction.atomic():
            joined = row.update(
                person=person, email="", link_digest="", joined_at=timezone.now()
            )
    except IntegrityError:  # a member already: one membership is enough
        joined = row.delete()[0]
    person.__dict__.pop("_standing", None)
    return bool(joined)


@transaction.atomic
def remove(member: Member, *, by: User) -> None:
    """End a membership, or take an invitation back; what they wrote stays."""
    ensure_runs(by)
    subject = f"Verfahren {member.procedure_id}"
    if member.person_id:
        about = Follow.objects.filter(person=member.person_id)
        about.filter(procedure=member.procedure_id).delete()
        subject += f", Konto {member.person_id}"
    record("participation.remove_member", subject, actor=by)
    member.delete()


def ensure_runs(by: User) -> None:
    ensure(YES if can_run(by) else Answer(Reason.ROLE))
