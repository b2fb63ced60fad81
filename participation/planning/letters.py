"""
Letters about results in one PDF: sorted for the post, each with an address window.

The window is that of DIN 5008, form B. Every letter begins on a page of its own and
counts its own pages.
"""

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from django.conf import settings
from django.db.models.functions import Length
from django.urls import reverse
from django.utils import timezone

from home.notices import town
from participation.planning import press
from participation.planning.models import Plan, ResultMessage
from participation.planning.results import HEADING, day
from participation.planning.telling import letters_of

POSTCODE = re.compile(r"\b\d{5}\b")
IN_ONE_PIECE = 100
MOST_LINES = 6  # fit into the window
TEMPLATE = "result_letters"


def write(plan: Plan, target: BinaryIO) -> int:
    """Write the letters of a plan as one PDF; return how many there are."""
    messages = sorted_for_the_post(plan)
    with TemporaryDirectory() as folder:
        parts = []
        for number, keys in enumerate(in_pieces(messages)):
            part = Path(folder) / f"{number:03d}.pdf"
            press.set_piece(TEMPLATE, data_of(plan, keys), part)
            parts.append(part)
        if parts:
            book = Path(folder) / "briefe.pdf"
            press.bind(parts, book)
            copy(book, target)
    return len(messages)


def copy(path: Path, target: BinaryIO) -> None:
    with path.open("rb") as file:
        while chunk := file.read(1024 * 1024):
            target.write(chunk)


def sorted_for_the_post(plan: Plan) -> list[tuple[str, str, int, int]]:
    """Postal code, name, key and length of each letter, in the order of the post."""
    rows = letters_of(plan).order_by().annotate(length=Length("text"))
    fields = ("statement__address", "statement__name", "pk", "length")
    found = rows.values_list(*fields)
    return sorted(
        (postcode(address), name.casefold(), pk, length)
        for address, name, pk, length in found.iterator()
    )


def postcode(address: str) -> str:
    """The last five digits in a row: a house number stands before them."""
    found = POSTCODE.findall(address)
    return found[-1] if found else ""


def in_pieces(messages):
    return press.pieces(((row[3], row[2]) for row in messages), most=IN_ONE_PIECE)


def data_of(plan: Plan, keys: list[int]) -> dict:
    rows = ResultMessage.objects.select_related("statement__plan").in_bulk(keys)
    house = town()
    address = (getattr(house, "address", "") or "").split("\n")
    return {
        "title": f"Ergebnis der Prüfung Ihrer Stellungnahme: {plan.name}",
        "town": getattr(house, "name", ""),
        "sender": " · ".join(filter(None, [getattr(house, "name", ""), *address])),
        "contact": contact(house),
        "today": day(timezone.localdate()),
        "page": page_of(plan),
        "letters": [letter(rows[key]) for key in keys],
    }


def contact(house) -> str:
    ways = (getattr(house, "phone", ""), getattr(house, "email", ""))
    return " · ".join(filter(None, ways))


def page_of(plan: Plan) -> str:
    path = reverse("participation:procedure", args=[plan.procedure.slug])
    return f"{settings.BASE_URL}{path}"


def letter(message: ResultMessage) -> dict:
    statement = message.statement
    return {
        "address": address_lines(statement),
        "reference": statement.reference,
        "paragraphs": [
            {"text": text, "is_heading": text.startswith(HEADING)}
            for text in message.text.split("\n\n")
        ],
    }


def address_lines(statement) -> list[str]:
    """Who and where; what doesn't fit into the window joins the last line."""
    where = [part.strip() for part in re.split(r"[,\n]", statement.address)]
    lines = list(filter(None, [statement.organisation, statement.name, *where]))
    if len(lines) <= MOST_LINES:
        return lines
    return [*lines[: MOST_LINES - 1], ", ".join(lines[MOST_LINES - 1 :])]
