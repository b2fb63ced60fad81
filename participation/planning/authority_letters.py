"""
Letters to authorities without e-mail: PDF/UA, the address in the window (DIN 5008 B).

The link is in the file alone, like that of a mail: printing makes a new one.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from home.models import User
from home.notices import town
from participation.clock import day_of
from participation.planning import authority_deadlines, authority_texts, pdf
from participation.planning.authorities import ensure_plans
from participation.planning.invitations import (
    NotNow,
    give_link,
    record,
    why_not,
    with_all,
    write,
)
from participation.planning.models import (
    Authority,
    AuthorityInvitation,
    AuthorityMessage,
    Round,
)
from participation.voting.letters import qr


@transaction.atomic
def print_letters(
    round: Round, invitations: Iterable[AuthorityInvitation], *, by: User
) -> bytes:
    """One file with a letter for each; from now on their links work."""
    ensure_plans(by)
    at = timezone.now()
    Round.objects.select_for_update().get(pk=round.pk)
    if words := why_not(round, day_of(at)):
        raise NotNow(words)
    rows = round.invitations.filter(pk__in=[each.pk for each in invitations])
    pages = [page_for(invitation, by=by, at=at) for invitation in with_all(rows)]
    record("print_letters", round, by=by, data={"number": len(pages)})
    return compiled(pages, at)


def page_for(invitation: AuthorityInvitation, *, by: User, at: datetime) -> dict:
    url = give_link(invitation)
    if not invitation.received_on:
        day = day_of(at) + authority_deadlines.DAYS_BY_POST
        authority_deadlines.begin(invitation, day)
    invitation.bounced_at = None
    invitation.save()
    text = authority_texts.invitation_text(invitation, url=url)
    message = write(
        invitation, AuthorityMessage.Kind.PAPER, text, link=url, by=by, at=at
    )
    return page(invitation.authority, message.subject, text) | {
        "qr": qr(url),
        "qr_alt": "Der persönliche Link als QR-Code",
    }


def print_message(message: AuthorityMessage) -> bytes:
    """A message that went into the file, as a letter for the post."""
    authority = message.invitation.authority
    return compiled([page(authority, message.subject, message.text)], message.made_at)


def page(authority: Authority, subject: str, text: str) -> dict:
    return {
        "address": address_lines(authority),
        "subject": subject,
        "paragraphs": [part.strip() for part in text.split("\n\n") if part.strip()],
    }


def address_lines(authority: Authority) -> list[str]:
    """What stands in the window: the body, who of it, and where."""
    lines = [authority.name, authority.department, authority.person]
    lines += authority.address.split(",")
    return [line.strip() for line in lines if line.strip()]


def compiled(pages: list[dict], at: datetime) -> bytes:
    sender = town()
    data = {
        "title": "Beteiligung der Behörden",
        "town": sender.name,
        "sender": ", ".join(filter(None, [sender.name, *sender.address.splitlines()])),
        "day": f"{day_of(at):%d.%m.%Y}",
        "letters": pages,
    }
    return pdf.compiled("authority_letters", data)
