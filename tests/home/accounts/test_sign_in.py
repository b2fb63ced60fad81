import pytest
from django.urls import reverse

from home.models import Attempt
from tests.factories.accounts import PASSWORD, AccountFactory

pytestmark = pytest.mark.django_db

OVERVIEW = "/konto/"


def signed_in(client):
    return client.get(OVERVIEW).status_code == 200


def test_right_password_opens(client, sign_in):
    person = AccountFactory()

    response = sign_in(person.email)

    assert response.status_code == 302
    assert response["Location"] == reverse("home:my_page")
    assert signed_in(client)


def test_address_may_be_written_in_capitals(client, sign_in):
    sign_in(AccountFactory(email="gerda@rebenheim.example").email.upper())

    assert signed_in(client)


def test_wrong_password_is_refused_in_words_and_keeps_the_address(client, sign_in):
    person = AccountFactory()

    response = sign_in(person.email, "falsch-geraten")

    text = response.content.decode()
    assert response.status_code == 400
    assert "E-Mail-Adresse und Passwort passen nicht zusammen." in text
    assert f'value="{person.email}"' in text
    assert "falsch-geraten" not in text
    assert not signed_in(client)


@pytest.mark.parametrize("known", [True, False], ids=["known", "unknown"])
def test_known_and_unknown_addresses_cost_one_hash(sign_in, hashing, known):
    email = AccountFactory().email if known else "niemand@rebenheim.example"
    hashing.calls = 0

    sign_in(email, "falsch-geraten")

    assert hashing.calls == 1


def test_known_and_unknown_addresses_read_the_same(client, sign_in):
    known = AccountFactory().email
    pages = [
        sign_in(email, "falsch").content.decode().replace(email, "…")
        for email in (known, "niemand@rebenheim.example")
    ]

    assert without_tokens(pages[0]) == without_tokens(pages[1])


def without_tokens(page):
    return [line for line in page.splitlines() if "csrfmiddlewaretoken" not in line]


def test_sixth_wrong_password_is_turned_away_before_hashing(sign_in, hashing):
    person = AccountFactory()
    for _ in range(5):
        sign_in(person.email, "falsch")
    hashing.calls = 0

    response = sign_in(person.email, PASSWORD)

    text = response.content.decode()
    assert response.status_code == 429
    assert hashing.calls == 0
    assert "Zu viele Versuche. Bitte warten Sie 5 Minuten" in text
    assert f'value="{person.email}"' in text


def test_other_ways_to_write_an_address_share_the_limit(sign_in):
    email = AccountFactory(email="strauss@rebenheim.example").email
    for spelling in (email, email.upper(), email.title(), f" {email}", email):
        sign_in(spelling, "falsch")

    assert sign_in(email).status_code == 429


def test_eleventh_wrong_password_from_one_address_is_turned_away(sign_in, hashing):
    for number in range(10):
        sign_in(f"niemand-{number}@rebenheim.example", "falsch")
    hashing.calls = 0

    response = sign_in(
        AccountFactory(password="noch-eine-Rebe").email, "noch-eine-Rebe"
    )

    assert response.status_code == 429
    assert hashing.calls == 1  # the factory's own


def test_other_addresses_are_not_kept_out(client, sign_in):
    person = AccountFactory()
    for number in range(10):
        sign_in(f"niemand-{number}@rebenheim.example", "falsch")

    sign_in(person.email, REMOTE_ADDR="203.0.113.9")

    assert signed_in(client)


def test_thirty_attempts_a_minute_are_the_most_whatever_they_are(client, sign_in):
    person = AccountFactory()
    for _ in range(30):
        sign_in(person.email)
        client.logout()

    response = sign_in(person.email)

    assert response.status_code == 429
    assert int(response["Retry-After"]) <= 60
    assert f'value="{person.email}"' in response.content.decode()


def test_a_right_password_is_not_counted_as_a_wrong_one(client, sign_in):
    person = AccountFactory()
    for _ in range(7):
        sign_in(person.email)
        client.logout()

    assert not Attempt.objects.filter(action="password").exists()


def test_limits_end(sign_in, time_machine):
    person = AccountFactory()
    time_machine.move_to("2026-05-04 10:00")
    for _ in range(5):
        sign_in(person.email, "falsch")
    assert sign_in(person.email).status_code == 429

    time_machine.move_to("2026-05-04 10:06")

    assert sign_in(person.email).status_code == 302


def test_being_turned_away_does_not_prolong_the_wait(sign_in, time_machine):
    person = AccountFactory()
    time_machine.move_to("2026-05-04 10:00")
    for _ in range(5):
        sign_in(person.email, "falsch")
    time_machine.move_to("2026-05-04 10:04")
    for _ in range(5):
        assert sign_in(person.email, "falsch").status_code == 429

    time_machine.move_to("2026-05-04 10:05:01")

    assert sign_in(person.email).status_code == 302


def test_limits_hold_when_the_cache_is_away(sign_in, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "home.cache.SteadyCache",
            "OPTIONS": {
                "main": {
                    "BACKEND": "django.core.cache.backends.redis.RedisCache",
                    "LOCATION": "redis://127.0.0.1:1/0",
                }
            },
        }
    }
    person = AccountFactory()
    answers = [sign_in(person.email, "falsch").status_code for _ in range(6)]

    assert answers == [400] * 5 + [429]


def test_attempts_name_nobody(sign_in):
    person = AccountFactory()
    sign_in(person.email, "falsch", REMOTE_ADDR="203.0.113.9")

    written = " ".join(f"{a.action} {a.key}" for a in Attempt.objects.all())

    assert person.email not in written
    assert "203.0.113.9" not in written


def test_closed_account_reads_so_after_the_right_password(client, sign_in):
    person = AccountFactory(is_active=False)

    response = client.get(sign_in(person.email)["Location"])

    assert response.status_code == 403
    assert "Die Stadt hat dieses Konto geschlossen." in response.content.decode()
    assert not signed_in(client)


def test_closed_account_reads_like_any_other_after_a_wrong_password(sign_in):
    response = sign_in(AccountFactory(is_active=False).email, "falsch")

    assert "passen nicht zusammen" in response.content.decode()


def test_next_is_followed_within_the_house_only(client, sign_in):
    person = AccountFactory()
    data = {"login": person.email, "password": PASSWORD}

    inside = client.post("/konto/anmelden/", data | {"next": "/konto/name/"})
    client.logout()
    outside = client.post("/konto/anmelden/", data | {"next": "https://boese.example/"})

    assert inside["Location"] == "/konto/name/"
    assert outside["Location"] == reverse("home:my_page")


def test_fields_help_the_browser_to_fill_in(client, db):
    text = client.get("/konto/anmelden/").content.decode()

    assert 'autocomplete="username"' in text
    assert 'autocomplete="current-password"' in text
    assert 'type="email"' in text


def test_unconfirmed_address_leads_to_the_code(client, sign_in, code_in_mail):
    person = AccountFactory(address=False)

    response = sign_in(person.email)
    assert response["Location"] == reverse("account_email_verification_sent")
    assert not signed_in(client)
    client.post(response["Location"], {"code": code_in_mail(person.email)})

    assert signed_in(client)


def test_sign_in_page_lists_demo_accounts_only_in_the_demo_town(client, settings, db):
    settings.DEMO_TOWN = True
    assert (
        "moderation@stadtraum.example"
        in client.get("/konto/anmelden/").content.decode()
    )
    settings.DEMO_TOWN = False

    assert "stadtraum.example" not in client.get("/konto/anmelden/").content.decode()


def test_signing_out_needs_a_press(client):
    client.force_login(AccountFactory())

    assert "Möchten Sie sich" in client.get("/konto/abmelden/").content.decode()
    assert signed_in(client)
    client.post("/konto/abmelden/")

    assert not signed_in(client)
