"""A notice read again from its text: as headings, paragraphs and lists."""

import re
from dataclasses import dataclass

HEADING = re.compile(r"\d+\. [^\n]+")
ADDRESS = re.compile(r"https?://\S+")
ITEM = "– "


@dataclass(frozen=True)
class Line:
    """One line; ``url`` if it is nothing but an address."""

    text: str

    @property
    def url(self) -> str:
        return self.text if ADDRESS.fullmatch(self.text) else ""


@dataclass(frozen=True)
class Block:
    """A title, a heading, a paragraph or a list."""

    kind: str
    lines: tuple[Line, ...]

    def as_data(self) -> dict:
        return {"kind": self.kind, "lines": [line.text for line in self.lines]}


def blocks_of(text: str) -> list[Block]:
    """The blocks of a text: the first is its title."""
    raw = [part.strip() for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n"))]
    return [block_of(part, first=not n) for n, part in enumerate(filter(None, raw))]


def block_of(part: str, *, first: bool) -> Block:
    lines = [line.strip() for line in part.split("\n")]
    if first:
        return Block("title", (Line(" ".join(lines)),))
    if HEADING.fullmatch(part):
        return Block("heading", (Line(part),))
    if all(line.startswith(ITEM) for line in lines):
        lines = [line.removeprefix(ITEM) for line in lines]
        return Block("list", tuple(map(Line, lines)))
    return Block("paragraph", tuple(map(Line, lines)))
