"""
Nothing hidden leaves the house: outlets × visitors × hidden things.

Rooms bring their hidden things by ``tests/leaks/<app>.py`` and their outlets by
``home.registries.outlets``. A view that belongs to no outlet fails the build.
"""

import hashlib
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from django.urls import resolve
from wagtail.models import Page

from home.registries import outlets
from tests import leaks
from tests.house import VISITORS, collected, standing_house
from tests.urls import public_names

HIDDEN = collected(leaks, "HIDDEN")
NO_CONTENT = dict(collected(leaks, "NO_CONTENT"))

by_name = pytest.mark.parametrize("outlet", outlets, ids=lambda outlet: outlet.name)
by_visitor = pytest.mark.parametrize("visitor", VISITORS)
by_thing = pytest.mark.parametrize("kind", HIDDEN, ids=lambda kind: kind.name)


@dataclass
class Secret:
    """A hidden thing that was made, with the word that gives it away."""

    kind: leaks.HiddenThing
    word: str
    thing: object = None

    @property
    def name(self):
        return self.kind.name

    @property
    def addresses(self):
        return list(self.kind.addresses(self.thing))

    def is_shown_in(self, answer):
        """A link to a page tells of it, too."""
        if self.kind.shown(answer, self.word):
            return True
        link = self.thing.get_url() if isinstance(self.thing, Page) else None
        return bool(link) and answer.leads_to(link)


# What one would type to find the secrets; a search may repeat that to us.
TERM = "quendel"


def word_for(name):
    """A word that looks like one, begins like all secrets and stands nowhere else."""
    digits = hashlib.sha256(name.encode()).digest()[:6]
    return TERM + "".join("bdfgklmnprstvwxz"[d % 16] + "aeiou"[d % 5] for d in digits)


@pytest.fixture(scope="module")
def house(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), standing_house() as house:
        house.answers = {}  # nothing changes while we walk
        house.secrets = [Secret(kind, word_for(kind.name)) for kind in HIDDEN]
        for secret in house.secrets:
            secret.thing = secret.kind.make(house, secret.word)
        yield house


@pytest.mark.django_db
@by_visitor
@by_name
def test_outlet_keeps_every_secret(house, outlet, visitor):
    leaked = {
        (secret.name, source)
        for source, shows in what_leaves(house, outlet, visitor)
        for secret in house.secrets
        if visitor not in secret.kind.seen_by and shows(secret)
    }

    assert leaked == set()


@pytest.mark.django_db
@by_thing
def test_thing_is_shown_at_its_address_to_its_readers_alone(house, kind):
    [secret] = [secret for secret in house.secrets if secret.kind is kind]
    if not secret.addresses:
        pytest.skip("has no address of its own")

    seen_by = {
        visitor
        for visitor in VISITORS
        for address in secret.addresses
        if shown_at(house, address, visitor)(secret)
    }

    assert seen_by == kind.seen_by


@pytest.mark.django_db
@by_name
def test_outlet_shows_something_to_those_who_may_see_it(house, outlet):
    """Without this, an outlet that is looked for in the wrong place seems tight."""
    seen = (
        shows(secret)
        for visitor in reversed(VISITORS)
        for _source, shows in what_leaves(house, outlet, visitor)
        for secret in house.secrets
        if visitor in secret.kind.seen_by
    )

    assert any(seen)


@pytest.mark.django_db
@by_name
def test_outlet_is_walked_through_every_view_it_claims(house, outlet):
    walked = {resolve(urlsplit(a).path).view_name for a in outlet.addresses(TERM)}

    assert set(outlet.url_names) - walked == set()


def test_every_view_belongs_to_an_outlet_or_shows_no_content():
    claimed = {name for outlet in outlets for name in outlet.url_names}

    assert public_names() - claimed - set(NO_CONTENT) == set()


def test_views_said_to_show_no_content_exist():
    assert set(NO_CONTENT) - public_names() == set()


def what_leaves(house, outlet, visitor):
    """Yield each source of an outlet with a function telling what it shows."""
    for address in outlet.addresses(TERM):
        yield address, shown_at(house, address, visitor)
    for number, letter in enumerate(outlet.letters(house.people[visitor])):
        yield f"letter {number}", letter_shows(letter)


def shown_at(house, address, visitor):
    """Fetch an address and return a function telling what its answers show."""
    if (visitor, address) not in house.answers:
        house.answers[visitor, address] = answers_at(house, address, visitor)
    answers = house.answers[visitor, address]
    return lambda secret: any(secret.is_shown_in(answer) for answer in answers)


def answers_at(house, address, visitor):
    client = house.clients[visitor]
    answers = [client.get(address)]
    if "HX-Request" in answers[0].headers.get("Vary", ""):
        answers.append(client.get(address, headers={"HX-Request": "true"}))
    return [leaks.Answer(address, answer) for answer in answers]


def letter_shows(letter):
    return lambda secret: secret.word.lower() in letter.lower()
