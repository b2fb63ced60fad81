"""
Every format from the draft to the archive, with JavaScript and without.

An editor sets up one procedure with all of them, a second person approves it; two
citizens use each, a moderator hides what does not belong there; the editor ends the
phase, everybody takes the files home, all are answered, and it goes to the archive.
"""

import csv
import re
import secrets
from datetime import timedelta
from functools import cached_property

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.administration import adds_phase, approves, submits, writes_day
from tests.browser.all_formats import ANOTHER, OPTIONS, WAYS

EACH = pytest.mark.parametrize("way", WAYS, ids=lambda way: way.format)

# Nobody else writes with these, so nobody writes too much in an hour.
CITIZENS = {True: ("mitarbeiterin", "trainerin"), False: ("schulung", "personalrat")}


class Journey:
    """One procedure on its way; each step is done once, when it is needed."""

    def __init__(self, arrives, javascript):
        self.arrives, self.javascript = arrives, javascript
        self.title = f"Alles für den Kurpark {secrets.token_hex(3)}"
        slug = self.title.lower().replace(" ", "-").replace("ü", "ue")
        self.slug, self.address = slug, f"/beteiligung/{slug}/"
        self.used = {}

    def visitor(self, account="", **options):
        person = self.arrives(javascript=self.javascript, **options)
        return person.signs_in(account) if account else person

    @cached_property
    def citizens(self):
        phone = {"width": 390, "height": 800}
        return [self.visitor(name, **phone) for name in CITIZENS[self.javascript]]

    @cached_property
    def moderator(self):
        return self.visitor("moderation")

    @cached_property
    def online(self):
        """Drafted by the editor, approved by somebody else."""
        editor = self.arrives().signs_in("redaktion").opens("/verwaltung/pages/")
        page = editor.page
        page.locator("a[href*='/add_subpage/']").first.click()
        drafts(page, self.title)
        saves(page)
        self.editor = page.url
        adds_contents(page)
        submits(page)
        self.is_approved()
        return self.address

    def is_approved(self):
        approver = self.arrives().signs_in("freigabe").opens("/verwaltung/")
        approver.follows(self.title)
        if "/compare/" in approver.page.url:
            approver.follows("Bearbeiten")
        approves(approver.page)
        assert self.visitor().page.goto(self.citizens[0].house.url + self.address).ok

    def use(self, way):
        """The address of what stays and of what was hidden, if anything is written."""
        if way.format not in self.used:
            address = f"{self.online}mitmachen/{way.key}/"
            kept, hidden = way.use(*self.citizens, address)
            if hidden:
                hides(self.moderator, hidden)
            self.used[way.format] = kept, hidden
        return self.used[way.format]

    @cached_property
    def closed(self):
        """All was used; the editor ends the phase and says what came of it."""
        for way in WAYS:
            self.use(way)
        page = self.arrives().signs_in("redaktion").page
        page.goto(self.editor)
        page.get_by_role("tab", name="Phasen und Angebote").click()
        writes_day(page, "phases-0-last_day", timezone.localdate() - timedelta(days=1))
        page.get_by_role("tab", name="Ergebnis").click()
        page.fill("[name=result]", "Der Brunnen wird gebaut.")
        submits(page)
        self.is_approved()
        return self.address

    @cached_property
    def archived(self):
        assert self.closed
        desk = f"/beteiligung/abschluss/{self.slug}/"
        editor = self.visitor("redaktion").opens(desk)
        for box in editor.page.locator("input[name=chosen]").all():
            box.check()
        editor.page.select_option("[name=status]", "done")
        editor.page.fill("form[action$='/ergebnisse/'] [name=reason]", "So gebaut.")
        editor.page.locator("form[action$='/ergebnisse/'] button").click()
        editor.page.wait_for_load_state()
        editor.presses("Archivieren", exact=True).sees("archiviert")
        return self.address


def drafts(page, title):
    page.fill("#id_title", title)
    page.fill("#id_introduction", "Was braucht der Kurpark?")
    page.get_by_role("tab", name="Phasen und Angebote").click()
    today = timezone.localdate()
    days = today - timedelta(days=3), today + timedelta(days=20)
    adds_phase(page, "Mitmachen", *days)
    for number, way in enumerate(WAYS):
        page.locator("#id_activities-ADD").click()
        page.fill(f"[name=activities-{number}-title]", way.title)
        page.select_option(f"[name=activities-{number}-format]", way.format)
        if way.format == "textreview":
            pasted = page.locator(
                f"[name=activities-{number}-settings-{way.format}-paste]"
            )
            pasted.fill("# Ziel\n\nDer Kurpark bleibt grün.")


def saves(page):
    page.get_by_role("button", name="Entwurf speichern").click()
    expect(page.locator(".messages")).to_contain_text("Alles für den Kurpark")


def adds_contents(page):
    """What refers to activities by name, once these are saved."""
    page.get_by_role("tab", name="Inhalte").click()
    rows = [(key, title) for key in ("wunschliste", "abstimmung") for title in OPTIONS]
    for number, (key, title) in enumerate(rows):
        page.locator("#id_options-ADD").click()
        page.select_option(f"[name=options-{number}-activity_key]", key)
        page.fill(f"[name=options-{number}-title]", title)
    page.locator("#id_questions-ADD").click()
    page.select_option("[name=questions-0-activity_key]", "umfrage")
    page.fill("[name=questions-0-title]", "Wo sitzen Sie gern?")
    page.fill("[name=questions-0-choices]", "auf dem Markt\nim Kurpark")


def hides(moderator, address):
    page = moderator.opens(address).page
    form = page.locator("form[action$='/verbergen/']")
    form.locator("[name=rule]").select_option("spam")
    form.locator("[name=reason]").fill("Das ist Werbung.")
    form.locator("button[type=submit], button:not([type])").last.click()
    page.wait_for_load_state()


@pytest.fixture(
    scope="module", params=[True, False], ids=["with JavaScript", "without JavaScript"]
)
def journey(request, lasting_person):
    return Journey(lasting_person, request.param)


@EACH
def test_two_citizens_use_it_and_what_was_hidden_is_gone(journey, way):
    kept, hidden = journey.use(way)

    reader = journey.visitor().opens(f"{journey.online}mitmachen/{way.key}/")

    reader.does_not_see(ANOTHER)
    assert reader.page.context.cookies() == []
    if hidden:
        reader.opens(kept).does_not_see(ANOTHER)


@EACH
def test_after_the_end_it_is_closed_exported_and_answered(journey, way):
    kept, _hidden = journey.use(way)
    address = f"{journey.closed}mitmachen/{way.key}/"
    reader = journey.visitor().opens(address).sees(way.after)
    expect(
        reader.page.locator("a[href$='/neu/'], a[href*='stimmzettel/']")
    ).to_have_count(0)

    words = exported(reader, address)
    assert way.in_file in words
    assert ANOTHER not in words

    if kept:
        page = journey.moderator.opens(f"/beteiligung/moderation{kept[12:]}").page
        page.fill("form[action$='/antwort/'] [name=text]", f"Machen wir: {way.title}.")
        page.locator("form[action$='/antwort/'] button").click()
        page.wait_for_load_state()
        reader.opens(kept).sees(f"Machen wir: {way.title}.")


def exported(reader, address):
    answer = reader.page.context.request.get(f"{reader.house.url}{address}daten.csv")
    assert answer.ok
    return str(list(csv.reader(answer.text().splitlines(), delimiter=";")))


def test_in_the_end_it_is_archived_and_says_what_became_of_it(journey):
    assert journey.archived

    reader = journey.visitor().opens(f"{journey.address}ergebnis/").sees("archiviert")
    reader.sees("Der Brunnen wird gebaut.").sees("umgesetzt")
    figures = reader.page.locator("aside").inner_text()

    assert re.search(r"Stimmzettel\s+2", figures)
    assert re.search(r"Menschen, die mitgemacht haben\s+2", figures)
    assert re.search(r"Noch ohne Ergebnis\s+0", figures)
