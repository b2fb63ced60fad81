"""
A text cut into paragraphs and sentences, so that parts of it can be chosen.

All places are characters of the text as it is stored; a browser counts differently.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

BLANK_LINE = re.compile(r"\r?\n[ \t]*\r?\n\s*")
# What ends a sentence, if a new one begins behind it.
END = re.compile(r"[.!?]+[“”\"')]*\s+(?=[\"„“'(]?[A-ZÄÖÜ0-9])")
# A full stop behind these ends nothing: “Abs. 2”, “Dr. Weiß”, “z. B. Bäume”.
SHORTENED = re.compile(
    r"(?:\b(?:Nr|Nrn|Abs|Art|Ziff|Bd|S|Str|Dr|Prof|St|Fl|Flst|ca|bzw|vgl|ggf|evtl|inkl"
    r"|usw|etc|gem|lfd|Tel|max|min|sog|Aufl|[a-zA-Z]|\d{1,2}))\.\s+$"
)


@dataclass(frozen=True)
class Span:
    """A stretch of a text, ``[start, end)``."""

    start: int
    end: int

    @property
    def key(self) -> str:
        return f"{self.start}-{self.end}"

    def overlaps(self, other: "Span") -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Paragraph:
    """Sentences that belong together."""

    sentences: Sequence[Span]


def paragraphs(text: str) -> list[Paragraph]:
    """The paragraphs of a text with their sentences; blank ones are left out."""
    ends = [match.span() for match in BLANK_LINE.finditer(text)]
    starts = [0, *(end for _start, end in ends)]
    stops = [*(start for start, _end in ends), len(text)]
    found = [
        Paragraph(sentences(text, *span)) for span in zip(starts, stops, strict=True)
    ]
    return [paragraph for paragraph in found if paragraph.sentences]


def sentences(text: str, start: int, stop: int) -> list[Span]:
    found, begin = [], start
    for match in END.finditer(text, start, stop):
        if not SHORTENED.search(text[max(begin, match.end() - 12) : match.end()]):
            found.append(trimmed(text, begin, match.end()))
            begin = match.end()
    found.append(trimmed(text, begin, stop))
    return [span for span in found if span.end > span.start]


def trimmed(text: str, start: int, end: int) -> Span:
    """A stretch without the blanks around it."""
    piece = text[start:end]
    bare = piece.strip()
    if not bare:
        return Span(start, start)
    begin = start + piece.index(bare)
    return Span(begin, begin + len(bare))


def runs(text: str, keys: Iterable[str]) -> list[Span]:
    """What these sentences are together: neighbours become one stretch."""
    chosen, found, open_run = set(keys), [], False
    for sentence in all_sentences(text):
        if sentence.key not in chosen:
            open_run = False
        elif open_run:
            found[-1] = Span(found[-1].start, sentence.end)
        else:
            found.append(sentence)
            open_run = True
    return found


def all_sentences(text: str) -> list[Span]:
    return [s for paragraph in paragraphs(text) for s in paragraph.sentences]


def from_browser(text: str, start: int, end: int) -> Span | None:
    """
    What was marked in a browser, where a new line is one character; ``None`` if
    nothing is left of it.
    """
    places = [n for n, char in enumerate(text) if not is_half(text, n, char)]
    places.append(len(text))
    if not 0 <= start < end < len(places):
        return None
    span = trimmed(text, places[start], places[end])
    return span if span.end > span.start else None


def is_half(text: str, place: int, char: str) -> bool:
    """The first half of a Windows line end, which browsers leave out."""
    return char == "\r" and text[place + 1 : place + 2] == "\n"
