"""
Receipt codes: proof that something was handed in, without an account.

A code is made of the key of the form, so that sending a form twice gives the same
receipt. The database holds a salted hash and the first four letters, by which the
row is found; neither is enough to write the code. 80 bits can't be guessed.

Whatever has a receipt inherits ``models.Receipted`` and is made known here with
``add_kind``: what the page behind a code shows of it, and by which template.
"""

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

from participation.models import Receipted

# Without letters that look like digits, so that a code can be read out.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH, LOCATOR = 16, 4
SHOWN_FOR = timedelta(hours=1)
LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})


@dataclass(frozen=True)
class Kind:
    """Something with receipts: its model, and the page that a code opens."""

    model: type[Receipted]
    template: str
    context: Callable[[Receipted], dict]


kinds: dict[type[Receipted], Kind] = {}


def add_kind(kind: Kind) -> None:
    kinds[kind.model] = kind


def kind_of(thing: Receipted) -> Kind:
    return kinds[type(thing)]


def code_for(key: UUID) -> str:
    """The code of what was handed in with this form."""
    secret = salted_hmac("participation.receipts", key.hex, algorithm="sha256")
    number = int.from_bytes(secret.digest()[:10], "big")
    letters = [LETTERS[number >> 5 * place & 31] for place in range(LENGTH)]
    return readable("".join(letters))


def is_fresh(thing: Receipted, now: datetime) -> bool:
    """Whether the code may still be shown to who has just handed something in."""
    return now - thing.created_at < SHOWN_FOR


def readable(letters: str) -> str:
    """Four letters at a time: ``7KQM-2F9T-XW3P-0B8D``."""
    return "-".join(re.findall("....", letters))


def normal(code: str) -> str:
    """A code as people type it: with spaces, small letters, an O for a zero."""
    letters = re.sub(r"[^0-9A-Z]", "", code.upper())
    return letters.translate(LOOKALIKES)


def sealed(code: str) -> tuple[str, str]:
    """What of a code goes into the database: a locator, and a salted hash."""
    letters, salt = normal(code), secrets.token_hex(8)
    return letters[:LOCATOR], f"{salt}${digest_of(letters, salt)}"


def find(code: str) -> Receipted | None:
    """What was handed in with this code, if there is anything."""
    letters = normal(code)
    if len(letters) != LENGTH:
        return None
    for kind in kinds.values():
        rows = kind.model.objects.filter(receipt_locator=letters[:LOCATOR])
        if found := opened_by(letters, rows):
            return found
    return None


def opened_by(letters: str, candidates: Iterable[Receipted]) -> Receipted | None:
    """Which of these things a code opens; none that it was not made for."""
    for candidate in candidates:
        salt, _, digest = candidate.receipt_digest.partition("$")
        if digest and constant_time_compare(digest, digest_of(letters, salt)):
            return candidate
    return None


def digest_of(letters: str, salt: str) -> str:
    return hmac.new(salt.encode(), letters.encode(), hashlib.sha256).hexdigest()
