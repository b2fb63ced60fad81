"""
Whether a notice says what the law wants: each element by name, with its norm.

The checks read the wording itself, not the form it came from: a town may adapt the
text, and what then is missing is told. Whatever ``blocks`` stops the approval.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from participation.planning import environment, notice_lint
from participation.planning import notice_words as law
from participation.planning.notice_facts import TOPICS, Facts
from participation.planning.notice_parts import spelled

NOTICE = "§ 3 Abs. 2 Satz 4 BauGB"


@dataclass(frozen=True)
class Check:
    """One thing that a notice has to say, or must not say."""

    key: str
    words: str
    norm: str
    is_met: bool
    blocks: bool = True
    details: list[str] = field(default_factory=list)


def checks(facts: Facts, text: str, named: Iterable[str] = ()) -> list[Check]:
    """All checks of a notice; ``named`` are the documents that it was made with."""
    found = [*BY_KIND.get(facts.kind, just_lint)(facts, plain(text), tuple(named))]
    return found + list(of_lint(text))


def unmet(found: Iterable[Check]) -> list[Check]:
    return [check for check in found if not check.is_met]


def plain(text: str) -> str:
    """A text without its lines: what the law wants may run over their ends."""
    return " ".join(text.split())


def warns_of_lateness(text: str) -> bool:
    """Whether hint (3) stands in it: without it nothing late is disregarded (BP-17)."""
    return law.LATE_ONES in plain(text)


def of_publication(facts: Facts, text: str, named: tuple) -> Iterator[Check]:
    yield from seven(facts, text)
    yield from consistency(facts, text, named)
    if facts.plan_kind == "other":
        return
    yield of_associations(facts, text)
    if not facts.is_regular:
        met = law.WITHOUT_EXAMINATION in text
        words = _("The hint that there is no environmental assessment")
        yield Check("assessment", words, "§ 13 Abs. 3 Satz 2 BauGB", met)
    if facts.is_cross_border:
        words = _("The hint on the participation of neighbour states")
        met = law.ACROSS_THE_BORDER in text
        yield Check("border", words, "§ 4a Abs. 4 Satz 3 BauGB", met)
    if facts.kind == "renewed":
        yield from of_renewal(facts, text)


def seven(facts: Facts, text: str) -> Iterator[Check]:
    """The seven elements of § 3 (2) S. 4 BauGB (BP-06)."""
    yield Check(
        "address",
        _("The address of the documents on the internet"),
        NOTICE,
        bool(facts.url) and facts.url in text,
    )
    days = [spelled(day) for day in (facts.first_day, facts.last_day) if day]
    yield Check(
        "duration",
        _("How long they are published: the first and the last day"),
        NOTICE,
        len(days) == 2 and all(day in text for day in days),
    )
    if facts.names_environment:
        yield of_environment(facts, text)
    if facts.plan_kind != "other":
        yield from of_hints(text)
    yield of_access(facts, text)


def of_environment(facts: Facts, text: str) -> Check:
    """Kinds by topic, each with keywords and its document (BP-07)."""
    details = environment.problems(facts.sources, TOPICS)
    lines = [str(kind) for kind in facts.environment]
    details += [
        _("The text doesn't say: %s") % line
        for line in lines
        if plain(line) not in text
    ]
    return Check(
        "environment",
        _("Which kinds of environmental information there are"),
        NOTICE,
        bool(lines) and not details,
        details=details,
    )


def of_hints(text: str) -> Iterator[Check]:
    hints = [
        ("statements", _("Hint 1: statements can be given"), law.MAY_BE_GIVEN),
        ("electronic", _("Hint 2: by electronic means"), law.BY_ELECTRONIC_MEANS),
        ("late", _("Hint 3: late ones may be disregarded"), law.LATE_ONES),
    ]
    for number, (key, words, wording) in enumerate(hints, start=1):
        yield Check(key, words, f"{NOTICE} Nr. {number}", wording in text)


def of_access(facts: Facts, text: str) -> Check:
    places = [
        f"{access.building}, {access.room}; {access.hours}" for access in facts.accesses
    ]
    met = law.OTHER_ACCESS in text or facts.plan_kind == "other"
    return Check(
        "access",
        _("Hint 4: which other access there is, with building, room and hours"),
        f"{NOTICE} Nr. 4",
        met and bool(places) and all(plain(place) in text for place in places),
    )


def consistency(facts: Facts, text: str, named: tuple) -> Iterator[Check]:
    """What is named is published, and what is published is named (BP-08)."""
    titles = [source.title for source in facts.sources]
    gone = [title for title in named if title not in titles]
    unnamed = [title for title in titles if plain(title) not in text]
    yield Check(
        "published",
        _("Every document that it names is published"),
        "§ 3 Abs. 2 Satz 1 BauGB",
        not gone,
        details=gone,
    )
    yield Check(
        "named",
        _("Every document that is published is named"),
        "§ 3 Abs. 2 Satz 1 BauGB",
        not unnamed,
        details=unnamed,
    )


def of_associations(facts: Facts, text: str) -> Check:
    """Land-use plans tell associations, zoning plans must not (BP-18)."""
    says_so = law.ASSOCIATIONS in text
    if facts.plan_kind == "fnp":
        words = _("The hint for associations (land-use plans)")
        return Check("associations", words, "§ 3 Abs. 3 BauGB", says_so)
    words = _("No exclusion of associations: it is for land-use plans alone")
    met = not says_so and "Umwelt-Rechtsbehelfsgesetz" not in text
    return Check("associations", words, "§ 7 Abs. 3 Satz 2 UmwRG", met)


def of_renewal(facts: Facts, text: str) -> Iterator[Check]:
    if facts.is_limited:
        words = _("The hint that statements are about the changes alone")
        met = law.ON_THE_CHANGES in text
        yield Check("changes_only", words, "§ 4a Abs. 3 Satz 2 BauGB", met)
    lines = [plain(line) for line in facts.changes.splitlines() if line.strip()]
    words = _("What has changed, in words")
    met = bool(lines) and all(line in text for line in lines)
    yield Check("changes", words, "§ 4a Abs. 3 BauGB", met)


def of_early(facts: Facts, text: str, named: tuple) -> Iterator[Check]:
    """§ 3 (1) BauGB: aims, alternatives, effects, and nobody is threatened (BP-22)."""
    wanted = {
        "aims": _("General aims and purposes"),
        "solutions": _("Solutions that differ, or why there is none"),
        "effects": _("What effects are to be expected"),
    }
    for key, words in wanted.items():
        said = plain(facts.said(key))
        met = bool(said) and said in text
        yield Check(key, words, "§ 3 Abs. 1 Satz 1 BauGB", met)
    words = _("No word of lateness: nothing is cut off in this phase")
    met = "unberücksichtigt bleiben" not in text
    yield Check("no_preclusion", words, "§ 3 Abs. 1 BauGB", met)
    yield from consistency(facts, text, named)


def just_lint(facts: Facts, text: str, named: tuple) -> Iterator[Check]:
    return iter(())


def of_lint(text: str) -> Iterator[Check]:
    for finding in notice_lint.findings(text):
        trap = finding.trap
        words = f"„{finding.passage}“: {trap.words}"
        yield Check("lint", words, trap.norm, is_met=False, blocks=trap.blocks)


BY_KIND: dict[str, Callable[[Facts, str, tuple], Iterator[Check]]] = {
    "publication": of_publication,
    "renewed": of_publication,
    "early": of_early,
}
