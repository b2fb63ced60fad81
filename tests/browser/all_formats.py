"""
What two citizens do with each format, and what is read of it in the end.

A use returns the address of what stays and of the moderators' page for what does not
belong there; nothing of both where people write no texts.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import expect

PRIMARY = "main form[method=post] button.kern-btn--primary"
KEPT, ANOTHER = "Bitte mit Lehne", "Kauft Fenster bei mir"


def sends(person):
    person.page.locator(PRIMARY).first.click()
    person.page.wait_for_load_state()
    if person.page.get_by_role("button", name="ist neu").count():
        person.page.get_by_role("button", name="ist neu").click()
        person.page.wait_for_load_state()


def writes(person, address, words, **fields):
    """Hand something in; return the address of the contribution."""
    page = person.opens(f"{address}neu/").page
    for name, value in fields.items():
        choose(page, name, value)
    if page.locator("[name=title]").count():
        page.fill("[name=title]", words)
    page.fill("[name=text]", f"{words}, und zwar bald.")
    sends(person)
    return re.search(r"/beteiligung/beitrag/\d+/", page.url).group()


def choose(page, name, value):
    chosen = page.locator(f"select[name={name}]")
    if chosen.count():
        chosen.select_option(index=value)
    else:
        page.locator(f"input[name={name}][value={value}]").check(force=True)


def supports(person, contribution):
    page = person.opens(contribution).page
    page.locator("#unterstuetzung form button").click()
    expect(page.locator("#unterstuetzung")).to_contain_text("zurück")


def written(**fields):
    """Two people write, the second also supports what the first wrote."""

    def use(first, second, address):
        kept = writes(first, address, KEPT, **fields)
        another = writes(second, address, ANOTHER, **fields)
        supports(second, kept)
        return kept, f"/beteiligung/moderation{another.removeprefix('/beteiligung')}"

    return use


def rated(first, second, address):
    """Both rate; the second says something that does not belong there."""
    for person, value in ((first, 5), (second, 4)):
        page = person.opens(address).page
        page.locator(f"input[name=value][value='{value}']").first.check(force=True)
        page.get_by_role("button", name="Bewerten").first.click()
        page.wait_for_load_state()
        expect(page.get_by_role("button", name="ändern").first).to_be_visible()
    page.locator(".option__title a").first.click()
    page.wait_for_load_state()
    option = re.search(r"/beteiligung/beitrag/\d+/", page.url).group()
    page.fill("#kommentieren [name=text]", ANOTHER)
    page.locator("#kommentieren button").click()
    page.wait_for_load_state()
    comment = page.locator("article.comment", has_text=ANOTHER).get_attribute("id")
    number = re.search(r"\d+", comment).group()
    return option, f"/beteiligung/moderation/kommentar/{number}/"


def answered(first, second, address):
    """Both answer; each answers for themselves, so there is nothing to hide."""
    for person in (first, second):
        page = person.opens(f"{address}umfrage/").page
        page.get_by_label("auf dem Markt").check(force=True)
        person.presses("Abgeben", exact=True)
        assert "/eingang/" in page.url
    return None, None


def voted(first, second, address):
    """Both vote; a ballot is neither read nor hidden by anybody."""
    for person in (first, second):
        page = person.opens(f"{address}stimmzettel/").page
        page.locator("input[name=options]").first.check(force=True)
        person.presses("Stimmzettel prüfen").presses("Stimmzettel abgeben")
        person.sees("Ihr Stimmzettel ist abgegeben")
    return None, None


@dataclass(frozen=True)
class Way:
    """One format in the journey: its title, its use, and what is read of it later."""

    format: str
    title: str
    use: Callable
    in_file: str
    after: str = ""

    @property
    def key(self):
        return self.title.lower()


OPTIONS = ("Brunnen", "Schaukel")
WAYS = [
    Way("ideas", "Ideen", written(), KEPT),
    Way("debate", "Debatte", written(side="for"), KEPT),
    Way("options", "Wunschliste", rated, "Brunnen", after="So wurde bewertet"),
    Way("textreview", "Textentwurf", written(paragraph=0), KEPT),
    Way("survey", "Umfrage", answered, "", after="Weniger als 5"),
    Way("proposals", "Antrag", written(), KEPT),
    Way("questions", "Fragestunde", written(), KEPT),
    Way("vote", "Abstimmung", voted, "Brunnen", after="2 Stimmzettel"),
]
