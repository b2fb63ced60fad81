"""A meeting with live questions: a guest's phone, a moderator's desk, the wall."""

import secrets
import time

import pytest
from playwright.sync_api import expect

PROCEDURE = "/beteiligung/weinstrasse-sommer/mitmachen/versammlung/"
WALL = "/leinwand/weinstrasse-sommer/versammlung/"
DESK = "/beteiligung/moderation/fragen/weinstrasse-sommer/versammlung/"
LATEST = 5  # seconds from the question to the wall


@pytest.mark.parametrize(
    "javascript", [True, False], ids=["with JavaScript", "without JavaScript"]
)
def test_a9_question_reaches_the_wall_and_leaves_it(person, javascript):
    question = f"Wer gießt die Kübel {secrets.token_hex(3)}?"
    wall = person(javascript=javascript, width=1920, height=1080).opens(WALL)
    guest = person(javascript=javascript, width=390, height=800)
    page = guest.opens(PROCEDURE).follows("Frage stellen").page
    page.fill("[name=text]", question)

    page.locator("main form[method=post] button.kern-btn--primary").click()
    page.wait_for_url("**/eingang/")
    asked = time.monotonic()
    new = wall.page.get_by_role("region", name="Neu gefragt")
    expect(new).to_contain_text(question, timeout=15_000)
    assert time.monotonic() - asked < LATEST

    moderator = person(javascript=javascript).signs_in("moderation").opens(DESK)
    moderator.presses(f"Aufrufen: {question}").sees("steht jetzt oben")
    now = wall.page.get_by_role("region", name="Wird gerade beantwortet")
    expect(now).to_contain_text(question, timeout=15_000)

    moderator.presses(f"Beantwortet: {question}").sees("Die Frage ist beantwortet.")
    done = wall.page.get_by_role("region", name="Beantwortet", exact=True)
    expect(done).to_contain_text(question, timeout=15_000)


def test_a9_hidden_question_leaves_the_wall_by_itself(person):
    question = f"Kaufen Sie bei mir {secrets.token_hex(3)}?"
    guest = person(width=390, height=800).opens(f"{PROCEDURE}neu/")
    guest.page.fill("[name=text]", question)
    guest.page.locator("main form[method=post] button.kern-btn--primary").click()
    guest.page.wait_for_url("**/eingang/")
    wall = person(width=1280, height=720).opens(WALL).sees(question)

    moderator = person().signs_in("moderation").opens(DESK)
    row = moderator.page.locator(".desk__row", has_text=question)
    row.locator("summary").click()
    row.get_by_role("button", name="wirbt").click()
    moderator.sees("Der Text ist ausgeblendet.")

    wall.does_not_see(question)


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1024, 768), (1920, 1080)])
def test_a9_wall_fits_the_wall_and_shows_whole_rows(person, width, height):
    wall = person(width=width, height=height).opens(WALL).page

    assert wall.evaluate("document.documentElement.scrollHeight") == height
    below = """[...document.querySelectorAll(".screen__list")].flatMap((list) => {
        const box = list.getBoundingClientRect();
        const rows = [...list.children].map((row) => row.getBoundingClientRect());
        const shown = rows.filter((row) => row.left < box.right);
        return shown.filter((row) => row.bottom > box.bottom + 1);
    }).length"""
    assert wall.evaluate(below) == 0
