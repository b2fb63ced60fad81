"""
Reading leaves no trace: no cookie, nothing from other houses, nothing that the
content security policy would stop.

Walks every outlet and every page that has a budget, as a reader who isn't signed in.
``tests/browser/test_pages.py`` sees the same from inside a browser.
"""

import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.urls import resolve

from home.registries import outlets
from tests import budgets, leaks
from tests.house import ANONYMOUS, collected, standing_house
from tests.leaks.reading import body_of

OWN_HOSTS = {"", "testserver", urlsplit(settings.BASE_URL).netloc}
TERM = "quendel"
PAGES = [b for b in collected(budgets, "BUDGETS") if b.visitor == ANONYMOUS]

# What a browser fetches or sends without being asked, tag by tag.
FETCHED = {
    "audio": ["src"],
    "embed": ["src"],
    "form": ["action"],
    "button": ["formaction"],
    "iframe": ["src"],
    "image": ["href", "xlink:href"],
    "img": ["src", "srcset"],
    "input": ["src", "formaction"],
    "link": ["href"],
    "object": ["data"],
    "script": ["src"],
    "source": ["src", "srcset"],
    "track": ["src"],
    "use": ["href", "xlink:href"],
    "video": ["src", "poster"],
}
ONLY_NAMED = {"canonical", "alternate", "next", "prev"}  # links that nobody fetches
DATA = {"application/json", "application/ld+json"}
FILLED_IN = {"textarea", "select", "input"}
ONLY_ASKED = {"training:guest_cancel"}  # “Really?”, and a button


class Reader(HTMLParser):
    """Collects what a page fetches, what is written inline, and its forms."""

    def __init__(self):
        super().__init__()
        self.fetched, self.inline = [], []
        self.posts = self.in_post = False

    def handle_starttag(self, tag, attributes):
        values = {name: value or "" for name, value in attributes}
        if not (tag == "link" and values.get("rel") in ONLY_NAMED):
            for name in FETCHED.get(tag, []):
                self.fetched += addresses_in(values.get(name, ""))
        self.note_inline(tag, values)
        if tag == "form":
            self.in_post = values.get("method", "").lower() == "post"
        elif self.in_post and tag in FILLED_IN and values.get("type") != "hidden":
            self.posts = True

    def handle_endtag(self, tag):
        self.in_post = self.in_post and tag != "form"

    def note_inline(self, tag, values):
        handlers = [name for name in values if name.startswith("on")]
        has_code = tag == "script" and not (
            "src" in values or values.get("type") in DATA
        )
        if handlers or has_code or tag == "style" or "style" in values:
            self.inline.append(f"{tag} {values}")


def addresses_in(value):
    """The addresses in a ``src`` or, with widths behind them, in a ``srcset``."""
    parts = value.split(",") if re.search(r"\s\d+(\.\d+)?[wx]\b", value) else [value]
    return [part.split()[0] for part in parts if part.strip()]


def is_foreign(address):
    return not address.startswith("data:") and (
        urlsplit(address).netloc not in OWN_HOSTS
    )


def traces_of(address):
    """What an answer would leave with the reader, or tell others about them."""
    answer = Client().get(address)
    text = body_of(answer).decode("utf-8", "replace")
    page = Reader()
    if answer.headers.get("Content-Type", "").startswith("text/html"):
        page.feed(text)
    is_form = page.posts or resolve(urlsplit(address).path).view_name in ONLY_ASKED
    allowed = {settings.CSRF_COOKIE_NAME} if is_form else set()
    return [
        *(f"{address} sets {name}" for name in set(answer.cookies) - allowed),
        *(f"{address} fetches {url}" for url in page.fetched if is_foreign(url)),
        *(f"{address} has inline {code}" for code in page.inline),
    ]


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), standing_house() as house:
        yield house


@pytest.fixture(scope="module")
def furnished(house):
    for kind in collected(leaks, "HIDDEN"):
        kind.make(house, TERM)
    return house


@pytest.mark.django_db
@pytest.mark.parametrize("page", PAGES, ids=str)
def test_page_leaves_no_trace(house, page):
    with transaction.atomic():
        cache.clear()  # rows get the numbers of those that were rolled back
        found = traces_of(page.make(house, 3))
        transaction.set_rollback(True)

    assert found == []


@pytest.mark.django_db
@pytest.mark.parametrize("outlet", outlets, ids=lambda outlet: outlet.name)
def test_outlet_leaves_no_trace(furnished, outlet):
    found = [trace for path in outlet.addresses(TERM) for trace in traces_of(path)]

    assert found == []


@pytest.mark.parametrize(
    ("html", "foreign"),
    [
        ('<script src="https://zaehler.example/z.js"></script>', 1),
        ('<img srcset="/a.webp 1x, //bilder.example/b.webp 2x">', 1),
        ('<link rel="stylesheet" href="https://schriften.example/css">', 1),
        ('<form action="https://sammler.example/"></form>', 1),
        ('<link rel="canonical" href="https://anderswo.example/">', 0),
        ('<a href="https://anderswo.example/">Anderswo</a>', 0),
        ('<img src="/medien/a.webp">', 0),
        ('<img src="data:image/webp;base64,AAAA">', 0),
    ],
)
def test_reader_knows_foreign_addresses(html, foreign):
    page = Reader()

    page.feed(html)

    assert len([url for url in page.fetched if is_foreign(url)]) == foreign


@pytest.mark.parametrize(
    ("html", "inline"),
    [
        ("<script>alert(1)</script>", 1),
        ('<p style="color:red">', 1),
        ('<button onclick="los()">', 1),
        ("<style>p{color:red}</style>", 1),
        ('<script type="application/json">{}</script>', 0),
        ('<script src="/static/a.js"></script>', 0),
    ],
)
def test_reader_knows_what_the_policy_stops(html, inline):
    page = Reader()

    page.feed(html)

    assert len(page.inline) == inline
