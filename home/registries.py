"""
What the rooms tell the house about themselves.

``home`` owns these lists and never asks which app filled them; every app adds
its entries in ``AppConfig.ready()``. That is how rooms meet without importing
each other.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone


@dataclass(frozen=True)
class Outlet:
    """
    A way by which content leaves the house.

    ``url_names`` are the views that belong to it; ``addresses`` returns what to
    fetch in order to look for things that contain words beginning with ``word``
    (every page of a list); ``letters`` returns the texts that would be sent to a
    person. The leak test walks outlets × roles × hidden things.
    """

    name: str
    url_names: Sequence[str] = ()
    addresses: Callable[[str], Iterable[str]] = lambda word: ()
    letters: Callable[[Any], Iterable[str]] = lambda person: ()


@dataclass(frozen=True)
class PersonalData:
    """What one model knows about people: why, how long, how exported and erased."""

    model: str
    fields: Sequence[str]
    purpose: str
    kept: str
    export: Callable[[Any], list[dict]]
    erase: Callable[[Any], int]


@dataclass(frozen=True)
class NewsItem:
    """Something new for one person."""

    at: datetime
    title: str
    url: str
    text: str = ""
    kind: str = ""


@dataclass(frozen=True)
class DigestItem:
    """One piece of news in a digest: its words, and under which heading they stand."""

    heading: str
    title: str
    url: str
    text: str = ""


@dataclass(frozen=True)
class MailKind:
    """
    A kind of mail that people can have often, seldom or never.

    Both functions get the round, a ``home.models.DigestRun``. ``recipients`` selects
    whom it concerns, in one query; ``news`` reads once what happened, and returns a
    function that tells for many people at once what each of them is told.
    """

    key: str
    title: str
    text: str
    recipients: Callable[[Any], QuerySet]
    news: Callable[[Any], Callable[[Sequence[Any]], dict[int, list[DigestItem]]]]
    usually: str = "daily"


@dataclass(frozen=True)
class WaitingTask:
    """Something that waits for one person."""

    title: str
    url: str
    kind: str = ""
    due: date | None = None

    @property
    def is_late(self) -> bool:
        return self.due is not None and self.due < timezone.localdate()


@dataclass(frozen=True)
class MySection:
    """
    A room's part of “Meine Seite”: what a person wrote, follows, is registered for.

    ``context`` returns what the template needs, or ``None`` if there is nothing to
    show. The template gets it beside ``person`` and prints the content alone; the
    heading is the section's.
    """

    order: int
    title: str
    template: str
    context: Callable[[Any], dict | None]


@dataclass(frozen=True)
class Searchable:
    """
    One kind of thing that the search finds.

    ``visible_to`` selects the rows that a visitor may see; ``entry`` turns one row
    into its title and its text; ``url`` is its address.
    """

    kind: str
    label: str
    model: str
    visible_to: Callable[[Any], QuerySet]
    entry: Callable[[Any], tuple[str, str]]
    url: Callable[[Any], str]


@dataclass(frozen=True)
class DemoChapter:
    """One room's part of the demo town; chapters are made in their order."""

    order: int
    name: str
    make: Callable[[], None]


@dataclass(frozen=True)
class Foundation:
    """The pages and rows a room can't be without; laid once, in their order."""

    order: int
    name: str
    lay: Callable[[Any], None]  # receives the front page; must be repeatable


@dataclass(frozen=True)
class Circle:
    """
    What is kept from a visitor beside locks.

    ``known_of`` tells all of a visitor that matters here, as a value that can be
    compared; ``hidden`` makes of that the keys of pages of which they learn nothing.
    """

    known_of: Callable[[Any], Hashable]
    hidden: Callable[[Any], QuerySet]


outlets: list[Outlet] = []
circles: list[Circle] = []
# Who may open a private file, by the first folder of its name.
# Views that are public pages: staff read them before their second factor, too.
public_views: set[str] = set()
file_guards: dict[str, Callable[[Any, str], bool]] = {}
personal_data: list[PersonalData] = []
news_sources: list[Callable[[Any, datetime], Iterable[NewsItem]]] = []
mail_kinds: dict[str, MailKind] = {}
task_sources: list[Callable[[Any], Iterable[WaitingTask]]] = []
my_sections: list[MySection] = []
searchables: dict[str, Searchable] = {}
demo_chapters: list[DemoChapter] = []
foundations: list[Foundation] = []
# Rights on a room's own models by role: {"Schulung: Leitung": ["training.add_room"]}
model_rights: dict[str, list[str]] = {}


def add_searchable(searchable: Searchable) -> None:
    searchables[searchable.kind] = searchable


def add_mail_kind(kind: MailKind) -> None:
    mail_kinds[kind.key] = kind


def grant(role: str, *permissions: str) -> None:
    """Let ``sync_roles`` give a role these rights (``app.codename``)."""
    model_rights.setdefault(role, []).extend(permissions)


def tasks_for(person) -> list[WaitingTask]:
    """Everything that waits for this person, what is due first in front."""
    waiting = [task for source in task_sources for task in source(person)]
    return sorted(waiting, key=lambda task: (task.due or date.max, task.title))


def sections_for(person) -> list[tuple[MySection, dict]]:
    """The parts of “Meine Seite” that have something for this person."""
    ordered = sorted(my_sections, key=lambda section: section.order)
    filled = [(section, section.context(person)) for section in ordered]
    return [
        (section, {**context, "person": person})
        for section, context in filled
        if context is not None
    ]


def news_for(person, since: datetime) -> list[NewsItem]:
    """Everything that is new for this person, the newest in front."""
    items = [item for source in news_sources for item in source(person, since)]
    return sorted(items, key=lambda item: item.at, reverse=True)
