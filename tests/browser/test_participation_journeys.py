"""What a citizen, a reader and a moderator do, from the front page to the answer."""

import re
import secrets

import pytest

WITH_AND_WITHOUT = pytest.mark.parametrize(
    "javascript", [True, False], ids=["with JavaScript", "without JavaScript"]
)
PROCEDURE = "/beteiligung/gestaltungslinie/"
LISTING = f"{PROCEDURE}mitmachen/ideen/"


def new_address():
    return f"neu-{secrets.token_hex(4)}@example.org"


def signs_up(citizen, address):
    page = citizen.follows("Konto anlegen").page
    page.get_by_label("E-Mail-Adresse").fill(address)
    page.get_by_label("Passwort").fill("Salzwiesen-im-Nebel-7")
    citizen.presses("Konto anlegen").sees(address)
    _subject, text = citizen.house.mails_to(address)[-1]
    code = re.search(r"\d{4}-\d{4}", text).group()
    page.get_by_label("Code aus der E-Mail").fill(code)
    citizen.presses("Bestätigen")


def writes_idea(citizen, title):
    page = citizen.page
    page.fill("[name=title]", title)
    page.fill("[name=text]", "Zwei Bänke und ein Baum, damit man hier verweilen kann.")
    choose_first(page, "category")
    page.fill("[name=address]", "Marktplatz 3")
    page.locator("main form[method=post] button.kern-btn--primary").click()
    page.wait_for_load_state()
    if page.get_by_role("button", name="meine Idee ist neu").count():
        citizen.presses("meine Idee ist neu")


@WITH_AND_WITHOUT
def test_citizen_finds_writes_votes_and_is_answered(person, javascript):
    citizen = person(javascript=javascript, width=390, height=800)
    address, title = new_address(), f"Bänke am Brunnen {secrets.token_hex(3)}"
    page = citizen.opens("/").page

    # Two clicks: a procedure that is open, and the act itself.
    page.locator(f"main a[href='{PROCEDURE}']").first.click()
    page.wait_for_load_state()
    page.locator("main a.kern-btn--primary[href*='/neu/']").first.click()
    page.wait_for_load_state()
    assert "/konto/anmelden/" in page.url

    signs_up(citizen, address)
    assert "/neu/" in page.url
    writes_idea(citizen, title)
    assert re.search(r"/beitrag/\d+/eingang/", page.url), page.inner_text("main")
    contribution = re.search(r"/beteiligung/beitrag/\d+/", page.url).group()

    citizen.opens(contribution).sees(title).sees("Marktplatz 3")
    page.fill("#kommentieren [name=text]", "Und bitte eine mit Lehne.")
    page.locator("#kommentieren button").click()
    page.wait_for_load_state()
    citizen.sees("Und bitte eine mit Lehne.")

    other = someone_elses_idea(citizen, title)
    before = supports(citizen)
    citizen.presses("Unterstützen", exact=True)
    page.get_by_role("button", name="zurücknehmen").or_(
        page.get_by_role("button", name="zurückziehen")
    ).wait_for()
    assert supports(citizen) == before + 1
    page.locator("#unterstuetzung form button").click()
    page.get_by_role("button", name="Unterstützen", exact=True).wait_for()
    citizen.opens(other)
    assert supports(citizen) == before

    moderator = person().signs_in("moderation")
    moderator.opens(contribution).follows(re.compile("beantworten|moderieren", re.I))
    moderator.page.fill("form[action$='/antwort/'] [name=text]", "Das planen wir ein.")
    moderator.page.locator("form[action$='/antwort/'] button").click()
    moderator.page.wait_for_load_state()

    citizen.opens(contribution).sees("Das planen wir ein.")
    citizen.opens("/meine-seite/").sees("Die Stadt hat Ihnen geantwortet")
    citizen.house.mails_to(address, subject="Die Stadt hat Ihnen geantwortet")


def someone_elses_idea(citizen, own_title):
    ideas = citizen.opens(LISTING).page.locator(".ideas .idea")
    links = ideas.filter(has_not_text="zusammengeführt").locator(".idea__title a").all()
    link = next(link for link in links if link.inner_text() != own_title)
    path = link.get_attribute("href")
    citizen.opens(path)
    return path


def supports(citizen):
    return int(citizen.page.locator(".support__count strong").inner_text())


@WITH_AND_WITHOUT
def test_reported_comment_is_hidden_and_its_author_reads_why(person, javascript):
    words = f"Das ist doch alles Unfug {secrets.token_hex(3)}"
    author = person().signs_in("buerger")
    path = someone_elses_idea(author, "")
    author.page.fill("#kommentieren [name=text]", words)
    author.page.locator("#kommentieren button").click()
    author.page.wait_for_load_state()
    author.sees(words)

    reader = person(javascript=javascript, width=390, height=800).opens(path)
    comment = reader.page.locator("article.comment", has_text=words)
    comment.get_by_role("link", name="Melden").click()
    reader.page.wait_for_load_state()
    reader.page.locator("[name=ground]").first.wait_for(state="attached")
    choose_first(reader.page, "ground")
    reader.presses("Melden", exact=True)
    assert reader.page.context.cookies() == []

    moderator = person().signs_in("moderation").opens("/beteiligung/moderation/")
    moderator.follows(re.compile("^Gemeldet"))
    row = moderator.page.locator("article.queue-row", has_text=words)
    row.get_by_role("link").first.click()
    moderator.page.wait_for_load_state()
    choose_first(moderator.page, "rule")
    moderator.page.fill("form[action$='/verbergen/'] [name=reason]", "Bitte sachlich.")
    moderator.page.locator("form[action$='/verbergen/'] button").click()
    moderator.page.wait_for_load_state()

    person(javascript=javascript).opens(path).does_not_see(words)
    author.opens("/beteiligung/meine-beitraege/").sees("Bitte sachlich.")


def choose_first(page, name):
    select = page.locator(f"select[name={name}]")
    if select.count():
        select.first.select_option(index=1)
    else:
        page.locator(f"input[name={name}]").first.check(force=True)
