"""
The rounds before and after the publication of a plan, and many voices that are one.

Early participation with an evening to talk, one authority that gets more time and one
that is refused it, a renewed round on what was changed, and 51 people whose result is
open for inspection.
The way from the draft to the file is told in ``test_planning_journey.py``.
"""

import re
from functools import cached_property
from itertools import product

import pytest
from playwright.sync_api import expect

from tests.browser import planning_acts as acts
from tests.browser.planning_acts import chooses, fills, today

TITLE, NUMBER = "Plan an der Saline", "BP-52"
PAGE = "/beteiligung/plan-an-der-saline/"
EARLY = f"{PAGE}auslegung/3-1-1/"
MAIN = f"{PAGE}auslegung/3-2-1/"
RENEWED = f"{PAGE}auslegung/4a-3-limited-2/"
EVENING = "Erörterungsabend am Dienstag um 19 Uhr im Kursaal."
SCHOOL = "Werkstatt in der Realschule plus."
AIMS = {
    "aims": "Wohnungen an der Saline.",
    "solutions": "Drei Standorte wurden verglichen.",
    "effects": "Mehr Verkehr, weniger Wiese.",
}
FOREST, BODY = "Forstamt Rebental", "post@forstamt.example"
WATER, OTHER = "Wasserverband Rebental", "post@wasserverband.example"
NO = "Die Gräben sind im Entwurf schon berücksichtigt."
MEADOW = "Wir wollen die Wiese an der Saline behalten."
HALF = "Die Wiese bleibt zur Hälfte."
CHANGE, WALK = "Die Zufahrt liegt jetzt im Westen.", "Der Gehweg ist 2,50 m breit."
INES = "ines.ebert@example.org"
FIRST = ["Anna", "Bernd", "Carla", "Dieter", "Emma", "Frank", "Gerda"]
LAST = ["Adler", "Blum", "Conrad", "Dorn", "Fuchs", "Greif", "Haas"]
# 49 people below one letter: with its writer they are one short of inspection.
SIGNED = "\n".join(
    f"{first} {last}; Wiesenweg {number}, 67098 Bad Rebenheim"
    for number, (first, last) in enumerate(product(FIRST, LAST), 1)
)


class Journey:
    """One plan on its way; each step is done once, when it is needed."""

    def __init__(self, arrives, house):
        self.arrives, self.house = arrives, house

    def visitor(self, *, javascript=True):
        return self.arrives(javascript=javascript, width=390, height=800)

    @cached_property
    def planner(self):
        return self.arrives().signs_in("planung")

    @cached_property
    def approver(self):
        return self.arrives().signs_in("freigabe")

    @cached_property
    def desk(self):
        acts.begins_page(self.planner, self.approver, TITLE)
        desk = acts.begins_plan(self.planner, TITLE, NUMBER)
        for row in acts.PAPERS:
            acts.uploads(self.planner, desk, *row)
        return desk

    @cached_property
    def early(self):
        """§ 3 (1) and § 4 (1) side by side; returns the round of the authorities."""
        planner, approver = self.planner, self.approver
        talk = {"discussion": EVENING, "youth": SCHOOL}
        rule = "Frühzeitige Beteiligung der Öffentlichkeit"
        public = acts.begins_round(planner, self.desk, rule, **talk)
        planner.sees(EVENING).does_not_see("das Gesetz verlangt mindestens eine")
        acts.writes_notice(planner, **AIMS)
        acts.is_approved(planner, approver, public)
        rule = "Frühzeitige Beteiligung der Behörden"
        bodies = acts.begins_round(planner, self.desk, rule)
        acts.is_approved(planner, approver, bodies)
        acts.days_pass(self.house, NUMBER, 14)
        return bodies

    def asks_for_time(self, name, email, because):
        """An authority is asked, and asks for more time; returns its link."""
        link = acts.asks_body(self.planner, self.early, name, email)
        body = self.arrives(javascript=False).opens(link)
        fills(body, until=today(60), because=because)
        body.presses("Um mehr Zeit bitten").sees("wie entschieden wurde")
        planner = self.planner.opens(self.early).follows("Träger beteiligen")
        planner.follows("bitten um mehr Zeit").follows(name).sees(because)
        return link

    @cached_property
    def longer(self):
        because = "Der Beirat tagt erst im Frühjahr."
        link = self.asks_for_time(FOREST, BODY, because)
        form = self.planner.page.locator("form[action$='/verlaengern/']")
        expect(form.locator("[name=until]")).to_have_value(today(60))
        form.locator("[name=because]").fill("Der Beirat muss zustimmen.")
        form.get_by_role("button").click()
        self.planner.sees("Die Frist ist verlängert")
        return link

    @cached_property
    def refused(self):
        link = self.asks_for_time(WATER, OTHER, "Die Messungen dauern noch.")
        self.planner.page.locator("summary", has_text="Ablehnen").click()
        form = self.planner.page.locator("form[action$='/ablehnen/']")
        form.locator("[name=because]").fill(NO)
        form.get_by_role("button").click()
        self.planner.sees("Der Träger wurde benachrichtigt").sees(NO)
        return link

    @cached_property
    def published(self):
        """§ 3 (2): the round that will be renewed."""
        assert self.longer
        planner = self.planner
        rule = "Veröffentlichung des Entwurfs"
        main = acts.prepares_round(planner, self.desk, rule)
        acts.adds_access(planner)
        acts.writes_notice(planner)
        acts.is_approved(planner, self.approver, main)
        planner.opens(main).follows("Veröffentlichung im Internet", exact=True)
        acts.records_appearance(planner, "2/2027")
        acts.days_pass(self.house, NUMBER, 14)
        return main

    @cached_property
    def meadow(self):
        """One of 51 writes online, the others below one letter."""
        assert self.published
        code = acts.states_view(
            self.visitor(), MAIN, MEADOW, name="Ines Ebert", email=INES
        )
        writer = {"name": "Otto Wies", "address": "Wiesenweg 99, 67098 Bad Rebenheim"}
        values = {"signatories": SIGNED, **writer}
        acts.records_letter(self.planner, self.desk, 3, "Brief", MEADOW, **values)
        self.planner.sees("49 Unterschriften")
        return code

    @cached_property
    def renewed(self):
        """§ 4a (3): a changed drawing, what changed in words and in a picture."""
        assert self.meadow
        planner, desk = self.planner, self.desk
        acts.days_pass(self.house, NUMBER, 45)
        planner.opens(f"{desk}unterlagen/").follows("Fassung hochladen")
        planner.page.set_input_files("[name=file]", acts.pdf("Planzeichnung neu"))
        planner.presses("Datei hochladen").sees("Fassung 2")
        acts.uploads(planner, desk, "Änderungen im Überblick", "andere Unterlage")
        because = {"shorter_because": "Nur Zufahrt und Gehweg haben sich geändert."}
        rule = "Erneute Veröffentlichung, verkürzt"
        changes = f"{CHANGE}\n{WALK}"
        round = acts.begins_round(planner, desk, rule, changes=changes, **because)
        acts.adds_access(planner)
        acts.writes_notice(planner)
        acts.is_approved(planner, self.approver, round)
        self.approver.sees(CHANGE).sees("Runde 2")
        planner.opens(round).follows("erneute Veröffentlichung", exact=True)
        acts.records_appearance(planner, "10/2027")
        acts.days_pass(self.house, NUMBER, 14)
        return round

    @cached_property
    def grouped(self):
        """50 are told one by one; the 51st makes inspection possible."""
        assert self.renewed
        planner, desk = self.planner, self.desk
        acts.days_pass(self.house, NUMBER, 20)
        planner.opens(f"{desk}abwaegung/gruppen/")
        fills(planner, title="Wiese", nummern="BP-52-0004").presses("Gruppe anlegen")
        planner.follows("Wiese").sees("50 Personen").sees("erst ab 51 Personen")
        fills(planner, nummern="BP-52-0003").presses("In die Gruppe aufnehmen")
        planner.sees("2 Stellungnahmen").sees("51 Personen")
        fills(planner, text=HALF)
        chooses(planner, result="wird teilweise gefolgt")
        planner.presses("Allen Mitgliedern geben").sees("Alle Mitglieder haben jetzt")
        fills(planner, inspection_place="Rathaus, Zimmer 12")
        fills(planner, inspection_hours="Mo bis Fr, 8 bis 12 Uhr")
        planner.presses("Einsicht in das Ergebnis gewähren").sees("Durch Einsicht:")
        return desk

    @cached_property
    def announced(self):
        """The council decides; where to read the result stands in the gazette."""
        planner, desk = self.planner, self.grouped
        acts.records_resolution(planner, desk, "Abwägungsbeschluss", "2027/31")
        planner.presses("Angekreuzte übernehmen").sees("haben ihr Ergebnis")
        planner.opens(f"{desk}rat/ergebnisse/").sees("wird durch Einsicht mitgeteilt")
        planner.presses("Allen mitteilen").sees("0 Briefe warten auf die Post")
        planner.opens(f"{desk}rat/").presses("Bekanntmachung der Einsichtsstelle")
        planner.sees("mehr als 50 Personen").sees("Eine zweite Person gibt sie frei")
        notice = planner.page.url.removeprefix(self.house.url)
        self.approver.opens(notice).presses("Diesen Wortlaut freigeben")
        planner.opens(notice).follows("Erfassen, wo sie erschienen")
        acts.records_appearance(planner, "14/2027")
        return desk


@pytest.fixture(scope="module")
def journey(lasting_person, house):
    return Journey(lasting_person, house)


def test_early_round_says_where_to_talk_and_threatens_nobody(journey):
    assert journey.early
    citizen = journey.visitor(javascript=False).opens(PAGE)

    citizen.follows("Unterlagen lesen und Stellung nehmen").sees("Planzeichnung")
    citizen.sees("Mit uns darüber sprechen").sees(EVENING).sees(SCHOOL)

    citizen.sees(AIMS["solutions"]).does_not_see("unberücksichtigt")
    acts.states_view(citizen, EARLY, "Bitte einen Gehweg.", name="Jonas Weik")
    citizen.sees("BP-52-0001").sees("fließt in den Entwurf des Plans ein")
    citizen.does_not_see("teilen wir Ihnen das Ergebnis mit")
    assert citizen.page.context.cookies() == []


def test_authority_gets_more_time_and_sees_the_new_day(journey):
    body = journey.arrives(javascript=False).opens(journey.longer)

    body.sees("wird um").sees("(§ 190 BGB)").sees("Der Beirat muss zustimmen.")
    expect(body.page.get_by_role("button", name="Um mehr Zeit")).to_have_count(0)

    _subject, text = journey.house.mails_to(BODY, subject="Frist verlängert")[-1]
    assert "Der Beirat muss zustimmen." in text
    [day] = re.findall(r"verlängert und endet mit Ablauf des (.+?) \(", text)
    body.sees(f"{day}, 24 Uhr")


def test_authority_is_refused_more_time_and_reads_why(journey):
    body = journey.arrives(javascript=False).opens(journey.refused)

    body.sees("Ihre Frist wurde nicht verlängert").sees(NO)
    body.does_not_see("§ 190 BGB")
    expect(body.page.get_by_role("button", name="Um mehr Zeit")).to_have_count(0)

    [(_subject, text)] = journey.house.mails_to(OTHER, subject="Frist nicht verlängert")
    assert NO in text


def test_authority_corrects_by_its_link_what_it_has_sent(journey):
    body = journey.arrives(javascript=False).opens(journey.longer)
    acts.answers_as_body(body, "Der Wald liegt 20 m entfernt.")

    body.follows("Stellungnahme berichtigen")
    fills(body, text="Der Wald liegt 30 m entfernt.")
    body.presses("Berichtigung absenden").sees("Ihre Änderung ist eingegangen")

    planner = journey.planner.opens(f"{journey.desk}stellungnahmen/")
    row = planner.page.get_by_role("row").filter(has_text="BP-52-0002")
    expect(row).to_contain_text("30 m entfernt")
    expect(row).to_contain_text(FOREST)


def test_renewed_round_has_its_number_and_shows_what_changed(journey):
    assert journey.renewed
    reader = journey.visitor(javascript=False).opens(MAIN).sees("Frist ist abgelaufen")

    reader.follows("Erneute Veröffentlichung").sees("Runde 2")
    panel = reader.page.get_by_role("heading", name="Was sich geändert hat").locator(
        ".."
    )

    for words in (CHANGE, WALK, "nur zu den geänderten", "Änderungen im Überblick"):
        expect(panel).to_contain_text(words)
    expect(panel).to_contain_text("Planzeichnung")
    expect(panel).not_to_contain_text("Umweltbericht")
    url = panel.get_by_role("link", name="Änderungen").get_attribute("href")
    answer = reader.page.context.request.get(journey.house.url + url)
    assert answer.body().startswith(b"%PDF")


def test_citizen_states_a_view_on_the_changes(journey):
    assert journey.renewed
    citizen = journey.visitor()

    code = acts.states_view(citizen, RENEWED, "Im Westen liegt die Schule.")

    citizen.opens(f"{PAGE}stellungnahme/4a-3-limited-2/").sees(CHANGE).sees(WALK)
    acts.looks_up(citizen, code).sees("Erneute Veröffentlichung").sees("BP-52-0005")
    planner = journey.planner.opens(f"{journey.desk}stellungnahmen/")
    row = planner.page.get_by_role("row").filter(has_text="BP-52-0005")
    expect(row).to_contain_text("Erneute Veröffentlichung")
    expect(row).not_to_contain_text("verspätet")


def test_51_persons_find_their_result_where_it_was_announced(journey):
    assert journey.announced
    reader = journey.visitor(javascript=False).opens(PAGE)

    reader.sees("Das Ergebnis kann eingesehen werden").follows("Wo und wann")

    reader.sees("Rathaus, Zimmer 12").sees("Mo bis Fr, 8 bis 12 Uhr").sees("14/2027")
    reader.does_not_see("Ines Ebert").does_not_see("Otto Wies")
    planner = journey.planner.opens(f"{journey.desk}rat/ergebnisse/")
    planner.sees("durch Einsicht: 2").sees("per E-Mail: 0")
    giver = acts.looks_up(journey.visitor(javascript=False), journey.meadow)
    giver.sees("Statt einer Mitteilung").sees("wird teilweise gefolgt").sees(HALF)
    told = [subject for to, subject, _text in journey.house.mails() if to == INES]
    assert not any("Ergebnis" in subject for subject in told)
