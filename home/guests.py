"""
Guests: people who take part without an account.

A guest is a row among the people, so that what they hand in has an author like
everything else. It is never ``request.user``, has no rights and no mailbox, and is left
out wherever people are listed. A signed cookie leads to it; it is set only when a guest
hands something in. With an account, everything moves there and the guest is gone.
"""

from datetime import timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.dispatch import Signal
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from home.models import User
from home.models.users import GUEST_ADDRESS

COOKIE = "gast"
SALT = "home.guests"
KEPT = timedelta(days=90)  # after the last thing a guest handed in
AT_ONCE = 500

# Sent with ``guest`` and ``person`` when everything a guest did has moved.
guest_moved = Signal()


def guest_of(request: HttpRequest) -> User | None:
    """The guest to whom this browser's cookie leads, asked once per request."""
    if not hasattr(request, "_guest"):
        request._guest = look_for_guest(request)
    return request._guest


def look_for_guest(request: HttpRequest) -> User | None:
    if COOKIE not in request.COOKIES:
        return None
    try:
        token = request.get_signed_cookie(COOKIE, salt=SALT, max_age=KEPT)
    except BadSignature:
        return None
    return User.everyone.filter(is_guest=True, email=token + GUEST_ADDRESS).first()


def guest_for(key: UUID) -> User:
    """
    The guest who comes with a form, made if it is their first.

    The same form sent twice comes from the same guest, also before the cookie is set:
    whoever holds the form's key is the one who filled it in.
    """
    token = salted_hmac(SALT, key.hex, algorithm="sha256").hexdigest()[:40]
    guest = User(email=token + GUEST_ADDRESS, is_guest=True, is_active=False)
    guest.set_unusable_password()
    fields = {"password": guest.password, "is_guest": True, "is_active": False}
    return User.everyone.get_or_create(email=guest.email, defaults=fields)[0]


def remember(request: HttpRequest, guest: User) -> None:
    """Lead this browser to its guest from now on, and count the time anew."""
    guest.last_login = timezone.now()
    guest.save(update_fields=["last_login"])
    request._guest = request.guest_to_remember = guest


def forget(request: HttpRequest) -> None:
    """Lead this browser to no guest any more; what the guest wrote stays."""
    request._guest = None
    request.forgets_guest = True


def guest_cookie(get_response):
    """Set or take away the cookie; what a guest sees is stored by nobody else."""

    def middleware(request):
        response = get_response(request)
        if guest := getattr(request, "guest_to_remember", None):
            set_cookie(response, guest, secure=request.is_secure())
        elif getattr(request, "forgets_guest", False):
            response.delete_cookie(COOKIE, samesite="Lax")
        return response

    return middleware


def set_cookie(response: HttpResponse, guest: User, *, secure: bool) -> None:
    response.set_signed_cookie(
        COOKIE,
        guest.email.removesuffix(GUEST_ADDRESS),
        salt=SALT,
        max_age=KEPT,
        secure=secure,
        httponly=True,
        samesite="Lax",
    )


def refuse_foreign_forms(request: HttpRequest) -> None:
    """
    A form of another site can't write in a guest's name.

    The cookie doesn't come with it anyway; browsers also say where a form was.
    """
    if request.method == "POST" and request.headers.get("Sec-Fetch-Site") in {
        "cross-site",
        "same-site",
    }:
        raise PermissionDenied("A form of another site.")


@transaction.atomic
def hand_over(guest: User, person: User) -> int:
    """Give a person all that they did as a guest; return how many rows moved."""
    locked = User.everyone.select_for_update().filter(pk=guest.pk, is_guest=True)
    if not locked.exists():  # another window was faster
        return 0
    moved = sum(move(relation, guest, person) for relation in relations())
    guest_moved.send(User, guest=guest, person=person)
    guest.delete()
    return moved


def relations():
    """Every foreign key of the house that leads to a person."""
    fields = User._meta.get_fields(include_hidden=True)
    return [f for f in fields if f.auto_created and (f.one_to_many or f.one_to_one)]


def move(relation, guest: User, person: User) -> int:
    """Move the rows of one table. Where the person has one already, theirs counts."""
    name = relation.field.name
    rows = relation.related_model._base_manager.filter(**{name: guest})
    moved = 0
    for pk in list(rows.values_list("pk", flat=True)):
        try:
            with transaction.atomic():
                moved += rows.filter(pk=pk).update(**{name: person})
        except IntegrityError:
            continue
    return moved


def forget_idle_guests() -> int:
    """Take away guests who did not come back; what they wrote stays, nameless."""
    before = timezone.now() - KEPT
    idle = User.everyone.filter(is_guest=True, last_login__lt=before)
    gone = 0
    for guest in idle[:AT_ONCE]:
        try:
            gone += bool(guest.delete()[0])
        except ProtectedError:  # something of theirs is on record
            continue
    return gone
