"""Passages of a text around the words somebody looked for, with those words marked."""

from dataclasses import dataclass

from home.words import WORD, QueryWord, fold_word

LENGTH = 240
LEAD = 60  # what stands before the first word that was found
LOOKED_AT = 20_000


@dataclass(frozen=True)
class Part:
    """A piece of text, found or not. Whoever prints it escapes it."""

    text: str
    is_found: bool = False


def excerpt(text: str, words: list[QueryWord]) -> list[Part]:
    """The passage where the words first appear, or else the beginning."""
    first = next((m.start() for m in matches(text[:LOOKED_AT], words)), 0)
    start = start_of_a_word(text, max(first - LEAD, 0))
    end = end_of_a_word(text, start + LENGTH)
    parts = marked(text[start:end].strip(), words)
    before = [Part("… ")] if start else []
    return before + parts + ([Part(" …")] if end < len(text) else [])


def marked(text: str, words: list[QueryWord]) -> list[Part]:
    """A text cut into what was looked for and what stands between."""
    parts, done = [], 0
    for match in matches(text, words):
        parts += [Part(text[done : match.start()]), Part(match.group(), is_found=True)]
        done = match.end()
    return [part for part in [*parts, Part(text[done:])] if part.text]


def matches(text: str, words: list[QueryWord]):
    for match in WORD.finditer(text):
        folded = fold_word(match.group())
        if any(word.matches(folded) for word in words):
            yield match


def start_of_a_word(text: str, position: int) -> int:
    return text.rfind(" ", 0, position) + 1 if position else 0


def end_of_a_word(text: str, position: int) -> int:
    end = text.find(" ", position)
    return len(text) if end < 0 else end
