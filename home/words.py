"""
German words as the search compares them: folded, then stemmed.

Both sides, text and query, pass through here, so every database finds the same.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

WORD = re.compile(r"[^\W_]+")
# “ae” for “ä” and its like; after a vowel or a q it is none: “neue”, “Quelle”.
WRITTEN_OUT = re.compile(r"(?<![aeiouq])([aou])e")
SHORTEST_INSIDE = 5  # a shorter part of a word is found by accident
MOST_WORDS = 12
# In nearly every text, so they tell nothing about it.
SMALL_WORDS = frozenset(
    word
    for line in (
        "als am an auf aus bei beim das dem den der des die ein eine einem einen",
        "einer eines er es fur hat ich ihr im in ist ja kann man mit nach nicht noch",
        "nur oder sich sie sind so uber und uns vom von vor was wenn werden wie wir",
        "wird wo wurde zu zum zur",
    )
    for word in line.split()
)


@lru_cache(maxsize=10_000)
def fold_word(word: str) -> str:
    """A single word folded; texts repeat their words."""
    return fold(word)


def fold(text: str) -> str:
    """Write Ä, ä and ae, ß and ss, É and e alike."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return WRITTEN_OUT.sub(r"\1", bare)


def words_of(text: str) -> list[str]:
    """The folded words of a text, in their order."""
    return WORD.findall(fold(text))


@lru_cache(maxsize=10_000)
def stem(word: str) -> str:
    """The stem of a folded word: “satzungen” and “satzung” have the same."""
    return Stemmer.Stemmer("german").stemWord(word)


def indexed(words: list[str]) -> str:
    """
    Words as the index keeps them: `` ein wort | =ein =wort ``.

    Blanks bound each word, ``|`` ends them, and stems carry an equals sign, so that
    plain text comparison finds whole words, beginnings and stems.
    """
    stems = dict.fromkeys(stem(word) for word in words)
    return f" {' '.join(words)} | {' '.join(f'={s}' for s in stems)} "


@dataclass(frozen=True)
class QueryWord:
    """One word somebody looks for."""

    word: str

    @property
    def stem(self) -> str:
        return stem(self.word)

    @property
    def whole(self) -> list[str]:
        """What the index contains where this word or another form of it stands."""
        return [f" {self.word} ", f"={self.stem} "]

    @property
    def beginning(self) -> list[str]:
        """… where a word begins like this one."""
        return [f" {part}" for part in self._parts()]

    @property
    def inside(self) -> list[str]:
        """… where this word is a part of a longer one."""
        return [part for part in self._parts() if len(part) >= SHORTEST_INSIDE]

    def matches(self, word: str) -> bool:
        """Whether a folded word of a text is what was looked for."""
        if word.startswith(self.word) or stem(word) == self.stem:
            return True
        return any(part in word for part in self.inside)

    def _parts(self) -> Iterator[str]:
        """The word and its stem, unless so little is left that others begin so."""
        yield self.word
        lost = len(self.word) - len(self.stem)
        if lost == 1 or (lost > 1 and len(self.stem) >= SHORTEST_INSIDE):
            yield self.stem


def query_words(query: str) -> list[QueryWord]:
    """What a query asks for: its telling words, each once."""
    words = list(dict.fromkeys(words_of(query)))
    telling = [w for w in words if w not in SMALL_WORDS and (len(w) > 1 or w.isdigit())]
    return [QueryWord(word) for word in (telling or words)[:MOST_WORDS]]
