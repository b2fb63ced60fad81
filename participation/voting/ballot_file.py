"""
The published ballot file: every ballot in one line, sorted by its random number.

Its bytes are always the same for the same ballots, so a checksum proves that not one
of them was changed.
"""

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from participation import receipts
from participation.voting.paper import Method, Paper, YesNo

NUMBER = "Nummer"
WORDS = {YesNo.YES: "ja", YesNo.NO: "nein", YesNo.ABSTAIN: "enthaltung"}
MARKS = {word: answer.value for answer, word in WORDS.items()}
SEPARATOR, LINE_END = ";", "\r\n"
# Two letters for ten bits: a ballot number has twelve.
PAIRS = [a + b for a in receipts.LETTERS for b in receipts.LETTERS]
PLACES = (50, 40, 30, 20, 10, 0)
CHOSEN = "x"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def readable_number(number: int) -> str:
    """A ballot number as people read it, ``7KQM-2F9T-XW3P``; sorts like the number."""
    a, b, c, d, e, f = (PAIRS[number >> place & 1023] for place in PLACES)
    return f"{a}{b}-{c}{d}-{e}{f}"


def write(paper: Paper, ballots: Iterable[tuple[int, Sequence]]) -> bytes:
    """The file for ballots that come sorted by number; a spreadsheet can open it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=SEPARATOR, lineterminator=LINE_END)
    writer.writerow(header(paper))
    words = words_of(paper)
    # No mark needs quotes, so the lines are joined by hand: five times as fast.
    for number, marks in ballots:
        cells = [readable_number(number), *[words[mark] for mark in marks]]
        text.write(SEPARATOR.join(cells) + LINE_END)
    return text.getvalue().encode("utf-8-sig")


def name_of(slug: str, key: str) -> str:
    """The name of the file says of which vote it is; ``recount`` reads it."""
    return f"stimmzettel-{slug}--{key}.csv"


def vote_in(name: str) -> tuple[str, str]:
    """Procedure and activity as the name of a file says them."""
    found = re.fullmatch(r"stimmzettel-(.+?)--([\w-]+?)(?: ?\(\d+\))?\.csv", name)
    return (found[1], found[2]) if found else ("", "")


def checksum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def header(paper: Paper) -> list[str]:
    return [NUMBER, *(harmless(option.title) for option in paper.options)]


def harmless(title: str) -> str:
    """A title that no spreadsheet takes for a formula."""
    return f"'{title}" if title.startswith(FORMULA) else title


def words_of(paper: Paper) -> dict:
    """How each mark is written."""
    match paper.method:
        case Method.CHOOSE:
            return {1: CHOSEN, 0: ""}
        case Method.RANKING:
            return {0: ""} | {n: str(n) for n in range(1, len(paper.options) + 1)}
        case _:
            return WORDS


class BadFileError(ValueError):
    """The file is no ballot file of this vote; says where not."""


def read(paper: Paper, content: bytes) -> Iterator[tuple[str, list]]:
    """Every ballot of a file, by number; complains of the first line that is wrong."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFileError("Die Datei ist kein Text in UTF-8.") from error
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=SEPARATOR)
    if next(lines, None) != header(paper):
        raise BadFileError("Zeile 1: Die Kopfzeile passt nicht zu dieser Abstimmung.")
    for place, cells in enumerate(lines, start=2):
        yield ballot_in(paper, place, cells)


def ballot_in(paper: Paper, place: int, cells: list[str]) -> tuple[str, list]:
    try:
        number, *words = cells
        marks = [mark_in(paper, word) for word in words]
    except (KeyError, ValueError) as error:
        raise BadFileError(
            f"Zeile {place}: nicht lesbar ({';'.join(cells)})."
        ) from error
    if fault := paper.fault(marks):
        raise BadFileError(f"Zeile {place}: kein gültiger Stimmzettel ({fault}).")
    return number, marks


def mark_in(paper: Paper, word: str):
    match paper.method:
        case Method.CHOOSE:
            return {CHOSEN: 1, "": 0}[word]
        case Method.RANKING:
            return int(word) if word else 0
        case _:
            return MARKS[word]
