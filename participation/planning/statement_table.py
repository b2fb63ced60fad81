"""
Tables of statements as spreadsheets write them: read, and checked cell by cell.

Everything wrong is told with its row and column. A formula is refused: what it shows
depends on the program that opens it, and nobody stated a formula.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _

from participation import exports, spreadsheets
from participation.forms.fields import plain
from participation.planning import reception
from participation.planning.models import Round, Statement

MOST_ROWS = 3_000
MOST_ERRORS = 200
LARGEST = 20 * 1024 * 1024
Row = dict


class TableRefused(ValueError):  # noqa: N818
    """Why a table was not taken, in words, an error a line."""

    def __init__(self, errors: list[str]):
        super().__init__("\n".join(errors))
        self.errors = errors


@dataclass(frozen=True)
class Column:
    """One column: its German name in the head, and how a cell of it is read."""

    head: str
    read: Callable
    example: str = ""


@dataclass
class Reading:
    """The rows of a table, and what is wrong with them."""

    rows: list[Row] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def text_of(longest: int, *, required: bool = False) -> Callable:
    def read(value) -> str:
        text = plain(exports.original(str(value)))
        if required and not text:
            raise ValueError(_("is empty"))
        if len(text) > longest:
            words = _("has %(n)d characters, at most %(most)d are possible")
            raise ValueError(words % {"n": len(text), "most": longest})
        return text

    return read


def a_day(value) -> date:
    """A day as spreadsheets keep it, or as people write it; never one to come."""
    if isinstance(value, datetime):
        found = value.date()
    elif isinstance(value, date):
        found = value
    else:
        found = day_in(str(value).strip())
    if found > timezone.localdate():
        raise ValueError(_("is still to come"))
    return found


def day_in(text: str) -> date:
    for pattern in ("%d.%m.%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007 - a day only
        except ValueError:
            continue
    raise ValueError(_("is no day, such as 03.05.2027"))


def an_email(value) -> str:
    text = str(value).strip()
    try:
        if text:
            validate_email(text)
    except ValidationError:
        raise ValueError(_("is no e-mail address")) from None
    return text


def one_of(choices) -> Callable:
    """A choice by its key or by the word that screens show; empty is the first."""
    known = {str(label).casefold(): value for value, label in choices.choices}
    known |= {value: value for value in choices.values}

    def read(value) -> str:
        word = str(value).strip().casefold()
        if not word:
            return choices.values[0]
        if word not in known:
            words = _("is none of: %(words)s")
            raise ValueError(words % {"words": ", ".join(map(str, choices.labels))})
        return known[word]

    return read


def columns() -> dict[str, Column]:
    """The columns by the names of their fields; the words are those of the screens."""
    return {
        "mark": Column("Kennung", text_of(80), "E-17"),
        "received_on": Column("Eingang", a_day, "03.05.2025"),
        "text": Column(
            "Text",
            text_of(Statement.LONGEST_TEXT, required=True),
            "Die Straße ist zu schmal.",
        ),
        "giver": Column("Von", one_of(Statement.Giver), "Privatperson"),
        "name": Column("Name", text_of(160), "Hedwig Kern"),
        "organisation": Column("Organisation", text_of(200)),
        "address": Column("Anschrift", text_of(300), "Salinenstraße 4, Bad Rebenheim"),
        "email": Column("E-Mail", an_email, "kern@example.org"),
        "document": Column("Unterlage", text_of(200), "Begründung"),
        "passage": Column("Stelle", text_of(200), "Seite 12"),
        "place": Column("Ort", text_of(200)),
    }


REQUIRED = ("received_on", "text")


def read_table(content: bytes, filename: str, in_round: Round) -> list[Row]:
    """The rows of a CSV or XLSX file, all of them right, or everything wrong."""
    if len(content) > LARGEST:
        raise TableRefused([_("The file is larger than 20 MB.")])
    lines = lines_of(content, filename)
    heads, reading = heads_of(next(lines, [])), Reading()
    fits = fitting(in_round)
    for number, line in enumerate(lines, 2):
        if is_example(line, heads):
            words = _(
                "Row %(n)d is the example of the prepared table. Please delete it."
            )
            reading.errors.append(words % {"n": number})
        elif any(value not in (None, "") for value in line):
            reading.rows.append(checked(line, heads, number, fits, reading))
        if len(reading.rows) > MOST_ROWS:
            words = _("The table has more than %(n)d rows. Please split it.")
            raise TableRefused([words % {"n": MOST_ROWS}])
    if not (reading.rows or reading.errors):
        raise TableRefused([_("The table has no rows.")])
    if reading.errors:
        raise TableRefused(reading.errors[:MOST_ERRORS])
    return reading.rows


def is_example(line: Iterable, heads: list[str]) -> bool:
    """Nobody said what the prepared table shows: it must not get into the file."""
    given = dict(zip(heads, line, strict=False))
    telling = {name: columns()[name].example for name in ("mark", "text", "name")}
    return all(given.get(name) == example for name, example in telling.items())


def heads_of(line: Iterable) -> list[str]:
    """The names of fields in the order of the table's columns."""
    names = {column.head.casefold(): name for name, column in columns().items()}
    given = [str(value or "").strip() for value in line]
    errors = [
        _("Row 1: there is no column “%(head)s”.") % {"head": head}
        for head in given
        if head and head.casefold() not in names
    ]
    heads = [names.get(head.casefold(), "") for head in given]
    errors += [
        _("Row 1: the column “%(head)s” is missing.") % {"head": columns()[name].head}
        for name in REQUIRED
        if name not in heads
    ]
    if errors:
        raise TableRefused(errors)
    return heads


def checked(line, heads, number: int, fits: dict, reading: Reading) -> Row:
    """A row as the database takes it; what is wrong goes to the errors."""
    known, row = columns(), {}
    given = dict(zip(heads, line, strict=False))
    for name, column in known.items():
        value = given.get(name)
        try:
            if value is spreadsheets.FORMULA:
                raise ValueError(_("is a formula"))
            row[name] = column.read("" if value is None else value)
            if name in fits:
                row[name] = fits[name](row[name])
        except ValueError as error:
            words = _("Row %(n)d, column “%(column)s”: “%(value)s” %(error)s.")
            shown = "" if value is spreadsheets.FORMULA else str(value or "")[:40]
            told = {"n": number, "column": column.head, "value": shown, "error": error}
            reading.errors.append(words % told)
    return row


def fitting(in_round: Round) -> dict[str, Callable]:
    """What a cell has to be in this round, beside readable."""
    documents = {row.title.casefold(): row for row in in_round.plan.documents.all()}
    return {
        "document": partial(document_in, documents),
        "giver": partial(giver_in, in_round),
    }


def document_in(documents: dict, title: str):
    if title and title.casefold() not in documents:
        raise ValueError(_("is no document of this plan"))
    return documents.get(title.casefold())


def giver_in(in_round: Round, giver: str) -> str:
    if not reception.asks(in_round, giver):
        raise ValueError(_("stands for a private person; this round asks authorities"))
    return giver


def lines_of(content: bytes, filename: str) -> Iterator[list]:
    try:
        yield from spreadsheets.lines_of(io.BytesIO(content), filename)
    except spreadsheets.Unreadable as error:
        raise TableRefused([str(error)]) from error


def empty_table() -> str:
    """A table with its head and an example, to be filled in."""
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";")
    writer.writerow([column.head for column in columns().values()])
    writer.writerow([column.example for column in columns().values()])
    return exports.BYTE_ORDER_MARK + file.getvalue()
