"""
What was not followed, with the comment of the town, for the higher authority.

§ 3 (2) S. 8 BauGB: it goes along when a plan is put forward for permission (BP-21).
One PDF in the order of the statements, packed with the files that came with them.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from django.db.models import Prefetch, QuerySet

from home.notices import town
from participation import clock
from participation.planning import press
from participation.planning.archive_names import safe_name
from participation.planning.models import Plan, Point, Statement
from participation.planning.results import day
from participation.planning.table import PIECE, named, result_in_words, statements_of

TEMPLATE = "not_followed"
HEADING = 150  # a heading, its place in the outline included, costs as many letters
AGAINST = (Point.Result.NOT_FOLLOWED, Point.Result.PARTLY)


def points_against() -> QuerySet:
    """Points of which something was not followed, in whole or in part."""
    return Point.objects.filter(result__in=AGAINST)


def rows(plan: Plan) -> Iterator[Statement]:
    against = points_against().select_related("resolution").order_by("number")
    chosen = statements_of(plan).standing()
    chosen = chosen.filter(pk__in=points_against().values("statement"))
    chosen = chosen.prefetch_related(None).prefetch_related(
        Prefetch("points", against), "versions", "files"
    )
    for statement in chosen.iterator(chunk_size=PIECE):
        statement.plan = plan
        yield statement


def count(plan: Plan) -> int:
    found = points_against().filter(statement__plan=plan)
    return found.values("statement").distinct().count()


def write(plan: Plan, target: BinaryIO) -> int:
    """Write the archive of PDF and files; return how many statements it holds."""
    with TemporaryDirectory() as folder, zipfile.ZipFile(target, "w") as archive:
        number, parts = 0, []
        for piece in press.pieces(entries(plan, archive)) if count(plan) else [[]]:
            part = Path(folder) / f"{len(parts):03d}.pdf"
            press.set_piece(TEMPLATE, data_of(plan, piece), part)
            parts.append(part)
            number += len(piece)
        book = Path(folder) / "nicht-gefolgt.pdf"
        press.bind(parts, book)
        archive.write(book, book.name)
    return number


def entries(plan: Plan, archive: zipfile.ZipFile) -> Iterator[tuple[int, dict]]:
    """Each statement as values, numbered; its files go into the archive meanwhile."""
    for number, statement in enumerate(rows(plan), start=1):
        found = entry(number, statement)
        found["files"] = [
            put_in(archive, number, position, file)
            for position, file in enumerate(statement.current_files, start=1)
        ]
        yield weight(found), found


def weight(found: dict) -> int:
    """What the press must hold for one statement, in letters."""
    points = found["points"]
    texts = (len(point["text"]) + len(point["reasons"]) for point in points)
    return len(found["text"]) + sum(texts) + HEADING * (1 + len(points))


def put_in(archive: zipfile.ZipFile, number: int, position: int, file) -> str:
    name = f"anlagen/{number:04d}-{position:02d}-{safe_name(file.filename)}"
    with file.file.open("rb") as source, archive.open(name, "w") as copy:
        for chunk in source.chunks():
            copy.write(chunk)
    return name


def entry(number: int, statement: Statement) -> dict:
    return {
        "number": number,
        "reference": statement.reference,
        "giver": named(statement),
        "received": day(clock.day_of(statement.received_at)),
        "text": statement.current.text,
        "points": [
            {
                "number": point.number,
                "text": point.text,
                "result": result_in_words(point),
                "reasons": point.proposal,
            }
            for point in statement.points.all()
        ],
    }


def data_of(plan: Plan, found: list[dict]) -> dict:
    return {
        "title": f"Nicht berücksichtigte Stellungnahmen: {plan.name} ({plan.number})",
        "town": getattr(town(), "name", ""),
        "note": "Anlage nach § 3 Absatz 2 Satz 8 BauGB mit der Stellungnahme der"
        " Gemeinde.",
        "nothing": "Es gibt keine nicht berücksichtigten Stellungnahmen.",
        "statements": found,
    }
