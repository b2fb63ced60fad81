"""Who takes part: the person behind a request, as far as participation knows them."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import wraps
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest

from home import guests, pagecache
from home.models import User, Visitor
from participation.limits import ensure_address_not_too_often, ensure_worked
from participation.models import Support


def participant(request: HttpRequest) -> Visitor:
    """
    Whoever acts here: the signed-in person, or the guest this browser belongs to.

    A guest has a primary key and is not authenticated. Which pages somebody may *read*
    depends on ``request.user`` alone.
    """
    if request.user.is_authenticated:
        return request.user
    return guests.guest_of(request) or request.user


@contextmanager
def writing(request: HttpRequest, key: UUID) -> Iterator[User]:
    """
    The author of what is handed in within this block, by a form with this key.

    Who has no account becomes a guest by it, unless it is refused. The service asks
    ``can()``, so that nobody becomes a guest where guests can't take part.
    """
    if request.user.is_authenticated:
        yield request.user
        return
    ensure_address_not_too_often(request)
    ensure_worked(request, key)
    with transaction.atomic():
        guest = guests.guest_of(request) or guests.guest_for(key)
        yield guest
    guests.remember(request, guest)


def for_participants(view):
    """Open to whoever took part: signed in, or as a guest in this browser."""

    @wraps(view)
    def inner(request, *args, **kwargs):
        if participant(request).pk is None:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return inner


@receiver(guests.guest_moved)
def follow_the_guest(person, **kwargs):
    """Nobody supports what turns out to be their own; names change on kept pages."""
    Support.objects.filter(person=person, contribution__author=person).delete()
    pagecache.drop_all()
