"""
Who sees which page: the one place that answers.

Lists, search, suggestions, feeds, mails, menus and files take their pages from
``visible_pages`` and from nowhere else. Plain models answer the same question by
their queryset's ``visible_to(user)``.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.models import (
    BaseViewRestriction,
    CollectionViewRestriction,
    Page,
    PageViewRestriction,
)

from home import roles
from home.models import PageAudience, Visitor, units_of
from home.registries import Circle, circles

# What only these groups may read is closed to administrators too.
SEALED_FOR = {roles.STAFF_COUNCIL}

_looked_up: ContextVar[dict | None] = ContextVar("looked_up", default=None)


@dataclass(frozen=True)
class Restriction:
    """One lock in a tree: below ``path``, only ``groups`` may read."""

    path: str
    type: str
    groups: frozenset[int]
    is_sealed: bool


def visible_pages(user: Visitor, page_type: type[Page] = Page) -> QuerySet:
    """Return the pages of a type that are online and that this visitor may read."""
    who = user.pk if user.is_authenticated else None  # guests read what all may read
    key = ("visible", who, page_type)
    return once_per_request(key, lambda: look_for_visible(user, page_type)).all()


def look_for_visible(user: Visitor, page_type: type[Page]) -> QuerySet:
    known = tuple(circle.known_of(user) for circle in (AUDIENCES, *circles))
    shown = shown_to(known, tuple(closed_branches(user)), page_type)
    return shown.exclude(expire_at__lte=seen_at())


@lru_cache(maxsize=256)
def shown_to(known: tuple, closed: tuple[str, ...], page_type: type[Page]) -> QuerySet:
    """
    The pages online that are shown to all of whom the same is known.

    It is built once for them, since that takes longer than most queries; each asks
    the database anew.
    """
    hidden = Q(pk__in=[])
    for circle, what in zip((AUDIENCES, *circles), known, strict=True):
        others = circle.hidden(what)
        hidden |= Q(pk__in=others) | Q(alias_of__in=others)
    for path in closed:  # an alias is as closed as its source
        hidden |= Q(path__startswith=path) | Q(alias_of__path__startswith=path)
    return page_type.objects.live().exclude(hidden)


def can_see(user: Visitor, page: Page) -> bool:
    """Whether this visitor may read this page."""
    return visible_pages(user).filter(pk=page.pk).exists()


def can_open_collection(user: Visitor, collection) -> bool:
    """Whether this visitor may open the files of a collection."""
    locks = once_per_request("collections", lambda: locks_of(CollectionViewRestriction))
    return all(
        opens(lock, user) for lock in locks if collection.path.startswith(lock.path)
    )


def closed_branches(user: Visitor) -> list[str]:
    """The tree paths of the sections that are closed to this visitor."""
    locks = page_locks()
    return sorted({lock.path for lock in locks if not opens(lock, user)})


def has_locks(page: Page) -> bool:
    """Whether a restriction may stand above this page, or above what it mirrors."""
    locks = page_locks()
    return bool(page.alias_of_id) or any(
        page.path.startswith(lock.path) for lock in locks
    )


def page_locks() -> list[Restriction]:
    return once_per_request("locks", lambda: locks_of(PageViewRestriction))


def opens(lock: Restriction, user: Visitor) -> bool:
    """Whether a visitor passes a lock. Shared passwords open nothing here."""
    if not user.is_active:
        return False
    if user.is_superuser and not lock.is_sealed:
        return True
    if lock.type == BaseViewRestriction.LOGIN:
        return user.is_authenticated
    if lock.type == BaseViewRestriction.GROUPS:
        return not lock.groups.isdisjoint(group_ids(user))
    return False


def locks_of(model: type[BaseViewRestriction]) -> list[Restriction]:
    """Every restriction of pages or of collections, in one query."""
    tree = "page" if model is PageViewRestriction else "collection"
    rows = model.objects.values_list(
        "pk", f"{tree}__path", "restriction_type", "groups", "groups__name"
    )
    found: dict[int, tuple[str, str, dict[int, str]]] = {}
    for pk, path, kind, group, name in rows:
        groups = found.setdefault(pk, (path, kind, {}))[2]
        if group is not None:
            groups[group] = name
    return [
        Restriction(path, kind, frozenset(groups), is_sealed(groups.values()))
        for path, kind, groups in found.values()
    ]


def is_sealed(names) -> bool:
    return bool(names) and set(names) <= SEALED_FOR


@dataclass(frozen=True)
class Belonging:
    """Which audiences somebody belongs to."""

    units: frozenset[int]
    groups: frozenset[int]
    to_all: bool


def belonging_of(user: Visitor) -> Belonging:
    to_all = user.is_superuser and user.is_active
    return Belonging(frozenset(unit_ids(user)), frozenset(group_ids(user)), to_all)


def pages_for_others(who: Belonging) -> QuerySet:
    """The primary keys of pages whose audience somebody does not belong to."""
    audiences = PageAudience.objects.filter(
        Q(units__isnull=False) | Q(groups__isnull=False)
    )
    if who.to_all:
        audiences = audiences.none()
    elif who.units or who.groups:
        mine = Q(units__in=who.units) | Q(groups__in=who.groups)
        audiences = audiences.exclude(
            pk__in=PageAudience.objects.filter(mine).values("pk")
        )
    return audiences.values("page_id")


AUDIENCES = Circle(belonging_of, pages_for_others)


def group_ids(user: Visitor) -> set[int]:
    """This visitor's groups, asked once per request."""
    if not user.is_authenticated or not user.is_active:
        return set()
    return set(user.group_keys.values())


def unit_ids(user: Visitor) -> set[int]:
    """This person's units with all above them, asked once per request."""
    if not user.is_authenticated:
        return set()
    if not hasattr(user, "_unit_ids"):
        user._unit_ids = units_of(user)
    return user._unit_ids


def once_per_request(key: Hashable, look_up: Callable):
    """Return what was looked up, asked once per request; outside one, each time."""
    known = _looked_up.get()
    if known is None:
        return look_up()
    if key not in known:
        known[key] = look_up()
    return known[key]


def seen_at() -> datetime:
    """The moment whose pages are looked up: now, unless a preview looks elsewhere."""
    return once_per_request("moment", timezone.now)


@contextmanager
def looking_at(moment: datetime) -> Iterator[None]:
    """Within this block pages are those that can be read at another moment."""
    token = _looked_up.set({"moment": moment})
    try:
        yield
    finally:
        _looked_up.reset(token)


@contextmanager
def remembering() -> Iterator[None]:
    """Within this block the locks of the house are looked up only once."""
    token = _looked_up.set({})
    try:
        yield
    finally:
        _looked_up.reset(token)
