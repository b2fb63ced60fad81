"""
The address list of authorities: looking through it, taking it out, bringing it in.

A town asks some hundred bodies at most, so a list is read once and narrowed here: tags
lie in a list that not every database can search.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from home import audit
from home.models import User
from participation.planning.models import Authority
from participation.planning.permissions import can_plan

YES, NO = "ja", "nein"
# What the columns of a file are called, in their order.
COLUMNS = {
    "name": pgettext_lazy("authority", "name"),
    "department": pgettext_lazy("authority", "department"),
    "person": pgettext_lazy("authority", "contact person"),
    "email": pgettext_lazy("authority", "e-mail"),
    "address": pgettext_lazy("authority", "postal address"),
    "tags": pgettext_lazy("authority", "tags"),
    "note": pgettext_lazy("authority", "note"),
    "is_active": pgettext_lazy("authority", "is asked"),
}


@dataclass(frozen=True)
class Narrowing:
    """Which authorities of the list somebody wants to see."""

    words: str = ""
    tags: frozenset[str] = frozenset()
    state: str = "active"  # active, inactive, without_mail, all

    def fits(self, authority: Authority) -> bool:
        return (
            self._fits_state(authority)
            and self.tags <= set(authority.tags)
            and all(word in text_of(authority) for word in self.words.lower().split())
        )

    def _fits_state(self, authority: Authority) -> bool:
        if self.state == "without_mail":
            return authority.is_active and not authority.email
        return self.state == "all" or authority.is_active == (self.state == "active")


def text_of(authority: Authority) -> str:
    """Everything by which one might look for an authority."""
    names = ("name", "department", "person", "email", "address")
    parts = [*(getattr(authority, name) for name in names), *authority.tags]
    return " ".join(parts).lower()


def narrowed(narrowing: Narrowing) -> list[Authority]:
    return [each for each in Authority.objects.all() if narrowing.fits(each)]


def known_tags() -> list[str]:
    """Every tag that some authority has, by name."""
    lists = Authority.objects.values_list("tags", flat=True)
    return sorted({tag for tags in lists for tag in tags}, key=str.lower)


def ensure_plans(by: User) -> None:
    """Only planners write to authorities, or change who they are."""
    if not can_plan(by):
        raise PermissionDenied


@transaction.atomic
def save(authority: Authority, *, by: User) -> Authority:
    ensure_plans(by)
    is_new = authority.pk is None
    authority.save()
    verb = "add" if is_new else "change"
    audit.record(f"planning.{verb}_authority", f"TöB {authority.pk}", actor=by)
    return authority


@transaction.atomic
def switch(authority: Authority, *, on: bool, by: User) -> None:
    """Ask a body no more, or again; its invitations so far stay as they are."""
    ensure_plans(by)
    authority.is_active = on
    authority.save(update_fields=["is_active"])
    verb = "activate" if on else "deactivate"
    audit.record(f"planning.{verb}_authority", f"TöB {authority.pk}", actor=by)


def export_rows() -> Iterator[dict]:
    """The whole list, one row for each authority, with words for columns."""
    for authority in Authority.objects.all():
        values = {name: getattr(authority, name) for name in COLUMNS}
        values["tags"] = ", ".join(authority.tags)
        values["is_active"] = YES if authority.is_active else NO
        yield {str(COLUMNS[name]): value for name, value in values.items()}


@dataclass(frozen=True)
class Brought:
    """How many bodies of a file were new, and how many were known already."""

    added: int
    changed: int


@transaction.atomic
def bring(rows: Iterable[Authority], *, by: User) -> Brought:
    """Save what was read from a file; the same body twice is one."""
    ensure_plans(by)
    rows = list(rows)
    added = sum(authority.pk is None for authority in rows)
    for authority in rows:
        authority.save()
    brought = Brought(added, len(rows) - added)
    data = {"added": brought.added, "changed": brought.changed}
    audit.record("planning.import_authorities", "TöB-Liste", actor=by, data=data)
    return brought


def names_of(rows: Iterable[Authority], most: int = 3) -> str:
    """The first names of a list, and how many more there are."""
    names = [str(each) for each in rows]
    listed = ", ".join(names[:most])
    if len(names) <= most:
        return listed
    more = pgettext("authority", "%(names)s and %(n)d more")
    return more % {"names": listed, "n": len(names) - most}


def in_words(brought: Brought) -> str:
    words = _("%(added)d authorities were added, %(changed)d were changed.")
    return words % {"added": brought.added, "changed": brought.changed}
