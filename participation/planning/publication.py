"""
When each document of a round was public, to the minute.

The law counts days, a court asks for minutes. They follow from rows alone: which days
a second person approved, and when; what replaced what. So nothing that people fetch
waits for a job: the minutes are written down as evidence, not as a switch.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse

from home.pagecache import drop_all
from participation.clock import BERLIN, day_of
from participation.planning import file_kinds
from participation.planning.models import DocumentVersion, PublishedVersion, Round


def start_of(day: date) -> datetime:
    return datetime.combine(day, time(0), tzinfo=BERLIN)


def end_of(day: date) -> datetime:
    """The last minute of a day; with it ends at 24:00 what the law counts in days."""
    return datetime.combine(day, time(23, 59), tzinfo=BERLIN)


def first_minute(round: Round, version: DocumentVersion, at: datetime) -> datetime:
    """When a version became public in a round that was approved at a moment."""
    moments = [start_of(round.first_day), at]
    if version.confirmed_at:  # it replaced another while the round was running
        moments.append(version.confirmed_at)
    return max(moments)


def last_minute(round: Round, replaced_at: datetime | None) -> datetime:
    """Until when a version counted: to the end of the round, or until replaced."""
    end = end_of(round.last_day)
    return min(end, replaced_at) if replaced_at else end


@transaction.atomic
def publish_documents(round: Round, at: datetime) -> int:
    """
    Write down when the documents of an approved round are public; may run twice.

    A first minute that was written down stays; the last one follows the round's end.
    Return how many rows have changed.
    """
    rows = list(round.published_versions.select_related("version"))
    before = [(row.first_minute, row.last_minute) for row in rows]
    for row in rows:
        row.first_minute = row.first_minute or first_minute(round, row.version, at)
    for row in rows:
        row.last_minute = last_minute(round, replaced_at(row, rows))
    changed = [
        row
        for row, minutes in zip(rows, before, strict=True)
        if (row.first_minute, row.last_minute) != minutes
    ]
    if changed:
        PublishedVersion.objects.bulk_update(changed, ["first_minute", "last_minute"])
        drop_all()
    return len(changed)


def settle(now: datetime) -> int:
    """Write down what nobody has written down yet; return how many rows changed."""
    unwritten = Q(published_versions__first_minute=None)
    not_over = Q(last_day__gte=day_of(now))
    rounds = Round.objects.published().filter(published_versions__isnull=False)
    found = list(rounds.filter(unwritten | not_over).distinct())
    return sum(publish_documents(round, round.approved_at) for round in found)


def successor_of(
    row: PublishedVersion, rows: Iterable[PublishedVersion]
) -> PublishedVersion | None:
    """What took the place of a version in the same round."""
    later = [
        other
        for other in rows
        if other.version.document_id == row.version.document_id
        and other.version.number > row.version.number
    ]
    return min(later, key=lambda other: other.version.number, default=None)


def replaced_at(row, rows) -> datetime | None:
    successor = successor_of(row, rows)
    return successor.first_minute if successor else None


def began(at: datetime) -> QuerySet:
    """What was published up to a moment, in rounds of everybody."""
    return PublishedVersion.objects.filter(
        Q(first_minute=None) | Q(first_minute__lte=at),
        round__approved_at__lte=at,
        round__audience=Round.Audience.PUBLIC,
        round__first_day__lte=day_of(at),
    )


def public_versions(at: datetime) -> QuerySet:
    """
    The files that everybody may fetch at a moment.

    What was public once stays to be read: also when it was replaced, also when the
    round is over.
    """
    return DocumentVersion.objects.filter(pk__in=began(at).values("version"))


def address_of(version: DocumentVersion) -> str:
    where = [version.pk, version.filename]
    return reverse("participation:plan_document", args=where)


@dataclass(frozen=True)
class Paper:
    """A document of a round as people see it listed."""

    version: DocumentVersion
    url: str
    since: datetime
    replaced_at: datetime | None
    replaced_by: int | None  # number of the version

    @property
    def document(self):
        return self.version.document

    @property
    def label(self) -> str:
        return file_kinds.kind_of(self.version.filename).label

    @property
    def has_barriers(self) -> bool:
        """Whether it is known that not everybody can read it (BF-07)."""
        return not self.version.is_tagged and self.label in {"PDF", "JPEG", "PNG"}


def papers(
    round: Round,
    at: datetime,
    address: Callable[[DocumentVersion], str] = address_of,
) -> list[Paper]:
    """
    The documents of an approved round that are public at a moment, in their order.

    ``address`` is another one for those who read them elsewhere, as authorities do.
    """
    found = round.published_versions.select_related("version__document")
    rows = list(found.order_by("version__document", "version__number"))
    for row in rows:
        row.first_minute = row.first_minute or first_minute(
            round, row.version, round.approved_at
        )
    rows = [row for row in rows if row.first_minute <= at]
    listed = [_paper(row, successor_of(row, rows), address) for row in rows]
    return sorted(listed, key=_place)


def _paper(row, successor, address) -> Paper:
    return Paper(
        version=row.version,
        url=address(row.version),
        since=row.first_minute,
        replaced_at=successor.first_minute if successor else None,
        replaced_by=successor.version.number if successor else None,
    )


def _place(paper: Paper) -> tuple:
    """By position; of one document, the version that counts comes first."""
    document = paper.document
    return document.position, document.pk, -paper.version.number
