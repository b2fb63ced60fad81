"""What a notice is made of, as plain values: read once from the rows, then told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.urls import reverse

from home.notices import town
from participation.planning import offers
from participation.planning.environment import KindOfInformation, Source, kinds
from participation.planning.models import OtherAccess, PlanDocument, PublicNotice, Round

TOPICS = {topic.value: str(topic.label) for topic in PlanDocument.Topic}
ENVIRONMENTAL = {
    PlanDocument.Role.ENVIRONMENT_REPORT,
    PlanDocument.Role.ENVIRONMENT_STATEMENT,
}


@dataclass(frozen=True)
class Access:
    """Another way to the documents, in the words of the notice."""

    kind: str
    building: str
    room: str
    hours: str
    contact: str
    is_accessible: bool = False


@dataclass(frozen=True, kw_only=True)
class Facts:
    """
    Everything that a notice may say; ``typed`` is what a person wrote for it alone.

    Whatever does not belong to its kind stays empty and is not told.
    """

    kind: str
    town: str
    plan: str
    number: str
    plan_kind: str = "bplan"
    way: str = "regular"
    area: str = ""
    rule: str = ""
    title: str = ""
    norm: str = ""
    first_day: date | None = None
    last_day: date | None = None
    url: str = ""
    sources: tuple[Source, ...] = ()
    no_environment_statements: bool = False
    accesses: tuple[Access, ...] = ()
    is_limited: bool = False
    is_restricted: bool = False
    changes: str = ""
    discussion: str = ""
    youth: str = ""
    is_cross_border: bool = False
    typed: Mapping[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> tuple[KindOfInformation, ...]:
        return kinds(self.sources, TOPICS)

    @property
    def is_regular(self) -> bool:
        return self.way == "regular"

    @property
    def names_environment(self) -> bool:
        """§ 13 (3) S. 1 BauGB lets the short ways go without the kinds."""
        return self.is_regular and self.plan_kind != "other"

    def said(self, name: str) -> str:
        return str(self.typed.get(name) or "").strip()


def facts_of(notice: PublicNotice, typed: Mapping[str, str] | None = None) -> Facts:
    """The facts behind a notice, in a fixed number of queries; it may be unsaved."""
    plan, round = notice.plan, notice.round
    return Facts(
        kind=notice.kind,
        town=town().name,
        plan=plan.name,
        number=plan.number,
        plan_kind=plan.kind,
        way=plan.way,
        area=plan.spatial_description,
        is_cross_border=plan.is_cross_border,
        typed=notice.fields if typed is None else typed,
        url=address_of(notice),
        **(facts_of_round(round) if round else {}),
    )


def facts_of_round(round: Round) -> dict:
    rule = offers.rule_of(round)
    return {
        "rule": round.rule,
        "title": rule.title,
        "norm": rule.norm,
        "first_day": round.first_day,
        "last_day": round.last_day,
        "sources": tuple(sources(documents_of(round))),
        "no_environment_statements": round.no_environment_statements,
        "accesses": tuple(map(access, round.other_accesses.all())),
        "is_limited": round.is_limited,
        "is_restricted": round.is_restricted,
        "changes": round.changes,
        "discussion": round.discussion,
        "youth": round.youth,
    }


def address_of(notice: PublicNotice) -> str:
    """Where people find on the internet what the notice is about."""
    if notice.round and notice.round.is_public:
        return f"{settings.BASE_URL}{notice.round.get_absolute_url()}"
    slug = notice.plan.procedure.slug
    return f"{settings.BASE_URL}{reverse('participation:procedure', args=[slug])}"


def documents_of(round: Round) -> list[PlanDocument]:
    """What a round publishes, each document once, in its order."""
    rows = round.published_versions.select_related("version__document")
    found = {row.version.document_id: row.version.document for row in rows}
    return sorted(found.values(), key=lambda row: (row.position, row.pk))


def sources(documents: Iterable[PlanDocument]) -> Iterable[Source]:
    for document in documents:
        yield Source(
            title=document.title,
            topics=tuple(document.topics),
            keywords=tuple(document.keywords),
            is_environmental=document.role in ENVIRONMENTAL,
        )


KINDS_OF_ACCESS = {
    OtherAccess.Kind.PAPER: "Auslegung in Papierform",
    OtherAccess.Kind.TERMINAL: "öffentlich zugängliches Lesegerät",
    OtherAccess.Kind.SENT: "Zusendung auf Anforderung",
}


def access(row: OtherAccess) -> Access:
    return Access(
        kind=KINDS_OF_ACCESS[row.kind],
        building=row.building,
        room=row.room,
        hours=row.hours,
        contact=row.contact,
        is_accessible=row.is_accessible,
    )
