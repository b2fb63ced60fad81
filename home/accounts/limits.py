"""
How often somebody may try, by address and by account.

Counted in the database: a limit that forgets when a cache is flushed, full or
away is none. Whoever is turned away leaves no row, so nobody is kept out for
longer by hammering at the door.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from home.addresses import client_address, neighbourhood
from home.models import Attempt

MINUTE = 60


@dataclass(frozen=True)
class Limit:
    """So many attempts in so many seconds."""

    attempts: int
    seconds: int


@dataclass(frozen=True)
class Limits:
    """What one address and one account may do; ``None`` is not counted."""

    address: Limit | None = None
    account: Limit | None = None


LIMITS = {
    "sign_in": Limits(address=Limit(30, MINUTE)),
    # Wrong passwords and codes; a right one is not counted.
    "password": Limits(address=Limit(10, MINUTE), account=Limit(5, 5 * MINUTE)),
    "second_factor": Limits(address=Limit(10, MINUTE), account=Limit(5, 5 * MINUTE)),
    "passkey": Limits(address=Limit(10, MINUTE)),
    # Here the account is the address typed, whether it is known or not.
    "sign_up": Limits(address=Limit(20, MINUTE), account=Limit(5, 15 * MINUTE)),
    "reset": Limits(address=Limit(20, MINUTE), account=Limit(5, 15 * MINUTE)),
    "mailed_code": Limits(address=Limit(30, MINUTE)),
    "new_password": Limits(address=Limit(20, MINUTE)),
    "change_password": Limits(account=Limit(5, MINUTE)),
    "confirm_access": Limits(account=Limit(10, MINUTE)),
    "manage": Limits(account=Limit(20, MINUTE)),
    "provider": Limits(address=Limit(30, MINUTE)),
    # Wrong codes by letter; a right one is not counted.
    "voting_code": Limits(address=Limit(10, 10 * MINUTE)),
    "barrier": Limits(address=Limit(5, 10 * MINUTE)),
    # Mails from the door to one address, whether it has an account or not.
    "letter": Limits(account=Limit(12, 15 * MINUTE)),
    # An authenticator app's code opens once.
    "used_code": Limits(account=Limit(1, 2 * MINUTE)),
}
LONGEST = max(
    limit.seconds
    for limits in LIMITS.values()
    for limit in (limits.address, limits.account)
    if limit
)


@dataclass(frozen=True)
class Admission:
    """The answer of the door: let in, or how many seconds to wait."""

    rows: tuple[int, ...] = ()
    wait: int = 0

    @property
    def is_refused(self) -> bool:
        return self.wait > 0

    def take_back(self) -> None:
        """Do not count this attempt: it was the right one."""
        Attempt.objects.filter(pk__in=self.rows).delete()


def admit(action: str, request: HttpRequest, account: str = "") -> Admission:
    """
    Count an attempt and say whether it may go on.

    The row is written before the second look: of many at the same moment, no more
    than the limit find themselves within it.
    """
    limits = dict(keys_of(action, request, account))
    wait = longest_wait(action, limits, own=0)
    if wait:
        return Admission(wait=wait)
    now = timezone.now()
    rows = [Attempt(action=action, key=key, at=now) for key in limits]
    written = tuple(row.pk for row in Attempt.objects.bulk_create(rows))
    wait = longest_wait(action, limits, own=1)
    if wait:
        Attempt.objects.filter(pk__in=written).delete()
        return Admission(wait=wait)
    return Admission(rows=written)


def keys_of(
    action: str, request: HttpRequest, account: str
) -> Iterable[tuple[str, Limit]]:
    limits = LIMITS[action]
    if limits.address:
        yield key_of("address", neighbourhood(client_address(request))), limits.address
    if limits.account and account:
        yield key_of("account", account), limits.account


def key_of(kind: str, text: str) -> str:
    """One key for all ways to write an address or an account."""
    folded = unicodedata.normalize("NFKC", text).casefold().strip()
    return salted_hmac(
        f"home.accounts.limits.{kind}", folded, algorithm="sha256"
    ).hexdigest()


def longest_wait(action: str, limits: dict[str, Limit], *, own: int) -> int:
    """The seconds until every key is within its limit again; 0 if all are."""
    now = timezone.now()
    made = attempts_since(action, limits, now)
    waits = [
        wait_for(sorted(made.get(key, [])), limit, now, own)
        for key, limit in limits.items()
    ]
    return max(waits, default=0)


def attempts_since(
    action: str, limits: dict[str, Limit], now: datetime
) -> dict[str, list[datetime]]:
    made: dict[str, list[datetime]] = {}
    window = max((limit.seconds for limit in limits.values()), default=0)
    rows = Attempt.objects.filter(
        action=action, key__in=limits, at__gt=now - timedelta(seconds=window)
    )
    for key, at in rows.values_list("key", "at"):
        if at > now - timedelta(seconds=limits[key].seconds):
            made.setdefault(key, []).append(at)
    return made


def wait_for(made: list[datetime], limit: Limit, now: datetime, own: int) -> int:
    """How long until one more fits; ``own`` rows of ours are among those made."""
    if len(made) - own < limit.attempts:
        return 0
    frees = made[len(made) - own - limit.attempts] + timedelta(seconds=limit.seconds)
    return max(1, round((frees - now).total_seconds()))


def clear(action: str, account: str) -> None:
    """Forget what counts against an account: it has proven itself otherwise."""
    Attempt.objects.filter(action=action, key=key_of("account", account)).delete()


def forget_attempts() -> int:
    """Delete what no longer counts; return how many rows went."""
    before = timezone.now() - timedelta(seconds=LONGEST)
    return Attempt.objects.filter(at__lt=before).delete()[0]
