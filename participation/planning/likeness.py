"""
Which texts say essentially the same, by the words that stand beside each other.

Deterministic: the same texts give the same answer on every machine, in every order of
days. Nothing here decides anything; people do.
"""

import heapq
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import islice
from zlib import crc32

from home.words import words_of

TOGETHER = 3  # words that make a shingle
SKETCH = 64  # the shingles with the smallest checksums stand for a text
FEWEST_SHARED = 6  # of a sketch, before texts are compared in full
MOST_COMPARED = 5
ALIKE = 0.5  # shared shingles of all shingles of both


@dataclass
class Text:
    """What is compared of one text."""

    shingles: frozenset[int]
    sketch: list[int] = field(init=False)

    def __post_init__(self):
        self.sketch = heapq.nsmallest(SKETCH, self.shingles)


def read(text: str) -> Text:
    """A text as the set of its neighbouring words, however written."""
    words = [word.encode() for word in words_of(text)]
    if len(words) < TOGETHER:
        return Text(frozenset([crc32(b" ".join(words))]) if words else frozenset())
    ahead = (islice(words, step, None) for step in range(TOGETHER))
    joined = map(b" ".join, zip(*ahead, strict=False))
    return Text(frozenset(map(crc32, joined)))


def likeness(one: Text, other: Text) -> float:
    """The share of what both have of what either has (Jaccard)."""
    shared = len(one.shingles & other.shingles)
    return shared / (len(one.shingles) + len(other.shingles) - shared or 1)


def clusters(texts: Mapping[int, str]) -> list[list[int]]:
    """
    Keys of texts that are alike, the largest cluster first.

    Each text is compared with the first of every cluster, so that no chain of small
    differences leads from one matter to another.
    """
    leaders: dict[int, Text] = {}
    members: dict[int, list[int]] = {}
    places: dict[int, list[int]] = {}
    for key in sorted(texts):
        text = read(texts[key])
        if not text.shingles:
            continue
        leader = closest(text, leaders, places)
        if leader is None:
            leaders[key], leader = text, key
            for shingle in text.sketch:
                places.setdefault(shingle, []).append(key)
        members.setdefault(leader, []).append(key)
    found = [keys for keys in members.values() if len(keys) > 1]
    return sorted(found, key=lambda keys: (-len(keys), keys[0]))


def closest(text: Text, leaders: dict[int, Text], places: dict) -> int | None:
    """The leader that is most alike, if one is alike enough."""
    shared = Counter()
    for shingle in text.sketch:
        shared.update(places.get(shingle, ()))
    needed = min(FEWEST_SHARED, len(text.sketch))
    best, found = ALIKE, None
    for key, number in shared.most_common(MOST_COMPARED):
        if number >= min(needed, len(leaders[key].sketch)):
            degree = likeness(text, leaders[key])
            if degree > best or (degree == best and found is None):
                best, found = degree, key
    return found
