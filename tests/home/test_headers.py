"""What every answer carries to protect those who read it."""

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import include, path

from home import roles
from home.middleware import security_headers
from home.rights import INTERNAL_COLLECTION
from home.views.errors import server_error
from tests.factories.home import (
    ContentPageFactory,
    TownDocumentFactory,
    TownImageFactory,
    UserFactory,
    collection_named,
)
from tests.leaks.reading import body_of

pytestmark = pytest.mark.django_db

ALWAYS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "camera=(), geolocation=(self), microphone=(), payment=(), usb=()"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
PUBLIC = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "media-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "report-uri": "/browser-meldung/",
}
FILE = {"default-src": "'none'"}

# What is asked for, and the status for a stranger and for someone on the staff.
PAGES = {
    "front page": ("/", 200, 200),
    "procedures": ("/beteiligung/", 200, 200),
    "search": ("/suche/?q=Baum", 200, 200),
    "sign-in": ("/konto/anmelden/", 200, 302),
    "my page": ("/meine-seite/", 302, 200),
    "intranet": ("/intranet/", 302, 200),
    "missing page": ("/gibt-es-nicht/", 404, 404),
    "missing page inside": ("/intranet/gibt-es-nicht/", 302, 404),
    "wrong method": ("/browser-meldung/", 405, 405),
}


def breaks(request):
    raise ZeroDivisionError


handler500 = server_error
urlpatterns = [path("kaputt/", breaks), path("", include("config.urls"))]


def staff_client():
    client = Client()
    client.force_login(UserFactory(roles=[roles.INTRANET_READERS]))
    return client


def policy_of(answer):
    parts = answer.headers["Content-Security-Policy"].split("; ")
    return {name: value for name, _space, value in (p.partition(" ") for p in parts)}


def carried_by(answer):
    return {name: answer.headers.get(name) for name in ALWAYS}


def is_private(answer):
    control = set(answer.headers.get("Cache-Control", "").split(", "))
    return {"private", "no-store"} <= control


@pytest.mark.parametrize(("address", "status", "_inside"), PAGES.values(), ids=PAGES)
def test_stranger_is_protected(town, client, address, status, _inside):
    answer = client.get(address)

    assert answer.status_code == status
    assert carried_by(answer) == ALWAYS
    assert policy_of(answer) == PUBLIC
    assert answer.headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize(("address", "_outside", "status"), PAGES.values(), ids=PAGES)
def test_staff_are_protected_and_what_they_see_is_kept_by_nobody(
    town, address, _outside, status
):
    answer = staff_client().get(address)

    assert answer.status_code == status
    assert carried_by(answer) == ALWAYS
    assert policy_of(answer) == PUBLIC
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert is_private(answer)


@override_settings(ROOT_URLCONF=__name__)
def test_page_that_breaks_is_protected(caplog):
    client = Client(raise_request_exception=False)

    answer = client.get("/kaputt/")

    assert answer.status_code == 500
    assert "schiefgegangen" in answer.content.decode()
    assert carried_by(answer) == ALWAYS
    assert policy_of(answer) == PUBLIC


def test_form_without_its_token_is_refused_under_protection(town):
    client = Client(enforce_csrf_checks=True)

    answer = client.post("/barriere-melden/", {})

    assert answer.status_code == 403
    assert carried_by(answer) == ALWAYS
    assert policy_of(answer) == PUBLIC


@pytest.mark.parametrize("signed_in", [False, True], ids=["stranger", "staff"])
def test_document_is_protected(town, client, signed_in):
    document = TownDocumentFactory()

    answer = (staff_client() if signed_in else client).get(document.url)

    assert body_of(answer) == b"Satzung"
    assert carried_by(answer) == ALWAYS
    assert policy_of(answer) == FILE
    assert is_private(answer) is signed_in


def test_internal_picture_is_protected(town):
    picture = TownImageFactory(collection=collection_named(INTERNAL_COLLECTION))

    answer = staff_client().get(picture.get_rendition("width-20").url)

    assert body_of(answer).startswith(b"RIFF")
    assert carried_by(answer) == ALWAYS
    assert policy_of(answer) == FILE
    assert is_private(answer)


def test_public_picture_runs_nothing():
    answer = security_headers(lambda request: HttpResponse(b"RIFF"))(
        RequestFactory().get("/medien/images/marktplatz.webp")
    )

    assert policy_of(answer) == FILE | {"frame-ancestors": "'none'", "sandbox": ""}


def test_administration_may_frame_itself_and_nobody_else(town):
    client = Client()
    client.force_login(UserFactory(is_staff=True, is_superuser=True))

    answer = client.get("/verwaltung/")

    policy = policy_of(answer)
    assert answer.status_code == 200
    assert carried_by(answer) == ALWAYS
    assert policy["default-src"] == "'self'"
    assert policy["object-src"] == "'none'"
    assert policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == "'self'"
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert is_private(answer)


@override_settings(SECURE_HSTS_SECONDS=31_536_000)
def test_encrypted_town_stays_encrypted(town, client):
    answer = client.get("/", secure=True)

    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_colours_are_the_same_for_everybody_and_may_be_kept(town, client):
    ContentPageFactory()

    inside, outside = staff_client().get("/stadt.css"), client.get("/stadt.css")

    assert inside.headers["Cache-Control"] == outside.headers["Cache-Control"]
    assert "public" in inside.headers["Cache-Control"]
