"""Voting: two citizens, the money that doesn't reach, the result to count again."""

import re

import pytest

WITH_AND_WITHOUT = pytest.mark.parametrize(
    "javascript", [True, False], ids=["with JavaScript", "without JavaScript"]
)
BUDGET = "/beteiligung/buergerbudget/"
VOTE = f"{BUDGET}mitmachen/budget/"
LIGHT = "/beteiligung/licht-am-gradierwerk/"
ACCOUNTS = {True: "moderation", False: "planung"}  # nobody else votes with these


def mark(page, *keys):
    for box in page.locator("input[name=options]").all():
        box.set_checked(box.get_attribute("value") in keys, force=True)


@WITH_AND_WITHOUT
def test_citizen_votes_within_the_money_and_changes_the_ballot(person, javascript):
    citizen = person(javascript=javascript, width=390, height=800)
    citizen.signs_in(ACCOUNTS[javascript]).opens(BUDGET)
    page = citizen.page
    page.locator(f"main a[href='{VOTE}stimmzettel/']").first.click()
    page.wait_for_load_state()
    citizen.sees("Informelle Befragung, rechtlich unverbindlich")

    mark(page, "trinkbrunnen", "buehne")
    citizen.presses("Stimmzettel prüfen").sees("kostet 22.000")
    mark(page, "trinkbrunnen", "baenke")
    citizen.presses("Stimmzettel prüfen").sees("Zusammen 14.300")
    citizen.presses("Noch ändern")
    mark(page, "trinkbrunnen", "reparatur")
    citizen.presses("Stimmzettel prüfen").presses("Stimmzettel abgeben")
    citizen.sees("Danke. Ihr Stimmzettel ist abgegeben.")
    number = page.locator(".receipt__code").inner_text()
    assert re.fullmatch(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){2}", number)

    citizen.opens(VOTE).sees("Sie haben abgestimmt").sees("Reparaturstation")
    citizen.follows("Meinen Stimmzettel ändern")
    mark(page, "lesekisten")
    citizen.presses("Stimmzettel prüfen").presses("Stimmzettel abgeben")
    assert page.locator(".receipt__code").inner_text() == number


@WITH_AND_WITHOUT
def test_reader_finds_result_decision_and_ballot_file(person, javascript):
    reader = person(javascript=javascript, width=390, height=800).opens(LIGHT)
    reader.sees("Beleuchtung am Gradierwerk").sees("Dafür: 26")
    reader.opens(f"{LIGHT}mitmachen/licht/").sees("71 Stimmzettel").sees("Borda")

    with reader.page.expect_download() as download:
        reader.page.get_by_role("link", name="Stimmzettel-Datei").click()
    lines = download.value.path().read_text("utf-8-sig").splitlines()

    assert len(lines) == 72
    assert reader.page.context.cookies() == []


def test_wrong_code_opens_no_ballot_and_sets_no_cookie(person):
    reader = person(javascript=False, width=390, height=800)
    reader.opens(f"{BUDGET}mitmachen/lindengasse/stimmzettel/")
    assert reader.page.url.endswith("/code/")

    reader.page.fill("[name=code]", "7KQM-2F9T-XW3P-0B8D")
    reader.presses("Zum Stimmzettel").sees("gibt es diesen Code nicht")

    assert reader.page.context.cookies() == []
