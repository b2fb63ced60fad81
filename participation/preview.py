"""
Looking at participation as a citizen at another moment.

An editor chooses a day and an hour; until they end it, every page of participation
answers as it would answer then. The choice lies in the editor's own session, so no
address carries it. A preview never writes: whatever would change something is refused
in words.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext, pgettext_lazy

from home.models import User, Visitor
from home.roles import INTRANET_READERS, can_read_intranet
from home.visibility import looking_at
from participation.permissions import Standing, can_run

KEY = "participation_preview"
PLACE = "/beteiligung/"
READING = {"GET", "HEAD", "OPTIONS"}
BANNER = "participation/cockpit/banner.html"


class Eyes(TextChoices):
    """As whom somebody looks."""

    ANONYMOUS = "anonymous", pgettext_lazy("preview", "somebody without an account")
    CITIZEN = "citizen", pgettext_lazy("preview", "a citizen who is signed in")
    MEMBER = "member", pgettext_lazy("preview", "somebody for whom it is meant")


@dataclass(frozen=True)
class Preview:
    """A moment and a pair of eyes; ``procedure_id`` is where the editor came from."""

    moment: datetime
    eyes: Eyes
    procedure_id: int

    def visitor(self, editor: User) -> Visitor:
        """
        Somebody of whom no table knows anything.

        Who is meant is a member of this procedure, and of the staff if the editor is.
        """
        if self.eyes == Eyes.ANONYMOUS:
            return AnonymousUser()
        visitor = User(pk=0, pseudonym=gettext("A citizen"))
        if self.eyes == Eyes.MEMBER:
            visitor._standing = Standing(frozenset({self.procedure_id}))
            is_staff = can_read_intranet(editor)
            visitor.group_keys = {INTRANET_READERS: 0} if is_staff else {}
        return visitor


def begin(request: HttpRequest, preview: Preview) -> None:
    request.session[KEY] = {
        "moment": preview.moment.isoformat(),
        "eyes": preview.eyes,
        "procedure": preview.procedure_id,
    }


def end(request: HttpRequest) -> None:
    request.session.pop(KEY, None)


def current(request: HttpRequest) -> Preview | None:
    """The preview of whoever asks, if they may have one and this is its place."""
    if not is_its_place(request.path):
        return None
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    chosen = request.session.get(KEY)
    if chosen is None or not can_run(request.user):
        return None
    moment = datetime.fromisoformat(chosen["moment"])
    return Preview(moment, Eyes(chosen["eyes"]), chosen["procedure"])


def is_its_place(path: str) -> bool:
    return path == "/" or path.startswith(PLACE)


def middleware(get_response: Callable) -> Callable:
    """Comes last: all doors have looked at the editor, only pages see the visitor."""

    def inner(request):
        preview = current(request)
        if preview is None:
            return get_response(request)
        request.preview, request.banner = preview, BANNER
        editor, request.user = request.user, preview.visitor(request.user)
        try:
            with looking_at(preview.moment):
                response = answer(request, get_response)
        finally:
            request.user = editor
        patch_cache_control(response, private=True, no_store=True)
        return response

    return inner


def answer(request: HttpRequest, get_response: Callable) -> HttpResponse:
    if request.method in READING:
        response = get_response(request)
        # The editor is signed in, so the door would send them back here, for ever.
        return refuse(request, asks_for_sign_in=True) if to_door(response) else response
    return refuse(request)


def to_door(response: HttpResponse) -> bool:
    """Whether an answer sends somebody to sign in."""
    return urlsplit(response.get("Location", "")).path == reverse("account_login")


def refuse(request: HttpRequest, *, asks_for_sign_in: bool = False) -> HttpResponse:
    response = render(
        request,
        "participation/cockpit/refused.html",
        {"asks_for_sign_in": asks_for_sign_in, "back": way_back(request)},
        status=HTTPStatus.FORBIDDEN,
    )
    if request.htmx:  # it exchanges nothing unless all is well
        response.status_code = HTTPStatus.OK
        response.headers |= {"HX-Retarget": "#inhalt", "HX-Reselect": "#inhalt"}
        response.headers["HX-Reswap"] = "outerHTML"
    return response


def way_back(request: HttpRequest) -> str:
    """The page somebody came from, if it is another one of ours."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    ours = came_from.netloc == request.get_host() and is_its_place(came_from.path)
    return came_from.path if ours and came_from.path != request.path else ""
