"""
An activity as a file: CSV, XLSX, and GeoJSON of what has a place.

Every format brings its rows and this module does the rest, so that all files are
alike: public texts only, no names, no figures that are kept until the end, and
nothing that a spreadsheet would take for a formula.
"""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import chain
from tempfile import SpooledTemporaryFile
from typing import Any

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from participation import clock, spreadsheets
from participation.models import Activity, Comment, Contribution, Outcome
from participation.models.ratings import HIGHEST
from participation.permissions import figures_shown

Row = dict[str, Any]
BYTE_ORDER_MARK = "\ufeff"  # without it, spreadsheets guess the letters wrongly
FORMULA = re.compile(r"^[=+\-@\t\r']")
IN_MEMORY = 5 * 1024 * 1024

# What the columns are called on paper; questions of a survey speak for themselves.
LABELS = {
    "number": pgettext_lazy("export", "number"),
    "day": pgettext_lazy("export", "day"),
    "origin": pgettext_lazy("export", "origin"),
    "official": pgettext_lazy("export", "by the town"),
    "category": pgettext_lazy("export", "category"),
    "side": pgettext_lazy("export", "side"),
    "title": pgettext_lazy("export", "title"),
    "text": pgettext_lazy("export", "text"),
    "address": pgettext_lazy("export", "place"),
    "lat": pgettext_lazy("export", "latitude"),
    "lon": pgettext_lazy("export", "longitude"),
    "supports": pgettext_lazy("export", "supports"),
    "comments": pgettext_lazy("export", "comments"),
    "outcome": pgettext_lazy("export", "outcome"),
    "reached": pgettext_lazy("export", "threshold reached"),
    "ratings": pgettext_lazy("export", "ratings"),
    **{
        f"rated_{value}": format_lazy(pgettext_lazy("export", "rated {n}"), n=value)
        for value in range(1, HIGHEST + 1)
    },
    "mean": pgettext_lazy("export", "mean"),
    "contribution": pgettext_lazy("export", "contribution"),
    "reply_to": pgettext_lazy("export", "reply to"),
    "paragraph": pgettext_lazy("export", "paragraph"),
    "question": pgettext_lazy("export", "question"),
    "row": pgettext_lazy("export", "row"),
    "answer": pgettext_lazy("export", "answer"),
    "count": pgettext_lazy("export", "how many"),
    "percent": pgettext_lazy("export", "percent"),
    "answered": pgettext_lazy("export", "answers in all"),
}

# Columns whose values are codes for machines; a table for people says them in words.
CODES = {
    "origin": Contribution.Origin,
    "side": Contribution.Side,
    "outcome": Outcome.Status,
}


def files(activity: Activity) -> list[tuple[str, str]]:
    """Each file of an activity: what it is called, and its address."""
    where = [activity.procedure.slug, activity.key]
    kinds = ["csv", "xlsx", *(["geojson"] if has_places(activity) else [])]
    found = [
        (kind.upper(), reverse("participation:activity_data", args=[*where, kind]))
        for kind in kinds
    ]
    address = reverse("participation:activity_comments", args=where)
    return [*found, (_("comments as CSV"), address)]


def has_places(activity: Activity) -> bool:
    return activity.place != Activity.Place.NONE


def rows(activity: Activity, at: datetime) -> Iterator[Row]:
    """What is exported of an activity at a moment, one row for each contribution."""
    shown = figures_shown(activity, at)
    if activity.recipe.figures_only and not shown:
        return
    kept = frozenset() if shown else activity.recipe.figure_columns
    for row in activity.recipe.export_rows(activity):
        yield {name: value for name, value in row.items() if name not in kept}


def comment_rows(activity: Activity) -> Iterator[Row]:
    """Every public comment on what is public in an activity."""
    public = Comment.objects.filter(
        contribution__activity=activity,
        contribution__status=Comment.Status.VISIBLE,
        contribution__withdrawn_at=None,
    ).published()
    for comment in public.order_by("pk").iterator():
        yield {
            "number": comment.pk,
            "contribution": comment.contribution_id,
            "reply_to": comment.parent_id,
            "day": clock.day_of(comment.created_at),
            "official": pgettext("export", "yes") if comment.is_official else "",
            "text": comment.text,
        }


def csv_lines(found: Iterable[Row]) -> Iterator[str]:
    """A table as lines of CSV, with semicolons, as German spreadsheets read it."""
    writer = csv.writer(Line(), delimiter=";")
    for number, values in enumerate(table(found)):
        line = writer.writerow([in_words(value) for value in values])
        yield line if number else BYTE_ORDER_MARK + line


class Line:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def workbook(sheets: dict[str, Iterable[Row]]):
    """Tables as a file of a spreadsheet; large ones don't stay in memory."""
    book = spreadsheets.new_book()
    for title, found in sheets.items():
        sheet = book.create_sheet(title)
        for values in table(found):
            sheet.append([for_cell(value) for value in values])
    file = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the answer closes it
    book.save(file)
    file.seek(0)
    return file


def geojson(found: Iterable[Row]) -> Iterator[str]:
    """Everything that has a place, as features."""
    yield '{"type": "FeatureCollection", "features": ['
    separator = ""
    for row in found:
        if row.get("lat") is not None:
            yield separator + json.dumps(feature(row), ensure_ascii=False)
            separator = ",\n"
    yield "]}"


def feature(row: Row) -> dict:
    rest = {name: v for name, v in row.items() if name not in {"lat", "lon"}}
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [row["lon"], row["lat"]]},
        "properties": {
            name: v.isoformat() if isinstance(v, date) else v
            for name, v in rest.items()
        },
    }


def table(found: Iterable[Row]) -> Iterator[list]:
    """A line of names, then the values of each row below them."""
    found = iter(found)
    first = next(found, None)
    if first is None:
        return
    yield [str(LABELS.get(name, name)) for name in first]
    for row in chain([first], found):
        yield [label(name, row.get(name)) for name in first]


def label(name: str, value):
    """What people call a value: “auf Papier” instead of “paper”."""
    choices = CODES.get(name)
    return str(choices(value).label) if choices and value else value


def code(name: str, words) -> str:
    """The code that a table says in words; the code itself is understood, too."""
    choices = CODES[name]
    by_label = {str(choice.label): choice.value for choice in choices}
    return by_label.get(words) or choices(words).value


def harmless(text: str) -> str:
    """
    A text that no spreadsheet takes for a formula.

    An apostrophe goes before whatever might be one; ``original`` takes it away.
    """
    return f"'{text}" if FORMULA.match(text) else text


def original(text: str) -> str:
    """The text that was made harmless."""
    return text[1:] if text[:1] == "'" and FORMULA.match(text[1:]) else text


def in_words(value) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float):
        return str(value)
    return harmless(value or "")


def for_cell(value):
    """Numbers and days stay what they are; texts can't begin a formula."""
    if isinstance(value, int | float | date) or value is None:
        return value
    return harmless(spreadsheets.clean(str(value)))
