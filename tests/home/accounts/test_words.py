"""Everything at the door is German, polite, and leads only to the configured house."""

import html
import re
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from home import roles
from home.accounts import words
from home.models import Letter
from tests.factories.accounts import PASSWORD, AccountFactory, with_authenticator_app

pytestmark = pytest.mark.django_db

TEMPLATES = Path(__file__).parents[3] / "home" / "templates"
FOLDERS = ("account", "mfa", "usersessions", "socialaccount")
FAMILIAR = re.compile(
    r"\b(du|dich|dir|dein\w*|euch|eure?\w*|ihr habt|gib|klick|wähle|melde)\b"
)
# Words that no German text has, and that allauth's own texts are full of.
ENGLISH = re.compile(
    r"\b(the|you|your|yours|please|sign|signed|log|login|logout|logged|password|account|"
    r"address|mail was|this|that|with|from|and|or|if|has|have|been|is|are|not|code is|"
    r"enter|verify|verification|confirm|change|changed|delete|remove|forgot|sent|send|"
    r"security|key|keys|session|sessions|remember|try|again|too many|hello|thank)\b"
)


STRANGERS = [
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_inactive",
    "account_password_reset_completed",
    "socialaccount_login_cancelled",
    "socialaccount_login_error",
]


def visible(page):
    """What people read of a page: no markup, no scripts, but labels and titles."""
    page = re.sub(r"(?s)<(script|style)\b.*?</\1>", " ", page)
    spoken = re.findall(r'(?:alt|aria-label|placeholder|title)="([^"]*)"', page)
    main = re.sub(r"(?s)^.*?<main|</main>.*$", "", page)
    text = re.sub(r"<[^>]*>", " ", main) + " " + " ".join(spoken)
    text = re.sub(r"<code>.*?</code>", " ", text)
    return " ".join(html.unescape(text).split())


def foreign_words(text):
    """English or familiar words in a text, apart from addresses and file names."""
    text = re.sub(r"\S*[@/.]\S*\.\S+|https?://\S+|\S+@\S+", " ", text)
    return set(ENGLISH.findall(text.lower())) | set(FAMILIAR.findall(text))


def pages_of_a_stranger():
    client = Client()
    for name in STRANGERS:
        yield name, client.get(reverse(name))
    yield (
        "wrong",
        client.post("/konto/anmelden/", {"login": "x@y.example", "password": "z"}),
    )
    yield "empty", client.post("/konto/anmelden/", {})
    yield "no address", client.post("/konto/passwort/vergessen/", {"email": "x"})
    weak = {"email": "kein", "password1": "password", "pseudonym": "Stadt"}
    yield "weak", client.post("/konto/registrieren/", weak)
    alike = {"email": "rebenheimer@a.example", "password1": "rebenheimer1"}
    yield "alike", client.post("/konto/registrieren/", alike)
    new = {"email": "neu@rebenheim.example", "password1": PASSWORD}
    sent = client.post("/konto/registrieren/", new)
    yield "code", client.get(sent["Location"])
    yield "wrong code", client.post(sent["Location"], {"code": "1"})
    for _ in range(6):
        answer = Client().post("/konto/registrieren/", new)
    yield "too many", answer
    client = Client()
    sent = client.post("/konto/passwort/vergessen/", {"email": "neu@rebenheim.example"})
    yield "reset code", client.get(sent["Location"])


def pages_of_a_person():
    person = AccountFactory(roles=[roles.PARTICIPATION_MODERATORS])
    client = Client()
    client.post("/konto/anmelden/", {"login": person.email, "password": PASSWORD})
    client.post("/konto/bestaetigen/", {"password": PASSWORD})
    for name in ("account_overview", "account_pseudonym", "account_email",
                 "account_change_password", "account_logout", "account_reauthenticate",
                 "mfa_index", "mfa_activate_totp", "mfa_add_webauthn",
                 "mfa_list_webauthn", "mfa_generate_recovery_codes",
                 "usersessions_list", "socialaccount_connections"):  # fmt: skip
        yield name, client.get(reverse(name))
    yield "wrong old", client.post("/konto/passwort/aendern/", {"oldpassword": "a"})
    yield "wrong app code", client.post(reverse("mfa_activate_totp"), {"code": "1"})
    yield (
        "same address",
        client.post("/konto/email/", {"email": person.email, "action_add": "1"}),
    )
    no_codes = client.post(reverse("mfa_generate_recovery_codes"))
    yield "no recovery codes yet", no_codes
    with_authenticator_app(person)
    passkey = Authenticator.objects.create(
        user=person, type=Authenticator.Type.WEBAUTHN, data={"name": "Telefon"}
    )
    client.post(reverse("mfa_generate_recovery_codes"))
    for name in ("mfa_index", "mfa_view_recovery_codes", "mfa_deactivate_totp",
                 "mfa_list_webauthn", "mfa_generate_recovery_codes",
                 "mfa_reauthenticate"):  # fmt: skip
        yield f"{name} later", client.get(reverse(name))
    for name in ("mfa_remove_webauthn", "mfa_edit_webauthn"):
        yield name, client.get(reverse(name, args=[passkey.pk]))
    passkey.delete()
    second = Client()
    second.post("/konto/anmelden/", {"login": person.email, "password": PASSWORD})
    yield "mfa_authenticate", second.get(reverse("mfa_authenticate"))
    yield "wrong second", second.post(reverse("mfa_authenticate"), {"code": "1"})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Please sign in", {"please", "sign"}),
        ("Bitte gib dein Passwort ein", {"gib", "dein"}),
        ("Bitte geben Sie Ihr Passwort ein", set()),
        ("Die Datei liegt in var/mail/the.log", set()),
    ],
)
def test_foreign_words_are_noticed(text, found):
    assert foreign_words(text) == found


@pytest.mark.parametrize("walk", [pages_of_a_stranger, pages_of_a_person])
def test_every_page_is_german_and_polite(town, settings, walk):
    settings.REQUIRE_SECOND_FACTOR = False

    found = {}
    for name, response in walk():
        assert response.status_code in (200, 400, 401, 403, 429), name
        if words_found := foreign_words(visible(response.content.decode())):
            found[name] = words_found

    assert found == {}


TEXTS = sorted(
    str(path.relative_to(TEMPLATES))
    for folder in FOLDERS
    for path in (TEMPLATES / folder).rglob("*.txt")
)
CONTEXT = {
    "code": "1234-5678",
    "email": "lotte@rebenheim.example",
    "deleted_email": "alt@rebenheim.example",
    "from_email": "alt@rebenheim.example",
    "to_email": "neu@rebenheim.example",
    "device": "Firefox auf Windows",
    "ip": "203.0.113.9",
    "provider": "Stadtverwaltung",
    "town_name": "Bad Rebenheim",
    "sign_in_address": "https://testserver/konto/anmelden/",
    "sign_up_address": "https://testserver/konto/registrieren/",
    "reset_address": "https://testserver/konto/passwort/vergessen/",
}


@pytest.mark.parametrize("template", TEXTS)
def test_every_mail_and_message_is_german_and_polite(template):
    text = render_to_string(template, CONTEXT | {"timestamp": timezone.now()})

    assert foreign_words(text) == set()


def test_every_text_of_allauth_is_ours():
    import allauth

    theirs = Path(allauth.__file__).parent / "templates"
    # Sent only where a password is reset by a link; here it is by a code.
    never_used = {"password_reset_key_message.txt", "password_reset_key_subject.txt"}
    missing = {
        str(path.relative_to(theirs))
        for folder in FOLDERS
        for path in (theirs / folder).rglob("*.txt")
        if not (TEMPLATES / path.relative_to(theirs)).exists()
        and "phone" not in path.name
        and path.name not in never_used
    }

    assert missing == set()


@pytest.mark.parametrize(
    "errors", [words.ERRORS, words.SECOND_FACTOR_ERRORS, words.PROVIDER_ERRORS]
)
def test_every_refusal_is_german_and_polite(errors):
    assert {key: foreign_words(str(text)) for key, text in errors.items()} == {
        key: set() for key in errors
    }


def test_mails_lead_to_the_configured_house_whatever_was_asked_for(client):
    person = AccountFactory()
    host = {"HTTP_HOST": "localhost"}
    for path, email in (
        ("/konto/registrieren/", person.email),
        ("/konto/registrieren/", "neu@rebenheim.example"),
        ("/konto/passwort/vergessen/", person.email),
        ("/konto/passwort/vergessen/", "niemand@rebenheim.example"),
    ):
        client.cookies.clear()
        client.post(path, {"email": email, "password1": PASSWORD}, **host)

    bodies = list(Letter.objects.values_list("body", flat=True))
    assert len(bodies) == 4
    assert all("https://testserver" in body for body in bodies)
    assert not any("localhost" in body for body in bodies)


def test_mails_are_plain_text_without_markup(client):
    client.post(
        "/konto/registrieren/",
        {"email": "o'neill@rebenheim.example", "password1": PASSWORD},
    )
    client.cookies.clear()
    client.post("/konto/passwort/vergessen/", {"email": "fremd+o'x@rebenheim.example"})

    text = " ".join(Letter.objects.values_list("body", flat=True))
    assert "fremd+o'x@rebenheim.example" in text
    assert "&#" not in text


def test_passkey_pages_are_without_inline_script(client):
    client.force_login(AccountFactory())
    client.post("/konto/bestaetigen/", {"password": PASSWORD})
    for path in ("/konto/zweiter-faktor/passkeys/neu/",):
        page = client.get(path).content.decode()
        scripts = re.findall(r"<script([^>]*)>", page)

        assert all("src=" in s or "application/json" in s for s in scripts)
        assert not re.search(r'\son\w+="|style="', page)


def test_session_rows_name_no_more_than_needed(client):
    person = AccountFactory()
    client.post("/konto/anmelden/", {"login": person.email, "password": PASSWORD})

    assert UserSession.objects.get(user=person).data == {}
