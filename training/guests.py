"""
Guests: people who come to a public event without an account.

Nothing is stored before they have confirmed: name and address travel in a signed
link. The link of a registration can't be guessed and opens this one alone.
"""

from dataclasses import dataclass

from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from home.notices import full_address, post_letter
from training.models import Registration, Session
from training.words import dates_in_words

DAY = 24 * 60 * 60
CONFIRM = "training.guest.confirm"
OWN = "training.guest.own"


@dataclass(frozen=True)
class Guest:
    """Somebody without an account, whose address was confirmed."""

    name: str
    email: str


def invite(session: Session, guest: Guest) -> None:
    """Ask by mail whether it was really them who want to come."""
    url = reverse("training:guest_confirm", args=[invitation(session, guest)])
    text = _(
        "Somebody, probably you, wants to come to “%(session)s” (%(when)s). Please "
        "confirm within 24 hours. If it wasn't you, there is nothing to do."
    ) % {
        "session": session,
        "when": "; ".join(dates_in_words(session.dates.all())),
    }
    subject = _("Please confirm: %(session)s") % {"session": session}
    post_letter(guest.email, subject, f"{text}\n\n{full_address(url)}\n")


def invitation(session: Session, guest: Guest) -> str:
    content = [session.pk, guest.name, guest.email]
    return signing.dumps(content, salt=CONFIRM)


def read_invitation(token: str) -> tuple[int, Guest] | None:
    """The session and the guest of a link, or nothing if it is forged or too old."""
    try:
        session_id, name, email = signing.loads(token, salt=CONFIRM, max_age=DAY)
    except signing.BadSignature:
        return None
    return session_id, Guest(name, email)


def guest_token(registration: Registration) -> str:
    return signing.dumps(registration.pk, salt=OWN)


def read_guest_token(token: str) -> int | None:
    try:
        return signing.loads(token, salt=OWN)
    except signing.BadSignature:
        return None
