"""
The people of the demo town, for the chapters of all rooms.

Asked thousands of times while the town is made, so they are fetched once for each
making of the town; ``forget()`` begins anew.
"""

from functools import cache

from home.models import Post, Unit, User

DOMAIN = "stadtraum.example"
CITIZENS = 80


def address(name: str) -> str:
    return f"{name}@{DOMAIN}"


def citizen(number: int) -> User:
    """One of the eighty who take part: ``citizen(17)``."""
    return everyone()[address(f"buerger-{number}")]


def citizens() -> list[User]:
    return [citizen(number) for number in range(1, CITIZENS + 1)]


def person(key: str) -> User:
    """A member of staff by key (``miriam-krebsbach``) or an account (``redaktion``)."""
    known = staff()
    return known[key] if key in known else everyone()[address(key)]


def post(key: str) -> Post:
    """A position by its key: ``post("stadtplanung")``."""
    return posts()[key]


def unit(key: str) -> Unit:
    """A unit by its key: ``unit("fb1")``."""
    return units()[key]


@cache
def everyone() -> dict[str, User]:
    return {user.email: user for user in User.objects.all()}


@cache
def staff() -> dict[str, User]:
    people = User.objects.exclude(profile=None).select_related("profile")
    return {person.profile.key: person for person in people}


@cache
def posts() -> dict[str, Post]:
    return {post.key: post for post in Post.objects.select_related("unit", "holder")}


@cache
def units() -> dict[str, Unit]:
    return {unit.key: unit for unit in Unit.objects.all()}


def forget() -> None:
    """Look again: people came or went."""
    for lookup in (everyone, staff, posts, units):
        lookup.cache_clear()
