"""What comes after a contribution: receipt, change, merging, paper, archive."""

import re
import secrets

import pytest

from tests.browser.test_participation_journeys import WITH_AND_WITHOUT, choose_first

LISTING = "/beteiligung/gestaltungslinie/mitmachen/ideen/"


def hands_in(person, title):
    page = person.opens(f"{LISTING}neu/").page
    page.fill("[name=title]", title)
    page.fill("[name=text]", "Damit man sich bei Regen unterstellen kann.")
    choose_first(page, "category")
    page.locator("main form[method=post] button.kern-btn--primary").click()
    page.wait_for_load_state()
    if page.get_by_role("button", name="meine Idee ist neu").count():
        person.presses("meine Idee ist neu")
    code = page.locator(".receipt__code").inner_text().strip()
    return re.search(r"/beteiligung/beitrag/\d+/", page.url).group(), code


@WITH_AND_WITHOUT
def test_citizen_changes_looks_up_and_finds_it_merged(person, javascript):
    word = secrets.token_hex(3)
    citizen = person(javascript=javascript, width=390, height=800).signs_in("buergerin")
    other, _code = hands_in(citizen, f"Wartehäuschen {word} am Rebenring")
    path, code = hands_in(citizen, f"Überdachung {word} Haltestelle")

    citizen.opens(path).follows("Meinen Beitrag ändern")
    citizen.page.fill("[name=title]", f"Dach {word} für die Haltestelle")
    citizen.presses("Speichern").sees(f"Dach {word} für die Haltestelle")
    citizen.follows("Frühere Fassungen").sees(f"Überdachung {word} Haltestelle")

    neighbour = person(javascript=javascript).signs_in("buerger").opens(path)
    neighbour.page.fill("#kommentieren [name=text]", "Bitte mit Bank.")
    neighbour.page.locator("#kommentieren button").click()
    neighbour.page.wait_for_load_state()
    citizen.opens(path).sees("Andere haben schon reagiert")

    moderator = person(javascript=javascript).signs_in("moderation")
    moderator.opens(f"/beteiligung/moderation{path[12:]}zusammenfuehren/")
    moderator.page.fill("[name=into]", re.search(r"\d+", other).group())
    moderator.page.fill("[name=reason]", "Beide wünschen sich ein Dach.")
    moderator.presses("Zusammenführen", exact=True)

    stranger = person(javascript=javascript, width=390).opens("/beteiligung/quittung/")
    stranger.page.fill("[name=code]", code.lower().replace("-", " "))
    stranger.presses("Nachsehen").sees(f"Dach {word} für die Haltestelle")
    stranger.sees(f"Wartehäuschen {word} am Rebenring")
    assert stranger.page.context.cookies() == []


@WITH_AND_WITHOUT
def test_clerk_records_a_letter_and_hands_over_its_receipt(person, javascript):
    word = secrets.token_hex(3)
    clerk = (
        person(javascript=javascript)
        .signs_in("redaktion")
        .opens("/beteiligung/erfassen/")
    )
    clerk.page.locator(
        "a[href='/beteiligung/erfassen/gestaltungslinie/ideen/']"
    ).click()
    clerk.page.wait_for_load_state()
    clerk.page.select_option("[name=von-origin]", "paper")
    clerk.page.fill("[name=von-name]", f"Adelgund {word}")
    clerk.page.fill("[name=von-address]", "Kirchgasse 3")
    clerk.page.fill("[name=title]", f"Brief {word}")
    clerk.page.fill("[name=text]", "Die Schrift auf den Schildern ist mir zu klein.")
    choose_first(clerk.page, "category")
    clerk.presses("Erfassen", exact=True)
    assert re.fullmatch(
        r"(\w{4}-){3}\w{4}", clerk.page.locator(".receipt__code").inner_text().strip()
    )

    reader = person(javascript=javascript, width=390).opens(LISTING)
    reader.sees(f"Brief {word}").sees("auf Papier").does_not_see(f"Adelgund {word}")


@pytest.mark.parametrize(
    ("javascript", "slug"),
    [(True, "maengelmelder-kategorien"), (False, "online-raumbuchung")],
    ids=["with JavaScript", "without JavaScript"],
)
def test_editor_answers_for_archiving_without_a_result(person, javascript, slug):
    editor = person(javascript=javascript).signs_in("redaktion")
    editor.opens(f"/beteiligung/abschluss/{slug}/").presses("Archivieren", exact=True)
    editor.sees("Es steht noch nirgends, was daraus wurde.")

    editor.page.fill("[name=reason]", "Der Bericht steht in der Ratsvorlage.")
    editor.presses("Mit meinem Namen dafür einstehen")
    editor.presses("Archivieren", exact=True)

    reader = person(javascript=javascript, width=390)
    reader.opens(f"/beteiligung/{slug}/ergebnis/").sees("archiviert")
    reader.sees("Der Bericht steht in der Ratsvorlage.")
