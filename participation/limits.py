"""
How much one person may write in a short time.

Of a person, counted from what is there: that holds over all processes and needs no
memory of its own. Who sends without an account is counted by address.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.core.cache import cache
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from home import proof
from home.addresses import client_address, neighbourhood
from home.models import User
from participation.models import Comment, Contribution, Report
from participation.refusals import TooManyGuesses, TooManyUnproven, TooOften

HOUR = timedelta(hours=1)
MOST_PER_ADDRESS = 30  # a school or a library shares one
MOST_UNPROVEN = 5
LIMITS = {
    Contribution: (10, HOUR),
    Comment: (20, timedelta(minutes=10)),
    Report: (10, HOUR),
}


def ensure_not_too_often(model, person: User, at: datetime) -> None:
    """Go on if this person has not written too much of this kind lately."""
    most, window = LIMITS[model]
    field = "reporter" if model is Report else "author"
    recent = model.objects.filter(**{field: person}, created_at__gt=at - window)
    _ensure(recent, most, window, at)


def _ensure(recent: QuerySet, most: int, window: timedelta, at: datetime) -> None:
    latest = list(
        recent.order_by("-created_at").values_list("created_at", flat=True)[:most]
    )
    if len(latest) == most:
        raise TooOften(latest[-1] + window - at)


def ensure_not_guessing(request: HttpRequest) -> None:
    """Go on if not too many receipt codes came from this address lately."""
    try:
        ensure_address_not_too_often(request, "receipt")
    except TooOften as refusal:
        raise TooManyGuesses(HOUR) from refusal


def ensure_worked(request: HttpRequest, key: UUID) -> None:
    """
    Go on if the browser has computed its proof of work for the form with this key, or
    if not too many forms without one came from this address lately.
    """
    if proof.is_worked(key, request.POST.get("proof", "")):
        return
    try:
        ensure_address_not_too_often(request, "unproven", MOST_UNPROVEN)
    except TooOften as refusal:
        raise TooManyUnproven(HOUR) from refusal


def ensure_address_not_too_often(
    request: HttpRequest, act: str = "", most: int = MOST_PER_ADDRESS
) -> None:
    """
    Go on if not too much of this came from an address lately, signed in or not.

    The address itself is not kept: only a keyed hash of it, for an hour.
    """
    address = neighbourhood(client_address(request))
    digest = salted_hmac("participation.limits", address, algorithm="sha256")
    key = f"participation-{act}{digest.hexdigest()}"
    cache.add(key, 0, HOUR.total_seconds())
    try:
        number = cache.incr(key)
    except ValueError:  # it was forgotten in this very moment
        number = 1
    if number > most:
        raise TooOften(HOUR)
