"""
The directory: who works here, where, and what one may ask them about.

A town hall has some hundred people, so the directory is read whole, in two
queries, and filtered here by the words of ``home.words``.
"""

from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.utils import timezone

from home.models import Absence, Post, StaffProfile, Unit, Visitor
from home.roles import can_read_intranet
from home.words import QueryWord, fold, query_words, words_of
from intranet import contact
from intranet.audience import with_parts

LONGEST_QUERY = 80


@dataclass
class Entry:
    """One person of the directory, with all their posts."""

    profile: StaffProfile
    posts: list[Post] = field(default_factory=list)
    absence: Absence | None = None

    @property
    def name(self):
        return self.profile.person.get_full_name()

    @property
    def letter(self):
        """Where this person stands in the alphabet; Ö stands with O."""
        return fold(self.profile.person.last_name)[:1].upper()

    @property
    def meta(self):
        """What this person is, and where."""
        return ", ".join(
            f"{post.title} ({post.unit.short_name or post.unit.name})"
            for post in self.posts
        )

    @property
    def telephone(self):
        return contact.telephone(self.profile.phone)

    @property
    def units(self):
        return {post.unit_id for post in self.posts}

    def words(self):
        """Everything by which somebody may look for this person, folded."""
        profile = self.profile
        texts = [self.name, profile.about, profile.room, profile.phone]
        for post in self.posts:
            texts += [post.title, post.about, post.unit.name, post.unit.short_name]
        return set(words_of(" ".join(texts)))


def visible_profiles(user: Visitor) -> QuerySet[StaffProfile]:
    """The profiles of those who work here, for those who may read the intranet."""
    profiles = StaffProfile.objects.filter(person__is_active=True)
    return profiles if can_read_intranet(user) else profiles.none()


def visible_units(user: Visitor) -> QuerySet[Unit]:
    """All units, for those who may read the intranet."""
    units = Unit.objects.all()
    return units if can_read_intranet(user) else units.none()


def entries(user: Visitor) -> list[Entry]:
    """The whole directory by family name, as this person may read it."""
    found = {
        profile.person_id: Entry(profile)
        for profile in visible_profiles(user).select_related("person")
    }
    for post in Post.objects.filter(holder__in=found).select_related("unit"):
        found[post.holder_id].posts.append(post)
    return sorted(found.values(), key=sort_key)


def sort_key(entry: Entry) -> tuple[str, str]:
    person = entry.profile.person
    return fold(person.last_name), fold(person.first_name)


def matching(directory: list[Entry], query: str) -> list[Entry]:
    """Those in whose entry every word of a query stands, or begins a word."""
    wanted = query_words(query)
    return [entry for entry in directory if has_all(entry.words(), wanted)]


def has_all(words: set[str], wanted: list[QueryWord]) -> bool:
    return all(any(word.matches(other) for other in words) for word in wanted)


@dataclass(frozen=True)
class Question:
    """What a request asks of the directory."""

    words: str = ""
    unit: Unit | None = None
    letter: str = ""
    only_away: bool = False

    @classmethod
    def of(cls, user: Visitor, query) -> "Question":
        key = query.get("stelle", "")
        return cls(
            words=query.get("q", "").strip()[:LONGEST_QUERY],
            unit=visible_units(user).filter(key=key).first() if key else None,
            letter=query.get("buchstabe", "")[:1].upper(),
            only_away=query.get("heute") == "abwesend",
        )

    def apply(self, found: list[Entry]) -> list[Entry]:
        """Those who are asked for, whatever letter they begin with."""
        if self.words:
            found = matching(found, self.words)
        if self.unit:
            inside = with_parts({self.unit.pk})
            found = [entry for entry in found if entry.units & inside]
        if self.only_away:
            found = [entry for entry in found if entry.absence]
        return found

    def address(self, **changes) -> str:
        """The query of the same question with something changed."""
        asked = {
            "q": self.words,
            "stelle": self.unit.key if self.unit else "",
            "heute": "abwesend" if self.only_away else "",
            "buchstabe": self.letter,
        }
        asked |= changes
        return urlencode({name: value for name, value in asked.items() if value})


def listing(user: Visitor, question: Question) -> dict:
    """The answer of the directory to a question."""
    everyone = entries(user)
    away = {a.person_id: a for a in Absence.objects.on(timezone.localdate())}
    for entry in everyone:
        entry.absence = away.get(entry.profile.person_id)
    found = question.apply(everyone)
    letters = sorted({entry.letter for entry in found})
    if question.letter:
        found = [entry for entry in found if entry.letter == question.letter]
    return {
        "question": question,
        "entries": found,
        "letters": [
            {
                "label": letter,
                "url": "?" + question.address(buchstabe=letter),
                "active": letter == question.letter,
            }
            for letter in letters
        ],
        "units": visible_units(user),
        "query": question.address(),
        "all_url": "?" + question.address(buchstabe=""),
    }
