"""The second factor, asked of every role that carries responsibility."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.urls import Resolver404, resolve

from home.accounts import words
from home.accounts.adapters import second_factors
from home.registries import public_views
from home.roles import needs_second_factor

ADMINISTRATION = "/verwaltung/"
# What is reached without the second factor: the door itself, and what has no person.
ALWAYS_OPEN = ("/konto/", "/static/", "/medien/", "/healthz", "/readyz")
# Wagtail's own doors: the address book leads from there to ours.
LED_ELSEWHERE = tuple(
    f"{ADMINISTRATION}{name}/" for name in ("login", "logout", "password_reset")
)
PUBLIC_PAGES = {"wagtail_serve", "home:front", "home:town_css", "home:crest"}


def second_factor(get_response):
    """
    Lead people with a role to the set-up before they act in it.

    Until then they read public pages like everybody, and nothing else.
    """

    def middleware(request):
        if must_set_up_first(request):
            request.session["led_to_second_factor"] = came_for(request)
            messages.warning(request, words.second_factor_needed())
            return redirect("mfa_index")
        if has_no_business(request):
            raise PermissionDenied
        return get_response(request)

    return middleware


def must_set_up_first(request) -> bool:
    return (
        settings.REQUIRE_SECOND_FACTOR
        and not is_open_to_all(request)
        and needs_second_factor(request.user)
        and not second_factors(request.user).exists()
    )


def is_open_to_all(request) -> bool:
    if request.path.startswith(ALWAYS_OPEN):
        return True
    if request.method not in ("GET", "HEAD"):
        return False
    if request.path.startswith((settings.INTRANET_PATH, ADMINISTRATION)):
        return False
    try:
        return resolve(request.path_info).view_name in PUBLIC_PAGES | public_views
    except Resolver404:
        return False


def came_for(request) -> str:
    return request.get_full_path() if request.method == "GET" else ""


def has_no_business(request) -> bool:
    """
    Whether somebody signed in stands before the administration without a right.

    Wagtail would send them to sign in, which they are: round and round.
    """
    return (
        request.path.startswith(ADMINISTRATION)
        and not request.path.startswith(LED_ELSEWHERE)
        and request.user.is_authenticated
        and not request.user.has_perm("wagtailadmin.access_admin")
    )
