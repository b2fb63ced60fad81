"""
Ending mails of one kind by one press, signed in or not (RFC 8058).

The address in a mail is signed: nobody can make one for somebody else. It holds for
ever, because mails are kept, and it can do nothing but end mails.
"""

from urllib.parse import urljoin

from django.conf import settings
from django.core import signing
from django.urls import reverse

from home.models import MailRhythm, Rhythm, User
from home.registries import MailKind, mail_kinds

SALT = "home.unsubscribing"


def full_address(url: str) -> str:
    """An address for a mail: made from the configured base, never from a request."""
    return urljoin(settings.BASE_URL, url) if url else ""


def unsubscribe_url(person: User, kind: str) -> str:
    """Where this person ends mails of this kind."""
    token = signing.Signer(salt=SALT).sign(f"{person.pk}:{kind}")
    return full_address(reverse("home:unsubscribe", args=[token]))


def read_token(token: str) -> tuple[User, MailKind] | None:
    """Who wants no more of which mails; nothing if we never wrote this token."""
    try:
        number, _colon, key = signing.Signer(salt=SALT).unsign(token).partition(":")
    except signing.BadSignature:
        return None
    person = User.objects.filter(pk=number).first()
    return (person, mail_kinds[key]) if person and key in mail_kinds else None


def set_rhythm(person: User, kind: str, rhythm: str) -> None:
    """From now on this person gets mails of this kind so often."""
    MailRhythm.objects.update_or_create(
        person=person, kind=kind, defaults={"rhythm": rhythm}
    )


def unsubscribe(person: User, kind: MailKind) -> None:
    set_rhythm(person, kind.key, Rhythm.NEVER)


def rhythm_of(person: User, kind: MailKind) -> str:
    chosen = MailRhythm.objects.filter(person=person, kind=kind.key).first()
    return chosen.rhythm if chosen else kind.usually
