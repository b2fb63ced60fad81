"""
What is done with the documents of a plan.

A planner uploads; a second person approves the round, and with it what it shows. While
a round is public, a new version replaces nothing until a second person has confirmed
it and has decided whether the plan must be published again (BP-29).
"""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import PurePath

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File
from django.db import transaction
from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from home import audit
from home.models import User
from participation.planning import pdf_check, redacted_copies
from participation.planning.file_kinds import check_file
from participation.planning.models import (
    DocumentVersion,
    PlanDocument,
    PublishedVersion,
    Round,
)
from participation.planning.models.documents import checksums
from participation.planning.permissions import can_approve, can_plan
from participation.planning.publication import first_minute, publish_documents

LONGEST_NAME = 120


@transaction.atomic
def add_version(
    document: PlanDocument, file: File, *, by: User, because: str = ""
) -> DocumentVersion:
    """Take in a file as the next version of a document, with its checksums."""
    _ensure(can_plan(by))
    document = PlanDocument.objects.select_for_update().get(pk=document.pk)
    kind = check_file(file)
    because = because.strip()
    if not because and in_public(document, timezone.localdate()).exists():
        raise ValidationError(_("It is public now: say why it is to be replaced."))
    version = DocumentVersion(
        document=document,
        number=next_number(document),
        file=file,
        filename=file_name(file.name),
        is_tagged=kind.label == "PDF" and pdf_check.is_accessible(file),
        uploaded_at=timezone.now(),
        uploaded_by=by,
        replaced_because=because,
        **checksums(file),
    )
    version.save()
    audit.record(
        "planning.upload", version, actor=by, reason=because, data=proof_of(version)
    )
    return version


@transaction.atomic
def confirm_version(
    version: DocumentVersion, *, by: User, asks_renewal: bool
) -> DocumentVersion:
    """As the second person, let a version take the place of the one that is public."""
    version = DocumentVersion.objects.select_for_update().get(pk=version.pk)
    _ensure(can_approve(by) and by.pk != version.uploaded_by_id)
    if version.confirmed_at:
        return version
    if redacted_copies.is_unconfirmed(version):
        raise ValidationError(_("First, confirm that it is a redacted copy."))
    now = timezone.now()
    replaced = replaced_by(version, day=timezone.localdate(now))
    if not replaced:
        raise ValidationError(_("There is nothing public that it would replace."))
    version.confirmed_by, version.confirmed_at = by, now
    version.asks_renewal = asks_renewal
    version.save()
    for row in replaced:
        _replace(row, version, now)
    data = proof_of(version) | {"asks_renewal": asks_renewal}
    audit.record(
        "planning.replace",
        version,
        actor=by,
        reason=version.replaced_because,
        data=data,
    )
    return version


@transaction.atomic
def choose_versions(
    round: Round, versions: Sequence[DocumentVersion], *, by: User
) -> None:
    """Say which versions a round will show, before a second person approves it."""
    _ensure(can_plan(by))
    round = Round.objects.select_for_update().get(pk=round.pk)
    if round.is_published:
        raise ValidationError(_("The round is approved: its documents stand."))
    documents = {version.document_id for version in versions}
    ours = round.plan.documents.filter(pk__in=documents).count()
    if not len(versions) == len(documents) == ours:
        raise ValidationError(_("Choose at most one version of each document."))
    round.published_versions.all().delete()
    PublishedVersion.objects.bulk_create(
        PublishedVersion(round=round, version=version) for version in versions
    )
    # Whoever approves has to have seen what is approved: it is submitted anew.
    Round.objects.filter(pk=round.pk).update(submitted_at=None)
    data = {"documents": [proof_of(version) for version in versions]}
    data |= {"plan": round.plan_id}
    audit.record("planning.choose", round, actor=by, data=data)


def _ensure(answer: bool) -> None:
    if not answer:
        raise PermissionDenied


def _replace(row: PublishedVersion, version: DocumentVersion, now: datetime) -> None:
    """What was public stays on record; what was not yet public never becomes it."""
    round = row.round
    PublishedVersion.objects.get_or_create(round=round, version=version)
    if first_minute(round, row.version, round.approved_at) > now:
        row.delete()
    publish_documents(round, round.approved_at)


def in_public(document: PlanDocument, day: date) -> QuerySet:
    """What a document shows in rounds that are approved and not over."""
    rows = PublishedVersion.objects.filter(version__document=document)
    return rows.filter(round__approved_at__isnull=False, round__last_day__gte=day)


def replaced_by(version: DocumentVersion, *, day: date) -> list[PublishedVersion]:
    """What a version would replace: in each open round the newest one before it."""
    rows = in_public(version.document, day).select_related("round__plan", "version")
    newest = {}
    for row in rows.order_by("version__number"):
        newest[row.round_id] = row
    return [row for row in newest.values() if row.version.number < version.number]


def waiting_for_confirmation(day: date) -> QuerySet:
    """Versions that would replace what is public and that nobody has confirmed."""
    shown = PublishedVersion.objects.filter(
        version__document=OuterRef("document"),
        round__approved_at__isnull=False,
        round__last_day__gte=day,
    )
    earlier = shown.filter(version__number__lt=OuterRef("number"))
    later = shown.filter(version__number__gte=OuterRef("number"))
    waiting = DocumentVersion.objects.filter(confirmed_at=None)
    return waiting.filter(Exists(earlier), ~Exists(later))


def renewals_due() -> QuerySet:
    """Replacements after which the plan has to be published again, and is not yet."""
    again = PublishedVersion.objects.filter(
        version__document=OuterRef("document"),
        version__number__gte=OuterRef("number"),
        round__created_at__gt=OuterRef("confirmed_at"),
    )
    return DocumentVersion.objects.filter(~Exists(again), asks_renewal=True)


def was_public(document: PlanDocument) -> bool:
    """Whether an approved round names it: then its words stand, too."""
    rows = PublishedVersion.objects.filter(version__document=document)
    return rows.filter(round__approved_at__isnull=False).exists()


def next_number(document: PlanDocument) -> int:
    return (document.versions.aggregate(last=Max("number"))["last"] or 0) + 1


def file_name(name: str) -> str:
    """A name that fits into an address and keeps its suffix."""
    path = PurePath(name.replace("\\", "/").rpartition("/")[2])
    return path.stem[:LONGEST_NAME] + path.suffix.lower()


def proof_of(version: DocumentVersion) -> dict:
    """What the audit trail keeps of a version."""
    return {
        "plan": version.document.plan_id,
        "version": version.pk,
        "number": version.number,
        "file": version.filename,
        "size": version.size,
        "sha256": version.sha256,
    }
