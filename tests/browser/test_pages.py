"""Every kind of page for each kind of visitor: reachable, accessible, narrow, quiet."""

import pytest

from tests.browser.crawling import Walk
from tests.browser.looking import (
    NARROW,
    SHIFTS,
    WIDE,
    Axe,
    Ears,
    Wire,
    axe_findings,
    missing_htmx,
    restlessness,
    side_scroll,
)

MEMBERS = {
    "citizen": "buergerin",
    "staff": "mitarbeiterin",
    "editor": "redaktion",
    "moderator": "moderation",
    "trainer": "trainerin",
}


@pytest.fixture
def visitor(person):
    visitor = person(**NARROW)
    visitor.page.add_init_script(SHIFTS)
    return visitor


@pytest.fixture(scope="module")
def axe():
    return Axe()


def findings_of_a_walk(visitor, axe, *more, **options):
    """Each page comes on a phone and is then drawn as wide as a desk."""
    walk = Walk(visitor, "/", "/muster/", **options)
    page = visitor.page
    looks = [Ears(visitor).findings, restlessness, side_scroll, missing_htmx, *more]
    found = []
    for path in walk:
        found += [f"{path}: {finding}" for look in looks for finding in look(page)]
        page.set_viewport_size(WIDE)
        found += [f"{path}: {finding}" for finding in axe.findings(page)]
        page.set_viewport_size(NARROW)
    assert len(walk.kinds) > 20
    return found + walk.broken


def test_everything_public_suits_a_reader_and_tells_nobody(visitor, axe):
    wire = Wire(visitor.page)

    found = findings_of_a_walk(visitor, axe, wire.findings, before=wire.forget)

    assert found == []


@pytest.mark.parametrize("account", MEMBERS.values(), ids=MEMBERS)
def test_everything_suits_those_who_sign_in(visitor, axe, account):
    visitor.signs_in(account)

    assert findings_of_a_walk(visitor, axe) == []


def test_open_menu_suits_a_phone(visitor):
    visitor.opens("/").page.locator("summary.menu__button").click()

    assert side_scroll(visitor.page) + axe_findings(visitor.page) == []


def test_missing_page_is_accessible_too(visitor):
    answer = visitor.page.goto(visitor.house.url + "/das-gibt-es-nicht/")

    assert answer.status == 404
    assert side_scroll(visitor.page) + axe_findings(visitor.page) == []
