"""A member of staff: the second factor, the right news, a colleague, an article."""

from tests.browser.conftest import PASSWORD
from tests.browser.test_door import now_shown_by_app

ARTICLE = "/intranet/wissen/planen/bebauungsplan-ablauf/"


def test_staff_sign_in_twice_read_find_and_confirm(house, person):
    planner = person().signs_in("planung")
    spare = sets_up_authenticator(planner)

    colleague = person(width=390, height=800)
    page = colleague.opens("/intranet/").page
    assert "/konto/anmelden/" in page.url
    page.get_by_label("E-Mail-Adresse").fill("planung@stadtraum.example")
    page.get_by_label("Passwort").fill(PASSWORD)
    colleague.presses("Anmelden", exact=True).sees("Zweiter Schritt")
    page.get_by_label("Code").fill(spare)
    colleague.presses("Anmelden", exact=True)
    colleague.opens("/intranet/").sees("Für mich zu tun")

    colleague.opens("/suche/?q=Zweiter+Faktor").sees("Zweiter Faktor: Ab jetzt auch")
    colleague.opens("/suche/?q=Eingewöhnungszeiten")
    colleague.does_not_see("Neue Eingewöhnungszeiten in den Krippengruppen")

    colleague.opens("/intranet/personen/?q=tröndle").follows("Oskar Tröndle")
    colleague.sees("Tröndle").sees("06399")

    colleague.opens(ARTICLE).presses("Stimmt noch")
    colleague.opens(ARTICLE).sees("geprüft am")


def sets_up_authenticator(owner):
    owner.opens("/konto/zweiter-faktor/").follows("App einrichten")
    owner.page.get_by_label("Ihr Passwort").fill(PASSWORD)
    owner.presses("Bestätigen")
    key = owner.page.locator(".door__key").inner_text()
    owner.page.get_by_label("Code aus der App").fill(now_shown_by_app(key))
    owner.presses("App einrichten").sees("Notfallcodes")
    # A code of the app opens only once: the next sign-in takes one from the list.
    return owner.page.locator(".door__codes code").first.inner_text()
