"""Debate, proposals, options and places, with JavaScript and without."""

import re
import secrets

import pytest

WITH_AND_WITHOUT = pytest.mark.parametrize(
    "javascript", [True, False], ids=["with JavaScript", "without JavaScript"]
)
PROCEDURE = "/beteiligung/weinstrasse-sommer/mitmachen"
PLACES = "/beteiligung/marktplatz-verweilqualitaet/mitmachen/ideen/"


def hands_in(citizen):
    citizen.page.locator("main form[method=post] button.kern-btn--primary").click()
    citizen.page.wait_for_load_state()


@WITH_AND_WITHOUT
def test_a8_citizen_argues_and_another_supports(person, javascript):
    title = f"Weniger Lärm {secrets.token_hex(3)}"
    citizen = person(javascript=javascript, width=390, height=800).signs_in("buergerin")
    page = citizen.opens(f"{PROCEDURE}/debatte/").sees("Die Stadt sagt").page
    citizen.follows("Argument einreichen")
    page.get_by_label("Dafür").check(force=True)
    page.fill("[name=title]", title)
    page.fill("[name=text]", "Man hört sein eigenes Wort wieder.")
    hands_in(citizen)
    address = re.search(r"/beteiligung/beitrag/\d+/", page.url).group()

    other = person(javascript=javascript).signs_in("buerger").opens(address)
    other.presses("Unterstützen", exact=True)
    other.page.get_by_role("button", name="zurück").wait_for()

    reader = person(javascript=javascript).opens(f"{PROCEDURE}/debatte/?seite=dafuer")
    reader.opens(f"{PROCEDURE}/debatte/?seite=dafuer&sortierung=neu").sees(title)
    reader.does_not_see("Die Stellplätze fehlen am Markttag")


@WITH_AND_WITHOUT
def test_a7_support_shows_how_much_is_missing(person, javascript):
    citizen = person(javascript=javascript).signs_in("buerger")
    citizen.opens(f"{PROCEDURE}/vorschlaege/").sees("von 20 Unterstützungen")
    citizen.follows("Trinkbrunnen am Obermarkt").sees(
        "Die Stadt prüft diesen Vorschlag"
    )


@WITH_AND_WITHOUT
def test_a2_options_show_their_result_after_the_end(person, javascript):
    reader = person(javascript=javascript, width=390, height=800)
    reader.opens(f"{PROCEDURE}/ausstattung/").sees("So wurde bewertet")
    reader.sees("im Mittel 4,3 von 5, 51 Bewertungen")
    reader.follows("Lange Tafel für alle").sees("möglich.")


@WITH_AND_WITHOUT
def test_a1_b16_place_is_found_by_its_name(person, javascript):
    thing = "Schachbrett aus Stein" if javascript else "Boulebahn im Schatten"
    title = f"{thing} {secrets.token_hex(3)}"
    citizen = person(javascript=javascript, width=390, height=800).signs_in("buerger")
    page = citizen.opens(f"{PLACES}neu/").page
    page.fill("[name=title]", title)
    page.fill("[name=text]", f"{thing}, mitten auf dem Platz.")
    page.locator("select[name=category]").select_option(index=1)
    page.fill("[name=address]", "marktpl. 1")
    page.fill("[name=address]", "marktplatz")
    citizen.presses("Ort suchen")
    page.get_by_label("Marktplatz 4", exact=True).check(force=True)
    hands_in(citizen)

    address = re.search(r"/beteiligung/beitrag/\d+/", page.url).group()
    citizen.opens(address).sees("Marktplatz 4")


def test_a1_near_me_and_the_map_set_the_same_place(person):
    citizen = person(
        geolocation={"latitude": 49.4622, "longitude": 8.1684},
        permissions=["geolocation"],
    ).signs_in("buerger")
    page = citizen.opens(f"{PLACES}neu/").page

    citizen.presses("Mein Standort")
    citizen.sees("Ihr Standort ist eingetragen.")

    assert page.locator("[name=lat]").input_value() == "49.462200"
    page.locator(".leaflet-marker-icon").wait_for()
    page.locator("[data-map-clear]").click()
    assert page.locator("[name=lat]").input_value() == ""
