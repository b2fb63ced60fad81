"""
Voting codes by letter: made at random, printed once, kept as salted hashes.

Whoever types one in gets a signed, short-lived token in the form: no account, no
cookie, nothing in the address.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from home import audit
from home.models import User
from participation import receipts
from participation.models import AccessCode, CodeBatch, VoterRoll

GOOD_FOR = timedelta(minutes=30)
SALT = "participation.voting.codes"
AT_ONCE = 2000


def make_code() -> str:
    """Sixteen random letters and digits, 80 bits: ``7KQM-2F9T-XW3P-0B8D``."""
    letters = [secrets.choice(receipts.LETTERS) for _ in range(receipts.LENGTH)]
    return receipts.readable("".join(letters))


@transaction.atomic
def issue(activity, *, number: int, title: str, by: User | None) -> list[str]:
    """Make codes for a vote; they are returned here and never again."""
    batch = CodeBatch.objects.create(
        activity=activity,
        title=title,
        size=number,
        made_on=timezone.localdate(),
        made_by=by,
    )
    codes = [make_code() for _ in range(number)]
    rows = (AccessCode(batch=batch, **sealed(code)) for code in codes)
    AccessCode.objects.bulk_create(rows, batch_size=AT_ONCE)
    audit.record(
        "participation.codes_issued",
        activity,
        actor=by,
        reason=title,
        data={"batch": batch.pk, "codes": number},
    )
    return codes


def sealed(code: str) -> dict[str, str]:
    locator, digest = receipts.sealed(code)
    return {"locator": locator, "digest": digest}


def find(activity, code: str) -> AccessCode | None:
    """The code of this vote that reads like this, used or not."""
    letters = receipts.normal(code)
    if len(letters) != receipts.LENGTH:
        return None
    rows = AccessCode.objects.filter(
        batch__activity=activity, locator=letters[: receipts.LOCATOR]
    )
    for row in rows.select_related("use"):
        salt, _, digest = row.digest.partition("$")
        if constant_time_compare(digest, receipts.digest_of(letters, salt)):
            return row
    return None


def is_used(code: AccessCode) -> bool:
    return hasattr(code, "use")


def token_for(code: AccessCode) -> str:
    """What the form carries instead of the code."""
    return signing.dumps(code.pk, salt=SALT)


def redeem(activity, token: str) -> AccessCode | None:
    """The code behind a token, if it is genuine, fresh and for this vote."""
    try:
        pk = signing.loads(token, salt=SALT, max_age=GOOD_FOR)
    except signing.BadSignature:
        return None
    return AccessCode.objects.filter(pk=pk, batch__activity=activity).first()


@dataclass(frozen=True)
class Account:
    """How many codes there are of a vote, and what became of them."""

    printed: int
    kept: int
    used: int
    unused: int
    strangers: int

    @property
    def is_right(self) -> bool:
        """Issued = used + unused, and nobody voted with a code of another vote."""
        return self.printed == self.kept == self.used + self.unused and not (
            self.strangers
        )


def account_of(activity) -> Account:
    """Count each figure from its own rows, so that they can disagree."""
    codes = AccessCode.objects.filter(batch__activity=activity)
    batches = CodeBatch.objects.filter(activity=activity)
    lines = VoterRoll.objects.filter(activity=activity, code__isnull=False)
    own = lines.filter(code__batch__activity=activity)
    return Account(
        printed=sum(batches.values_list("size", flat=True)),
        kept=codes.count(),
        used=own.count(),
        unused=codes.filter(use=None).count(),
        strangers=lines.count() - own.count(),
    )


def batches():
    """Every batch with how many of its codes are used, the latest first."""
    rows = CodeBatch.objects.select_related("activity__procedure")
    return rows.annotate(used=Count("codes__use"))
