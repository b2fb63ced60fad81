"""The door in a real browser: sign-up with a code, authenticator app, passkey."""

import re
import time
import uuid

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from axe_playwright_python.sync_playwright import Axe

NEW_PASSWORD = "vier-Reben-am-Hang"
PHONE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def new_address():
    return f"lotte-{uuid.uuid4().hex[:8]}@rebenheim.example"


def code_in(mails):
    return re.search(r"\d{4}-\d{4}", mails[-1][1]).group()


def signs_up(visitor, house, email):
    visitor.opens("/konto/anmelden/").follows("Konto anlegen")
    page = visitor.page
    page.get_by_label("E-Mail-Adresse").fill(email)
    page.get_by_label("Passwort").fill(NEW_PASSWORD)
    visitor.presses("Konto anlegen").sees(email)
    page.get_by_label("Code aus der E-Mail").fill(code_in(house.mails_to(email)))
    return visitor.presses("Bestätigen")


def confirms_access(visitor):
    visitor.page.get_by_label("Ihr Passwort").fill(NEW_PASSWORD)
    return visitor.presses("Bestätigen")


def now_shown_by_app(key):
    return format_hotp_value(hotp_value(key, int(time.time()) // 30))


@pytest.mark.parametrize("javascript", [True, False], ids=["script", "no script"])
def test_a_citizen_signs_up_with_the_mailed_code(house, person, javascript):
    email = new_address()
    visitor = person(javascript=javascript, width=360, height=760)

    signs_up(visitor, house, email)

    visitor.opens("/konto/").sees(email).sees("Teilnehmende Person")


def test_the_demo_town_says_where_the_mail_lies(house, person):
    email = new_address()
    visitor = person()
    visitor.opens("/konto/registrieren/")
    visitor.page.get_by_label("E-Mail-Adresse").fill(email)
    visitor.page.get_by_label("Passwort").fill(NEW_PASSWORD)
    visitor.presses("Konto anlegen").sees("Das ist eine Vorführstadt").sees(".log")
    reader = person().signs_in("admin")

    reader.opens("/demo/post/").sees(email).sees("Ihr Code für das Konto")


def test_a_forgotten_password_is_replaced_by_a_code(house, person):
    email = new_address()
    signs_up(person(), house, email)
    visitor = person(javascript=False)
    visitor.opens("/konto/anmelden/").follows("Passwort vergessen?")
    visitor.page.get_by_label("E-Mail-Adresse").fill(email)
    visitor.presses("Code schicken")
    mails = house.mails_to(email, subject="neues Passwort")
    visitor.page.get_by_label("Code aus der E-Mail").fill(code_in(mails))
    visitor.presses("Bestätigen")
    visitor.page.get_by_label("Neues Passwort").fill("neun-Reihen-Riesling")
    visitor.presses("Passwort speichern").sees("Das neue Passwort ist gespeichert")

    visitor.signs_in(email, "neun-Reihen-Riesling")


def test_the_authenticator_app_guards_the_account(house, person):
    email = new_address()
    owner = signs_up(person(javascript=False), house, email)
    owner.opens("/konto/zweiter-faktor/").follows("App einrichten")
    confirms_access(owner)
    key = owner.page.locator(".door__key").inner_text()
    owner.page.get_by_label("Code aus der App").fill(now_shown_by_app(key))
    owner.presses("App einrichten").sees("Notfallcodes")
    spare = owner.page.locator(".door__codes code").first.inner_text()

    elsewhere = person(javascript=False)
    elsewhere.opens("/konto/anmelden/")
    elsewhere.page.get_by_label("E-Mail-Adresse").fill(email)
    elsewhere.page.get_by_label("Passwort").fill(NEW_PASSWORD)
    elsewhere.presses("Anmelden", exact=True).sees("Zweiter Schritt")
    elsewhere.page.get_by_label("Code").fill(spare)
    elsewhere.presses("Anmelden", exact=True)

    elsewhere.opens("/konto/").sees("Eingerichtet: 1")


def test_a_passkey_opens_without_a_password(house, person):
    email = new_address()
    owner = signs_up(person(), house, email)
    device = owner.page.context.new_cdp_session(owner.page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE})
    owner.opens("/konto/zweiter-faktor/").follows("Passkey einrichten")
    confirms_access(owner)
    owner.page.get_by_label("Name des Passkeys").fill("Mein Telefon")
    owner.page.get_by_role("button", name="Passkey einrichten").click()
    owner.page.wait_for_url("**/notfallcodes/")
    owner.opens("/konto/zweiter-faktor/passkeys/").sees("Mein Telefon")
    owner.opens("/konto/abmelden/")
    owner.page.locator("main").get_by_role("button", name="Abmelden").click()
    owner.page.wait_for_load_state()

    owner.opens("/konto/anmelden/?next=/konto/sitzungen/")
    owner.page.get_by_role("button", name="Mit Passkey, ohne Passwort").click()
    owner.page.wait_for_url(f"{house.url}/konto/sitzungen/")

    owner.sees("Dieses Gerät")


def test_a_passkey_is_the_second_step_after_the_password(house, person):
    email = new_address()
    owner = signs_up(person(), house, email)
    device = owner.page.context.new_cdp_session(owner.page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE})
    owner.opens("/konto/zweiter-faktor/passkeys/neu/")
    confirms_access(owner)
    owner.page.get_by_role("button", name="Passkey einrichten").click()
    owner.page.wait_for_url("**/notfallcodes/")
    owner.page.context.clear_cookies()
    owner.opens("/konto/anmelden/")
    owner.page.get_by_label("E-Mail-Adresse").fill(email)
    owner.page.get_by_label("Passwort").fill(NEW_PASSWORD)
    owner.presses("Anmelden", exact=True).sees("Zweiter Schritt")

    owner.page.get_by_role("button", name="Passkey verwenden").click()
    owner.page.wait_for_url("**/meine-seite/")


def test_a_passkey_that_fails_is_said_in_words(person):
    visitor = person()
    device = visitor.page.context.new_cdp_session(visitor.page)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": PHONE})
    visitor.opens("/konto/anmelden/")
    visitor.page.get_by_role("button", name="Mit Passkey, ohne Passwort").click()

    visitor.page.get_by_text("Das hat nicht geklappt.").wait_for()


def test_without_script_there_is_no_passkey_button(person):
    visitor = person(javascript=False).opens("/konto/anmelden/")

    assert not visitor.page.get_by_role("button", name="Passkey").is_visible()


def test_pages_of_the_account_are_accessible(house, person):
    owner = signs_up(person(width=320, height=700), house, new_address())
    owner.opens("/konto/zweiter-faktor/app/einrichten/")
    confirms_access(owner)

    assert found_by_axe(owner, OWN_PAGES) == {}


def test_the_door_itself_is_accessible(person):
    assert found_by_axe(person(width=320, height=700), FOR_STRANGERS) == {}


OWN_PAGES = [
    "/konto/",
    "/konto/name/",
    "/konto/email/",
    "/konto/passwort/aendern/",
    "/konto/zweiter-faktor/",
    "/konto/zweiter-faktor/app/einrichten/",
    "/konto/zweiter-faktor/passkeys/neu/",
    "/konto/sitzungen/",
    "/konto/abmelden/",
]
FOR_STRANGERS = [
    "/konto/anmelden/",
    "/konto/registrieren/",
    "/konto/passwort/vergessen/",
    "/konto/verbindungen/abgebrochen/",
]


def found_by_axe(visitor, paths):
    """What axe has to say about these pages; nothing may scroll sideways."""
    findings = {}
    for path in paths:
        visitor.opens(path)
        results = Axe().run(visitor.page)
        if results.violations_count:
            findings[path] = [v["id"] for v in results.response["violations"]]
        wide = "document.documentElement.scrollWidth > window.innerWidth"
        assert not visitor.page.evaluate(wide), path
    return findings
