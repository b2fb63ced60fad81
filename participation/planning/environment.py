"""
Which kinds of environmental information there are: by topic, in keywords, with source.

The Bundesverwaltungsgericht asks that who reads the notice gets a first impression; the
name of a report alone gives none, and what it finds is not for the notice to judge.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

BARE = re.compile(
    r"((siehe|vgl\.?|s\.)\s.*|(das |der |die )?\w*"
    r"(bericht|gutachten|untersuchung|stellungnahmen?|unterlagen?|konzept|prüfung))",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Source:
    """A document as the notice speaks of it."""

    title: str
    topics: Sequence[str] = ()
    keywords: Sequence[str] = ()
    is_environmental: bool = False


@dataclass(frozen=True)
class Information:
    """What one document says about one topic."""

    keywords: tuple[str, ...]
    source: str

    def __str__(self):
        return f"{', '.join(self.keywords)} ({self.source})"


@dataclass(frozen=True)
class KindOfInformation:
    """One topic with all that is at hand about it."""

    topic: str
    found: tuple[Information, ...]

    def __str__(self):
        return f"{self.topic}: {'; '.join(map(str, self.found))}"


def kinds(
    sources: Iterable[Source], labels: Mapping[str, str]
) -> tuple[KindOfInformation, ...]:
    """What is at hand, topic by topic in the order of ``labels``."""
    sources = list(sources)
    listed = []
    for topic, label in labels.items():
        found = [information(source, topic, labels) for source in sources]
        if any(found):
            listed.append(KindOfInformation(label, tuple(filter(None, found))))
    return tuple(listed)


def information(source: Source, topic: str, labels) -> Information | None:
    """What a document says about a topic, if it does."""
    if topic not in source.topics:
        return None
    said = [about(keyword, labels) for keyword in source.keywords]
    keywords = tuple(words for where, words in said if where in (topic, ""))
    return Information(keywords, source.title) if keywords else None


def about(keyword: str, labels: Mapping[str, str]) -> tuple[str, str]:
    """“Boden: Versiegelung” speaks of one topic; without a topic, of all of them."""
    before, colon, after = keyword.partition(":")
    for topic, label in labels.items():
        if colon and before.strip().casefold() in names_of(topic, label):
            return topic, after.strip()
    return "", keyword.strip()


def names_of(topic: str, label: str) -> set[str]:
    """The topic in full, its key, and each of its parts."""
    parts = re.split(r"\s+und\s+|[-/]", label)
    return {name.strip().casefold() for name in (topic, label, *parts)}


def problems(sources: Iterable[Source], labels: Mapping[str, str]) -> list[str]:
    """Which documents give no first impression of what they say (BP-07)."""
    return [
        words % {"title": source.title}
        for source in sources
        if (words := problem_of(source, labels))
    ]


def problem_of(source: Source, labels: Mapping[str, str]) -> str:
    if not source.topics:
        return _("“%(title)s”: choose its topics.") if source.is_environmental else ""
    if not source.keywords or all(map(is_bare, source.keywords)):
        return _("“%(title)s”: say in keywords what it is about, not how it is called.")
    told = {about(keyword, labels)[0] for keyword in source.keywords}
    if "" not in told and not told.issuperset(source.topics):
        return _("“%(title)s”: a topic has no keyword.")
    return ""


def is_bare(keyword: str) -> bool:
    """Whether it only names a paper (“Umweltbericht”) and says nothing about it."""
    return bool(BARE.fullmatch(keyword.rpartition(":")[2].strip()))
