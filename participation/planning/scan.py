"""
Personal data in a text, pointed out by a machine (BP-30).

It points out too much rather than too little and decides nothing. All patterns are
bounded, so that no text makes them slow.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.translation import pgettext_lazy


class Kind(models.TextChoices):
    NAME = "name", pgettext_lazy("personal data", "name")
    ADDRESS = "address", pgettext_lazy("personal data", "postal address")
    MAIL = "mail", pgettext_lazy("personal data", "e-mail address")
    PHONE = "phone", pgettext_lazy("personal data", "telephone")
    PARCEL = "parcel", pgettext_lazy("personal data", "parcel number")
    ACCOUNT = "account", pgettext_lazy("personal data", "bank account")


@dataclass(frozen=True)
class Finding:
    kind: str
    start: int
    end: int
    text: str

    @property
    def label(self) -> str:
        return Kind(self.kind).label


@dataclass(frozen=True)
class Known:
    """Whose data they may be: the giver word by word, signatories by full name."""

    giver: str = ""
    address: str = ""
    signatories: Sequence[str] = ()


NAME_WORD = r"[A-ZÄÖÜ][\w’-]{1,40}"
STREET = (
    rf"(?:{NAME_WORD}[ ]){{0,2}}[\w-]{{0,40}}"
    r"(?i:straße|strasse|str\.|weg|gasse|platz|allee|ring|ufer|damm|pfad|steig|hof)"
    r"[ ]{1,3}\d{1,4}(?:[ ]?[a-zA-Z])?\b"
)
PATTERNS = [
    (Kind.MAIL, re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")),
    (Kind.ACCOUNT, re.compile(r"\b[A-Z]{2}\d{2}(?:[ ]?[\dA-Z]{4}){3,7}[ ]?\w{0,4}\b")),
    (
        Kind.PARCEL,
        re.compile(
            r"\b(?:Flurst(?:ü|ue)cke?[sn]?|Flst|Fl\.-?St|Parzellen?|Flur)\.?[ -]{0,3}"
            r"(?:Nrn?|Nummern?)?\.?\s{0,3}\d{1,6}(?:/\d{1,5})?"
            r"(?:\s{0,3}(?:,|und|u\.)\s{0,3}\d{1,6}(?:/\d{1,5})?){0,20}"
        ),
    ),
    (
        Kind.PHONE,
        re.compile(r"(?<![\w/.,])(?:\+49|0049|0)[ /-]?\(?\d[\d /()-]{4,18}\d(?!\w)"),
    ),
    (Kind.ADDRESS, re.compile(STREET)),
    (Kind.ADDRESS, re.compile(rf"\b\d{{5}} {{1,3}}{NAME_WORD}(?: {NAME_WORD})?")),
    (
        Kind.NAME,
        re.compile(
            r"\b(?:Herrn?|Frau|Familie|Fam\.|Eheleute)\s{1,3}(?:Dr\.\s|Prof\.\s){0,2}"
            rf"(?!\w{{0,20}}[Bb]ürgermeister){NAME_WORD}(?:[ ]{NAME_WORD})?"
        ),
    ),
]
# Whoever signs: the line below the greeting.
GREETING = re.compile(
    r"(?i:freundliche[mn]? gr(?:ü|ue)(?:ß|ss)e?n?|hochachtungsvoll|viele grüße|mfg)"
    r"[ \t,.!]{0,5}(?:\r?\n[ \t]{0,20}){1,4}([^\r\n]{2,60})"
)
WORD = re.compile(r"[^\W_]+")
SHORTEST = 3  # shorter parts of a name are found everywhere: “von”, “zu”
COMMON = {"von", "van", "der", "den", "dem", "und", "frau", "herr", "familie", "prof"}


def scan(text: str, known: Known) -> list[Finding]:
    """Everything in a text that looks like personal data, none twice."""
    spans = [
        (match.start(), match.end(), kind)
        for kind, pattern in PATTERNS
        for match in pattern.finditer(text)
    ]
    spans += [(*match.span(1), Kind.NAME) for match in GREETING.finditer(text)]
    spans += known_words(text, known)
    return [
        Finding(str(kind), start, end, text[start:end])
        for start, end, kind in apart(spans)
    ]


def apart(spans: Iterable[tuple]) -> list[tuple]:
    """Stretches that overlap, made one with the kind of the longest."""
    found: list[tuple] = []
    for start, end, kind in sorted(spans, key=lambda span: (span[0], -span[1])):
        if found and start < found[-1][1]:
            first, last, before = found[-1]
            found[-1] = (first, max(last, end), before)
        else:
            found.append((start, end, kind))
    return found


def known_words(text: str, known: Known) -> list[tuple]:
    """Where names and the address stand that the file knows."""
    wanted = sequences(known)
    tokens = [(m.group().casefold(), *m.span()) for m in WORD.finditer(text)]
    words = [word for word, _start, _end in tokens]
    found = []
    for place, word in enumerate(words):
        for sequence, kind in wanted.get(word, ()):
            last = place + len(sequence)
            if tuple(words[place:last]) == sequence:
                found.append((tokens[place][1], tokens[last - 1][2], kind))
    return found


def sequences(known: Known) -> dict[str, list[tuple]]:
    """What to look for, by its first word: “Hedwig Kern”, “Kern, Hedwig”, “Kern”."""
    names = [name_words(name) for name in (known.giver, *known.signatories)]
    wanted = [(tuple(name), Kind.NAME) for name in names if len(name) > 1]
    wanted += [(tuple(reversed(name)), Kind.NAME) for name in names if len(name) == 2]
    wanted += [
        ((form,), Kind.NAME)
        for word in names[0]
        if len(word) >= SHORTEST and word not in COMMON
        for form in (word, f"{word}s")
    ]
    street = WORD.findall(known.address.partition(",")[0].casefold())
    wanted += [(tuple(street), Kind.ADDRESS)] if len(street) > 1 else []
    found: dict[str, list[tuple]] = {}
    for sequence, kind in dict.fromkeys(wanted):
        found.setdefault(sequence[0], []).append((sequence, kind))
    return found


def name_words(name: str) -> list[str]:
    return WORD.findall(name.casefold())


def blackened(text: str, findings: Iterable[Finding], instead: str) -> str:
    """A text with other words in place of what was found."""
    parts, done = [], 0
    for finding in findings:
        parts += [text[done : finding.start], instead]
        done = finding.end
    return "".join([*parts, text[done:]])
