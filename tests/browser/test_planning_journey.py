"""
A plan from its first page to its file, by everybody who has a part in it.

The planner prepares and runs it, a second person approves; citizens and an authority
state their views, a planning office prepares answers, the council decides. Each sees
what is theirs and nothing else. The services are told the same story in
``tests/participation/planning/test_whole_procedure.py``.
"""

import io
import json
import zipfile
from functools import cached_property

import pytest
from playwright.sync_api import expect

from tests.browser import planning_acts as acts
from tests.browser.planning_acts import chooses, fills

TITLE, NUMBER = "Plan am Gradierwerk", "BP-51"
PAGE = "/beteiligung/plan-am-gradierwerk/"
ROUND = f"{PAGE}auslegung/3-2-1/"
BODY = "post@wasserwerk.example"
NARROW = "Die Straße ist zu schmal."
NOISE, LOUDER = "Nachts hört man jeden Zug.", "Nachts hört man jeden Güterzug."
WIDER = "Die Straße wird auf 5,50 m verbreitert."
GIVER = {"name": "Hedwig Kern", "address": "Weg 1, 67098 Bad Rebenheim"}
REFUSED = "keinen Zugang zu diesem Bereich"


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
    def office(self):
        return self.arrives().signs_in("planungsbuero")

    @cached_property
    def desk(self):
        """The address of the plan on the desk, with its documents uploaded."""
        acts.begins_page(self.planner, self.approver, TITLE)
        desk = acts.begins_plan(self.planner, TITLE, NUMBER)
        for row in acts.PAPERS:
            acts.uploads(self.planner, desk, *row)
        return desk

    @cached_property
    def published(self):
        """§ 3 (2) and § 4 (2) side by side, approved and announced."""
        planner, approver = self.planner, self.approver
        main = acts.prepares_round(planner, self.desk, "Veröffentlichung des Entwurfs")
        acts.adds_access(planner)
        acts.writes_notice(planner)
        planner.sees("Boden: Versiegelung (Umweltbericht)")
        acts.is_approved(planner, approver, main)
        planner.opens(main).follows("Veröffentlichung im Internet", exact=True)
        acts.records_appearance(planner, "49/2026")
        bodies = acts.prepares_round(planner, self.desk, "Einholung der Stellungnahmen")
        acts.is_approved(planner, approver, bodies)
        return main, bodies

    @cached_property
    def running(self):
        _main, bodies = self.published
        acts.days_pass(self.house, NUMBER, 14)
        return bodies

    @cached_property
    def codes(self):
        """Two statements, one of them without JavaScript and with a file."""
        assert self.running
        plain, other = self.visitor(javascript=False), self.visitor()
        text = f"{NARROW} {NOISE}"
        first = acts.states_view(plain, ROUND, text, file="Skizze", **GIVER)
        wrong = acts.states_view(other, ROUND, "Bitte keine Autos.", name="Ines Ebert")
        assert plain.page.context.cookies() == other.page.context.cookies() == []
        return first, wrong

    @cached_property
    def corrected(self):
        first, wrong = self.codes
        giver = acts.looks_up(self.visitor(javascript=False), first)
        giver.presses("Stellungnahme berichtigen")
        fills(giver, text=f"{NARROW} {LOUDER}")
        giver.presses("Berichtigung absenden").sees("Ihre Berichtigung ist am")
        other = acts.looks_up(self.visitor(), wrong).does_not_see(NARROW)
        other.presses("Stellungnahme zurücknehmen").sees("nicht rückgängig machen")
        other.presses("Stellungnahme zurücknehmen").sees("als zurückgenommen")
        return first, wrong

    @cached_property
    def link(self):
        """The authority is asked by mail and answers by its link."""
        assert self.corrected  # these came before it
        name = "Wasserwerk Rebental"
        link = acts.asks_body(self.planner, self.running, name, BODY)
        body = self.arrives(javascript=False).opens(link)
        acts.answers_as_body(body, "Der Hochbehälter liegt im Plangebiet.")
        return link

    @cached_property
    def received(self):
        """All statements there are; a letter came in time, a mail too late."""
        assert self.link
        letter = {"name": "Alfons Rieth", "address": "Weg 2, 67098 Bad Rebenheim"}
        text = "Bitte einen Gehweg."
        acts.records_letter(self.planner, self.desk, 1, "Brief", text, **letter)
        acts.days_pass(self.house, NUMBER, 45)
        late = {"name": "Leyla Can", "email": "leyla@example.org"}
        text = "Der Spielplatz fehlt."
        acts.records_letter(self.planner, self.desk, 1, "E-Mail", text, **late)
        return self.desk

    @cached_property
    def split(self):
        """Sentence by sentence; the office gets the first one and no other."""
        planner, desk = self.planner, self.received
        planner.opens(f"{desk}abwaegung/stellungnahmen/1/teilen/")
        planner.page.get_by_label(NARROW).check()
        planner.page.get_by_label("Wird vom Planungsbüro vorbereitet").check()
        fills(planner, topic="Verkehr").presses("Punkt daraus bilden")
        planner.page.get_by_label(LOUDER).check()
        fills(planner, topic="Lärm").presses("Punkt daraus bilden")
        planner.opens(f"{desk}abwaegung/stellungnahmen/")
        planner.presses("Je ein Punkt für alle ohne Punkt")
        return desk

    @cached_property
    def proposed(self):
        """What the office proposes to its one point."""
        answer = WIDER, "wird gefolgt"
        acts.answers_point(self.office, self.split, "BP-51-0001.1", *answer)
        return self.split

    @cached_property
    def weighed(self):
        planner, desk = self.planner, self.proposed
        planner.opens(f"{desk}abwaegung/stellungnahmen/5/verspaetet/")
        for box in planner.page.get_by_label("Ja", exact=True).all():
            box.check()
        planner.page.get_by_label("Diese Stellungnahme bleibt unberücksichtigt").check()
        fills(planner, reason="Der Spielplatz steht schon im Plan.")
        planner.presses("Prüfung zur Akte nehmen").sees("unberücksichtigt")
        planner.opens(f"{desk}abwaegung/gruppen/")
        fills(planner, title="Gehweg", nummern="3, 4").presses("Gruppe anlegen")
        planner.follows("Gehweg")
        fills(planner, text="Ein Gehweg ist vorgesehen.")
        chooses(planner, result="wird teilweise gefolgt")
        planner.presses("Allen Mitgliedern geben").sees("Alle Mitglieder haben jetzt")
        answer = "Der Lärmschutz wird ergänzt.", "wird gefolgt"
        acts.answers_point(planner, desk, "BP-51-0001.2", *answer)
        answer = "Er steht schon im Plan.", "wird zur Kenntnis genommen"
        acts.answers_point(planner, desk, "BP-51-0005.1", *answer)
        planner.opens(f"{desk}abwaegung/").page.locator("[name=alle]").check()
        chooses(planner, step="bereit für den Rat")
        fills(planner, reason="Für die Sitzung").presses("Diese Punkte ändern")
        planner.sees("Punkte wurden geändert")
        return desk

    @cached_property
    def redacted(self):
        """The planner takes personal data out, the second person confirms."""
        address = f"{self.weighed}abwaegung/stellungnahmen/1/schwaerzung/"
        self.planner.opens(address).presses("Geschwärzten Text speichern")
        self.planner.sees("Jetzt bestätigt eine zweite Person")
        self.approver.opens(address).presses("Gelesen: Es steht nichts Persönliches")
        return self.weighed

    @cached_property
    def tables(self):
        """The table for the file and for everybody; a second person lets it out."""
        kinds = [
            "Abwägungstabelle für die Akte, als Word-Dokument",
            "Abwägungstabelle ohne Namen, als Excel-Tabelle",
            "Abwägungstabelle ohne Namen, als PDF",
        ]
        made = [acts.has_made(self.planner, self.redacted, kind) for kind in kinds]
        approver = self.approver.opens(f"{self.desk}rat/papiere/")
        approver.presses("Gelesen: veröffentlichen").sees("Seite des Plans")
        return made

    @cached_property
    def decided(self):
        """The council followed all proposals but one; then it adopted the plan."""
        planner, desk = self.planner, self.redacted
        acts.records_resolution(planner, desk, "Abwägungsbeschluss", "2026/118")
        other = planner.page.get_by_label("Ergebnis zu BP-51-0001.2")
        other.select_option(label="wird nicht gefolgt")
        row = planner.page.get_by_role("row").filter(has_text="BP-51-0001.2")
        row.locator("summary").click()
        row.locator("textarea").fill("Der Rat hält den Lärmschutz für genügend.")
        planner.presses("Angekreuzte übernehmen").sees("haben ihr Ergebnis")
        acts.records_resolution(planner, desk, "Satzungsbeschluss", "2026/119")
        return desk

    @cached_property
    def told(self):
        planner = self.planner.opens(f"{self.decided}rat/ergebnisse/")
        planner.presses("Allen mitteilen").sees("Briefe warten auf die Post")
        kind = "Briefe über die Ergebnisse, als PDF"
        self.letters = acts.has_made(planner, self.decided, kind)
        planner.opens(f"{self.decided}rat/ergebnisse/")
        planner.presses("Versand vermerken").sees("gelten seit diesem Tag")
        return self.decided

    @cached_property
    def in_force(self):
        planner, desk = self.planner, self.told
        summary = "Zusammenfassende Erklärung", "zusammenfassende Erklärung"
        acts.uploads(planner, desk, *summary)
        planner.opens(f"{desk}rat/").follows("Bekanntmachung des Inkrafttretens")
        fills(planner, place="Rathaus, Zimmer 12", hours="Mo bis Fr, 8 bis 12 Uhr")
        planner.presses("Speichern").sees("Eine zweite Person gibt sie frei")
        expect(planner.page.get_by_role("button", name="freigeben")).to_have_count(0)
        notice = planner.page.url.removeprefix(self.house.url)
        self.approver.opens("/verwaltung/").follows("Bekanntmachung freigeben")
        self.approver.presses("Diesen Wortlaut freigeben")
        planner.opens(notice).page.get_by_text("Erfassen, wo sie erschienen").click()
        acts.records_appearance(planner, "50/2026")
        return desk


@pytest.fixture(scope="module")
def journey(lasting_person, house):
    return Journey(lasting_person, house)


def test_planner_prepares_and_a_second_person_lets_it_out(journey):
    visitor = journey.visitor()
    assert journey.desk
    assert visitor.page.goto(journey.house.url + ROUND).status == 404

    assert journey.published
    visitor.opens(ROUND).sees("startet demnächst").sees("bauleitplanung@example.org")

    visitor.does_not_see("Stellungnahme online abgeben")
    visitor.does_not_see("planzeichnung.pdf")


@pytest.mark.parametrize(
    "javascript", [True, False], ids=["with JavaScript", "without JavaScript"]
)
def test_everybody_reads_the_documents_without_account_or_cookie(journey, javascript):
    assert journey.running
    reader = journey.visitor(javascript=javascript).opens(PAGE)

    reader.follows("Unterlagen lesen und Stellung nehmen").sees("Umweltbericht")
    url = reader.page.locator(".paper__title a").first.get_attribute("href")
    answer = reader.page.context.request.get(journey.house.url + url)

    assert answer.body().startswith(b"%PDF")
    assert reader.page.context.cookies() == []


def test_code_of_the_receipt_opens_one_statement_alone(journey):
    first, wrong = journey.corrected
    giver = acts.looks_up(journey.visitor(javascript=False), first)
    other = acts.looks_up(journey.visitor(), wrong)

    giver.sees("BP-51-0001").sees(LOUDER).sees("skizze.pdf")
    giver.does_not_see("Bitte keine Autos.")
    other.sees("BP-51-0002").does_not_see(NARROW)
    stranger = acts.looks_up(journey.visitor(), "0000-0000-0000-0000")
    stranger.does_not_see(NUMBER)
    for visible in (PAGE, ROUND):
        stranger.opens(visible).does_not_see(NARROW).does_not_see("Hedwig Kern")


def test_authority_answers_by_its_link_and_sees_its_own_alone(journey):
    body = journey.arrives(javascript=False).opens(journey.link)

    body.page.get_by_text("Text und Anlagen").click()
    body.sees("Der Hochbehälter liegt im Plangebiet.").sees("Planzeichnung")

    body.does_not_see(NARROW).does_not_see("Hedwig Kern")
    assert body.page.context.cookies() == []
    broken = body.page.goto(journey.house.url + journey.link[:-3] + "xx/")
    assert broken.status == 404


def test_inbox_has_every_way_and_tells_what_came_late(journey):
    planner = journey.planner.opens(f"{journey.received}stellungnahmen/")

    for row, words in [
        ("BP-51-0001", ["online", LOUDER, "1 Datei", "Hedwig Kern"]),
        ("BP-51-0002", ["zurückgenommen"]),
        ("BP-51-0003", ["Wasserwerk Rebental"]),
        ("BP-51-0004", ["Brief", "Alfons Rieth"]),
        ("BP-51-0005", ["E-Mail", "verspätet"]),
    ]:
        line = planner.page.get_by_role("row").filter(has_text=row)
        for word in words:
            expect(line).to_contain_text(word)

    approver = journey.approver.opens(journey.desk)
    expect(approver.page.get_by_role("link", name="Stellungnahmen")).to_have_count(0)
    approver.opens(f"{journey.desk}stellungnahmen/").sees(REFUSED)


def test_office_sees_its_points_without_names_and_decides_nothing(journey):
    office = journey.office
    desk = journey.proposed

    office.opens(f"{desk}abwaegung/").sees(NARROW)
    office.does_not_see(LOUDER).does_not_see("Gehweg").does_not_see("Hedwig Kern")
    office.follows("BP-51-0001.1").does_not_see("Hedwig Kern")
    expect(office.page.locator("[name=proposal]")).to_have_value(WIDER)
    expect(office.page.locator("main [name=step], main [name=post]")).to_have_count(0)

    for closed in ("stellungnahmen/", "runden/", "unterlagen/", "rat/", "traeger/"):
        office.opens(desk + closed).sees(REFUSED)
    office.opens("/verwaltung/planung/").does_not_see("§ 3 Abs. 2")


def test_council_gets_the_table_as_three_files_with_and_without_names(journey):
    whole, sheet, printed = journey.tables

    assert whole[0] == "abwaegung-bp-51.docx"
    assert "Hedwig Kern" in acts.words_in(whole[1])
    assert "Hedwig Kern" not in acts.words_in(sheet[1])
    assert NARROW in acts.words_in(sheet[1])
    assert printed[1].startswith(b"%PDF")
    papers = journey.approver.opens(f"{journey.desk}rat/papiere/")
    papers.sees("abwaegung-anonym-bp-51.pdf").does_not_see("abwaegung-bp-51.docx")


def test_decisions_reach_everybody_by_their_own_way(journey):
    assert journey.told

    first, _wrong = journey.corrected
    giver = acts.looks_up(journey.visitor(javascript=False), first)
    giver.sees("vom Rat entschieden").sees("wird nicht gefolgt").sees("2026/118")
    giver.sees("Der Rat hält den Lärmschutz für genügend.")

    _subject, text = journey.house.mails_to(BODY, subject="Ergebnis")[-1]
    assert "Ein Gehweg ist vorgesehen." in text
    assert journey.letters[0] == "briefe-bp-51.pdf"
    planner = journey.planner.opens(f"{journey.desk}rat/ergebnisse/")
    planner.sees("per E-Mail: 1").sees("per Brief: 2")


def test_plan_in_force_stays_at_its_address_and_its_file_is_whole(journey):
    assert journey.tables
    planner, desk = journey.planner, journey.in_force
    reader = journey.visitor(javascript=False).opens(ROUND).sees("Ergebnis liegt vor")
    reader.follows("Der Plan und seine Unterlagen").sees("In Kraft seit").sees(
        "Stadtrat"
    )
    reader.sees("abgewogen wurden").does_not_see("Hedwig Kern")

    planner.opens(f"{desk}rat/")
    planner.page.get_by_label("Das Verfahren ist zu Ende").check()
    planner.presses("Verfahren abschließen").sees("Abgeschlossen am")
    name, content = acts.has_made(planner, desk, "vollständige Verfahrensakte")

    with zipfile.ZipFile(io.BytesIO(content)) as file:
        listed = json.loads(file.read("manifest.json"))["entries"]
        names = set(file.namelist())
    assert name == "akte-bp-51.zip"
    assert names == {row["name"] for row in listed} | {"manifest.json"}
    assert "stellungnahmen/0001/fassung-2.txt" in names
    reader.opens(PAGE).follows("Der Plan und seine Unterlagen").sees("2026/118")
