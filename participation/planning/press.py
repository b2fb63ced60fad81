"""
Setting long papers, each piece by a process of its own.

Typst keeps whatever it once laid out for as long as its process lives: 1,000 rows of
a table are 100 MB that a web worker would never give back. What runs there knows
nothing of Django, so that it starts in a moment.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from participation.planning.pdf import compiled

ROOT = Path(__file__).resolve().parents[2]
SETTING, BINDING = "participation.planning.press", "participation.planning.binding"
# What one piece may hold: at most 150 MB when it is set.
MOST_ENTRIES, MOST_LETTERS = 1_000, 500_000

Entry = TypeVar("Entry")


class PressError(Exception):
    """A paper could not be set; says what the press said."""


def pieces(
    entries: Iterable[tuple[int, Entry]], most: int = MOST_ENTRIES
) -> Iterator[list[Entry]]:
    """Entries, each with its number of letters, in lists that fit into one piece."""
    piece: list[Entry] = []
    letters = 0
    for length, entry in entries:
        if piece and (len(piece) >= most or letters + length > MOST_LETTERS):
            yield piece
            piece, letters = [], 0
        piece.append(entry)
        letters += length
    if piece:
        yield piece


def set_piece(name: str, data: dict, target: Path) -> None:
    """Write the PDF of a template with these values into a file."""
    values = json.dumps(data, ensure_ascii=False, default=str)
    run([SETTING, name, str(target)], values.encode())


def bind(parts: list[Path], target: Path) -> None:
    """Make one PDF of several, with all of their structure for screen readers."""
    if len(parts) == 1:
        parts[0].replace(target)
        return
    run([BINDING, str(target), *map(str, parts)])


def run(arguments: list[str], given: bytes = b"") -> None:
    done = subprocess.run(  # noqa: S603 - modules of ours, with paths of ours
        [sys.executable, "-m", *arguments],
        input=given,
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise PressError(done.stderr.decode("utf-8", "replace")[-2000:])


if __name__ == "__main__":
    name, target = sys.argv[1:]
    Path(target).write_bytes(compiled(name, json.load(sys.stdin.buffer)))
