"""
An exported activity, brought back: contributions, comments, and what was given to them.

All or nothing. Every error names its row and column. Doing it twice adds nothing:
each row has a key made of the activity and its number in the file.
"""

import csv
import uuid
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from participation import clock, exports, spreadsheets
from participation.models import (
    Activity,
    Comment,
    Contribution,
    Rating,
    Support,
    Writing,
)
from participation.models.ratings import HIGHEST
from participation.services import announce

NAMESPACE = uuid.UUID("0b9f7d1e-2f0d-4d6c-9f4e-6f8a1f6a3c11")
NAMES = {str(label): name for name, label in exports.LABELS.items()}
Row = dict


class ImportRefused(ValueError):  # noqa: N818
    """Why a file was not taken, in words, an error a line."""

    def __init__(self, errors: list[str]):
        super().__init__("\n".join(errors))
        self.errors = errors


@dataclass
class Table:
    """What a file holds."""

    contributions: list[Row]
    comments: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class Imported:
    contributions: int
    comments: int
    supports: int
    ratings: int


def read(path: Path) -> Table:
    """A file as it was exported: CSV, or XLSX with its comments."""
    if path.suffix.lower() == ".xlsx":
        with closing(spreadsheets.opened(path)) as book:
            sheets = book.worksheets[:2]
            return Table(*(list(rows_of(sheet.values)) for sheet in sheets))
    with path.open(encoding="utf-8-sig", newline="") as file:
        return Table(list(rows_of(csv.reader(file, delimiter=";"))))


def rows_of(lines: Iterable) -> Iterator[Row]:
    lines = iter(lines)
    head = [NAMES.get(str(name), str(name)) for name in next(lines, ())]
    for line in lines:
        values = (exports.original(v) if isinstance(v, str) else v for v in line)
        yield dict(zip(head, values, strict=False))


@transaction.atomic
def bring(table: Table, activity: Activity) -> Imported:
    """Put everything into an activity, without names: those were not exported."""
    errors = []
    rows = [checked(row, n, errors) for n, row in enumerate(table.contributions, 2)]
    if errors:
        raise ImportRefused(errors)
    made = {str(row["number"]): contribution(row, activity) for row in rows}
    new = [found for found, is_new in made.values() if is_new]
    fresh = {key: found for key, (found, is_new) in made.items() if is_new}
    supports, ratings = given(rows, fresh)
    comments = bring_comments(table.comments, made, activity)
    for row in new:
        announce(row)
    return Imported(len(new), comments, supports, ratings)


def checked(row: Row, line: int, errors: list[str]) -> Row:
    """A row as the database takes it; what is wrong goes to the errors."""
    values = dict(row)
    for name, read_as in COLUMNS.items():
        try:
            values[name] = read_as(row.get(name))
        except (ValueError, TypeError):
            words = _("Row %(n)d, column “%(column)s”: “%(value)s” can't be read.")
            errors.append(
                words
                % {
                    "n": line,
                    "column": exports.LABELS[name],
                    "value": row.get(name),
                }
            )
    return values


def a_day(value) -> date:
    if value in (None, ""):
        return clock.day_of(datetime.now(clock.BERLIN))
    if isinstance(value, datetime):
        return value.date()
    return date.fromisoformat(str(value))


def a_number(value) -> int:
    return int(value or 0)


def a_degree(value) -> float | None:
    return None if value in (None, "") else float(value)


def a_title(value) -> str:
    if not value or len(str(value)) > Contribution.LONGEST_TITLE:
        raise ValueError(value)
    return str(value)


def a_text(value) -> str:
    return str(value or "")


def a_code(name, default=""):
    return lambda value: exports.code(name, value) if value else default


COLUMNS = {
    "number": a_number,
    "day": a_day,
    "origin": a_code("origin", Contribution.Origin.ONLINE.value),
    "side": a_code("side"),
    "title": a_title,
    "text": a_text,
    "category": a_text,
    "address": a_text,
    "lat": a_degree,
    "lon": a_degree,
    "supports": a_number,
}


def contribution(row: Row, activity: Activity) -> tuple[Contribution, bool]:
    """The contribution of a row; an option of the town is there already."""
    if activity.recipe.puts_up_options:
        put_up = activity.contributions.filter(title=row["title"], is_official=True)
        if found := put_up.exclude(option=None).first():
            return found, not found.ratings.exists()
        raise ImportRefused(
            [_("There is no option “%(title)s”.") % {"title": row["title"]}]
        )
    names = ("origin", "side", "title", "text", "category", "address", "lat", "lon")
    return Contribution.objects.get_or_create(
        idempotency_key=key_of(activity, "beitrag", row["number"]),
        defaults={name: row[name] for name in names}
        | {
            "activity": activity,
            "is_official": bool(row.get("official")),
            "status": Writing.Status.VISIBLE,
            "created_at": at_noon(row["day"]),
        },
    )


def given(rows: list[Row], fresh: dict[str, Contribution]) -> tuple[int, int]:
    """Supports and ratings of what is new, as many as there were, without names."""
    supports, ratings = [], []
    for row in rows:
        if (found := fresh.get(str(row["number"]))) is None:
            continue
        supports += [Support(contribution=found) for _n in range(row["supports"])]
        for value in range(1, HIGHEST + 1):
            ratings += [
                Rating(contribution=found, value=value, at=at_noon(row["day"]))
                for _n in range(a_number(row.get(f"rated_{value}")))
            ]
    Support.objects.bulk_create(supports, batch_size=1000)
    Rating.objects.bulk_create(ratings, batch_size=1000)
    return len(supports), len(ratings)


def bring_comments(rows: list[Row], made: dict, activity: Activity) -> int:
    """Comments in their order, so that each reply finds what it replies to."""
    known, number = {}, 0
    for row in rows:
        parent = known.get(str(row.get("reply_to") or ""))
        known[str(row["number"])], is_new = Comment.objects.get_or_create(
            idempotency_key=key_of(activity, "kommentar", row["number"]),
            defaults={
                "contribution": made[str(row["contribution"])][0],
                "parent": parent,
                "text": a_text(row["text"]),
                "is_official": bool(row.get("official")),
                "status": Writing.Status.VISIBLE,
                "created_at": at_noon(a_day(row["day"])),
            },
        )
        number += is_new
    return number


def key_of(activity: Activity, kind: str, number) -> uuid.UUID:
    where = f"{activity.procedure.slug}/{activity.key}/{kind}/{number}"
    return uuid.uuid5(NAMESPACE, where)


def at_noon(day: date) -> datetime:
    """The files know days only."""
    return datetime.combine(day, time(12), tzinfo=clock.BERLIN)
