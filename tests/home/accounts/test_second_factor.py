import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.urls import reverse

from home import roles
from home.models import Letter
from tests.factories.accounts import PASSWORD, AccountFactory, with_authenticator_app

pytestmark = pytest.mark.django_db

SET_UP = "/konto/zweiter-faktor/"


@pytest.fixture(autouse=True)
def _required(settings):
    settings.REQUIRE_SECOND_FACTOR = True


def code_now(key):
    return format_hotp_value(hotp_value(key, list(yield_hotp_counters_from_time())[1]))


PEOPLE = {
    "citizen": {},
    "reader of the intranet": {"roles": [roles.INTRANET_READERS]},
    "superuser": {"is_superuser": True, "is_staff": True},
    **{role: {"roles": [role]} for role in sorted(roles.NEEDS_SECOND_FACTOR)},
}
NEED_ONE = set(PEOPLE) - {"citizen", "reader of the intranet"}
# What somebody does, and whether it waits for the second factor.
MOMENTS = {
    "opens the administration": ("get", "/verwaltung/", True),
    "edits a page": ("post", "/verwaltung/pages/1/edit/", True),
    "opens the intranet": ("get", "/intranet/", True),
    "fetches a private file": ("get", "/dateien/intern.pdf", True),
    "fetches a document": ("get", "/dokumente/1/intern.pdf", True),
    "opens the own page": ("get", "/meine-seite/", True),
    "posts to a public page": ("post", "/", True),
    "reads a public page": ("get", "/", False),
    "sees the colours of the town": ("get", "/stadt.css", False),
    "sees the crest": ("get", "/wappen.webp", False),
    "opens the account": ("get", "/konto/", False),
    "opens the set-up": ("get", SET_UP, False),
    "asks for health": ("get", "/healthz", False),
}


@pytest.mark.parametrize("person", PEOPLE)
def test_whoever_carries_responsibility_sets_up_a_second_factor_first(
    client, town, person
):
    client.force_login(AccountFactory(**PEOPLE[person]))
    expected = {
        moment
        for moment, (_method, _path, waits) in MOMENTS.items()
        if waits and person in NEED_ONE
    }
    if not can_come_before_the_intranet(person):  # 404 comes before everything else
        expected -= {"opens the intranet"}

    led_to_set_up = {
        moment
        for moment, (method, path, _waits) in MOMENTS.items()
        if getattr(client, method)(path).headers.get("Location") == SET_UP
    }

    assert led_to_set_up == expected


def can_come_before_the_intranet(person):
    return person == "superuser"


@pytest.mark.parametrize("kind", [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])
def test_app_and_passkey_both_count(client, kind):
    person = AccountFactory(roles=[roles.PARTICIPATION_MODERATORS])
    Authenticator.objects.create(user=person, type=kind, data={})
    client.force_login(person)

    assert client.get("/meine-seite/").status_code == 200


def test_recovery_codes_alone_do_not_count(client):
    person = AccountFactory(roles=[roles.PARTICIPATION_MODERATORS])
    codes = Authenticator.Type.RECOVERY_CODES
    Authenticator.objects.create(user=person, type=codes, data={})
    client.force_login(person)

    assert client.get("/meine-seite/")["Location"] == SET_UP


def test_the_demo_town_may_do_without(client, settings):
    settings.REQUIRE_SECOND_FACTOR = False
    client.force_login(AccountFactory(roles=[roles.PARTICIPATION_MODERATORS]))

    assert client.get("/meine-seite/").status_code == 200


def test_set_up_says_why_and_leads_on_afterwards(client, town):
    person = AccountFactory(roles=[roles.PARTICIPATION_MODERATORS])
    client.post("/konto/anmelden/", {"login": person.email, "password": PASSWORD})
    response = client.get("/meine-seite/?seite=2", follow=True)
    assert "Deshalb brauchen Sie einen zweiten Faktor." in response.content.decode()

    set_up_app(client, person)

    page = client.get("/konto/zweiter-faktor/notfallcodes/").content.decode()
    assert 'href="/meine-seite/?seite=2"' in page
    assert client.get("/meine-seite/").status_code == 200


def set_up_app(client, person):
    """Set up the app as people do; return its key."""
    path = reverse("mfa_activate_totp")
    again = client.get(path)
    if again.status_code == 302:
        client.post(again["Location"], {"password": PASSWORD})
        client.get(path)
    key = client.session["mfa.totp.secret"]
    client.post(path, {"code": code_now(key)})
    assert person.authenticator_set.filter(type="totp").exists()
    return key


@pytest.fixture
def moderator():
    return AccountFactory(roles=[roles.PARTICIPATION_MODERATORS])


@pytest.fixture
def key(moderator):
    return with_authenticator_app(moderator)


@pytest.fixture
def at_second_step(client, moderator, key):
    data = {"login": moderator.email, "password": PASSWORD}
    response = client.post("/konto/anmelden/", data)
    assert response["Location"] == reverse("mfa_authenticate")
    return response["Location"]


def test_password_alone_does_not_open(client, at_second_step):
    assert client.get("/konto/").status_code == 302


def test_code_of_the_app_opens(client, key, at_second_step):
    client.post(at_second_step, {"code": code_now(key)})

    assert client.get("/konto/").status_code == 200


def test_a_code_opens_once(client, moderator, key, at_second_step, time_machine):
    time_machine.move_to("2026-05-04 10:00:05", tick=False)
    code = code_now(key)
    client.post(at_second_step, {"code": code})
    client.logout()
    # Half a minute on, allauth's own memory has run out, but not the code.
    time_machine.move_to("2026-05-04 10:00:40", tick=False)
    data = {"login": moderator.email, "password": PASSWORD}
    client.post("/konto/anmelden/", data)

    response = client.post(at_second_step, {"code": code})

    assert "schon benutzt" in response.content.decode()
    assert client.get("/konto/").status_code == 302


def test_a_clock_may_be_half_a_minute_off(client, key, at_second_step, time_machine):
    time_machine.move_to("2026-05-04 10:00:05", tick=False)
    code = code_now(key)
    time_machine.move_to("2026-05-04 10:00:35", tick=False)

    client.post(at_second_step, {"code": code})

    assert client.get("/konto/").status_code == 200


def test_sixth_wrong_code_is_turned_away(client, key, at_second_step):
    answers = [client.post(at_second_step, {"code": "000000"}) for _ in range(5)]

    last = client.post(at_second_step, {"code": code_now(key)})

    assert [a.status_code for a in answers] == [400] * 5
    assert last.status_code == 429
    assert "Bitte warten Sie 5 Minuten" in last.content.decode()
    assert client.get("/konto/").status_code == 302


def test_code_works_while_the_cache_is_away(client, key, at_second_step, settings):
    main = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": "redis://127.0.0.1:1/0",
    }
    cache = {"BACKEND": "home.cache.SteadyCache", "OPTIONS": {"main": main}}
    settings.CACHES = {"default": cache}

    client.post(at_second_step, {"code": code_now(key)})

    assert client.get("/konto/").status_code == 200


def test_recovery_code_opens_once(client, moderator):
    client.post("/konto/anmelden/", {"login": moderator.email, "password": PASSWORD})
    set_up_app(client, moderator)
    page = client.get("/konto/zweiter-faktor/notfallcodes/")
    codes = page.context["unused_codes"]
    assert len(codes) == 10
    answers = []
    for _ in range(2):
        client.post("/konto/abmelden/")
        data = {"login": moderator.email, "password": PASSWORD}
        client.post("/konto/anmelden/", data)
        client.post(reverse("mfa_authenticate"), {"code": codes[0]})
        answers.append(client.get("/konto/").status_code)

    assert answers == [200, 302]


def test_recovery_codes_come_as_a_file(client, moderator):
    client.post("/konto/anmelden/", {"login": moderator.email, "password": PASSWORD})
    set_up_app(client, moderator)

    response = client.get("/konto/zweiter-faktor/notfallcodes/herunterladen/")

    assert response["Content-Type"].startswith("text/plain")
    assert "Jeder Code öffnet das Konto einmal." in response.content.decode()


def test_key_of_the_app_is_not_readable_in_the_database(moderator, key):
    authenticator = moderator.authenticator_set.get()

    assert key not in str(authenticator.data)
    assert authenticator.wrap().validate_code(code_now(key))


def test_key_survives_a_change_of_the_secret_key(moderator, key, settings):
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2

    assert moderator.authenticator_set.get().wrap().validate_code(code_now(key))


def test_setting_up_is_told_by_mail(
    client, moderator, django_capture_on_commit_callbacks
):
    client.post("/konto/anmelden/", {"login": moderator.email, "password": PASSWORD})
    with django_capture_on_commit_callbacks(execute=True):
        set_up_app(client, moderator)

    letter = Letter.objects.get(to=moderator.email)
    assert letter.subject == "Ihr zweiter Faktor ist eingerichtet"


def test_the_last_factor_of_a_role_stays(client, moderator, key, at_second_step):
    client.post(at_second_step, {"code": code_now(key)})
    confirm_with_password(client)

    response = client.post(reverse("mfa_deactivate_totp"))

    assert "Ihre Rolle verlangt einen zweiten Faktor." in response.content.decode()
    assert moderator.authenticator_set.filter(type="totp").exists()


def test_the_last_passkey_of_a_role_stays(client, moderator):
    kind = Authenticator.Type.WEBAUTHN
    passkey = Authenticator.objects.create(
        user=moderator, type=kind, data={"name": "Telefon"}
    )
    client.force_login(moderator)
    confirm_with_password(client)

    response = client.post(
        reverse("mfa_remove_webauthn", args=[passkey.pk]), follow=True
    )

    assert "Ihre Rolle verlangt einen zweiten Faktor." in response.content.decode()
    assert Authenticator.objects.filter(pk=passkey.pk).exists()


def test_a_citizen_may_remove_the_second_factor(client):
    person = AccountFactory()
    with_authenticator_app(person)
    client.force_login(person)
    confirm_with_password(client)

    client.post(reverse("mfa_deactivate_totp"))

    assert not person.authenticator_set.exists()


def confirm_with_password(client):
    response = client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert response.status_code == 302


def test_changing_the_second_factor_asks_once_more(client):
    client.force_login(AccountFactory())

    for name in ("mfa_activate_totp", "mfa_add_webauthn"):
        assert client.get(reverse(name))["Location"].startswith("/konto/bestaetigen/")
