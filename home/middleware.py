"""What every answer carries, and the door of the intranet."""

from http import HTTPStatus
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import (
    Http404,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.utils.cache import patch_cache_control
from django.utils.encoding import uri_to_iri
from wagtail.contrib.redirects.middleware import get_redirect
from wagtail.contrib.redirects.models import Redirect

from home.guests import COOKIE as GUEST_COOKIE
from home.roles import can_read_intranet
from home.views.errors import method_not_allowed, page_not_found
from home.visibility import can_see, remembering

PUBLIC_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "media-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "report-uri /browser-meldung/"
)
# Whatever a file pretends to be, it runs nothing and belongs to no page.
FILE_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
# Wagtail's own screens have inline scripts and styles, and preview in a frame.
ADMIN_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'self'; report-uri /browser-meldung/"
)
PERMISSIONS = "camera=(), geolocation=(self), microphone=(), payment=(), usb=()"


def security_headers(get_response):
    def middleware(request):
        response = get_response(request)
        policy = policy_for(request, response)
        response.headers.setdefault("Content-Security-Policy", policy)
        if is_admin(request):
            allow_own_frames(response)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware


def policy_for(request, response) -> str:
    if is_admin(request):
        return ADMIN_POLICY
    is_file = request.path.startswith(settings.MEDIA_URL)
    return FILE_POLICY if is_file and response.status_code < 400 else PUBLIC_POLICY


def is_admin(request) -> bool:
    return request.path.startswith("/verwaltung/")


def allow_own_frames(response) -> None:
    """A preview is a public page that the editor's screen shows in a frame."""
    policy = response.headers["Content-Security-Policy"]
    response.headers["Content-Security-Policy"] = policy.replace(
        "frame-ancestors 'none'", "frame-ancestors 'self'"
    )
    response.headers["X-Frame-Options"] = "SAMEORIGIN"


def refuse_null(get_response):
    """No path of ours has a null character, and PostgreSQL takes none."""

    def middleware(request):
        return (
            page_not_found(request) if "\0" in request.path else get_response(request)
        )

    return middleware


def private_responses(get_response):
    """
    What a signed-in person or a guest sees is stored by nobody else.

    What a view declares to be the same for everybody (colours, crest, tiles of the
    map) may be kept, or the browser would fetch it again for every page.
    """

    def middleware(request):
        response = get_response(request)
        known = request.user.is_authenticated or GUEST_COOKIE in request.COOKIES
        if known and not is_for_everybody(response):
            patch_cache_control(response, private=True, no_store=True)
        return response

    return middleware


def is_for_everybody(response) -> bool:
    return "public" in response.headers.get("Cache-Control", "").split(", ")


def intranet_door(get_response):
    """
    Everything below /intranet/ asks for a sign-in and then for the right to read.

    Every address answers alike, whether it exists or not. The views and pages
    behind the door ask again by themselves.
    """

    def middleware(request):
        if request.path.startswith(settings.INTRANET_PATH):
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not can_read_intranet(request.user):
                raise Http404
        return get_response(request)

    return middleware


def forms_alone(get_response):
    """Who opens the address of a form is told so; Django's own answer is empty."""

    def middleware(request):
        response = get_response(request)
        if response.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            return method_not_allowed(request, response.headers["Allow"])
        return response

    return middleware


def one_look_per_request(get_response):
    """Who may read what is looked up once per request, not for every list."""

    def middleware(request):
        with remembering():
            return get_response(request)

    return middleware


def visible_redirects(get_response):
    """Old addresses lead on, but to no page that one may not see."""

    def middleware(request):
        response = get_response(request)
        if response.status_code != HTTPStatus.NOT_FOUND:
            return response
        found = redirect_from(request)
        if found is None or found.link is None:
            return response
        if found.redirect_page and not can_see(request.user, found.redirect_page):
            return response
        if found.is_permanent:
            return HttpResponsePermanentRedirect(found.link)
        return HttpResponseRedirect(found.link)

    return middleware


def redirect_from(request):
    """The redirect for an address with its query, or else without it."""
    path = Redirect.normalise_path(request.get_full_path(), decode_unicode=False)
    ways = list(dict.fromkeys([path, urlsplit(path).path]))
    spelled = [*ways, *map(uri_to_iri, ways)]
    if not Redirect.objects.filter(old_path__in=spelled).exists():
        return None  # as nearly always: one small question instead of four
    return next(filter(None, (get_redirect(request, way) for way in ways)), None)
