"""
Documents that a private person wrote: published as a redacted copy alone (BP-30).

A planner uploads the copy; a second person reads it, with what a scan points out, and
confirms that it names nobody. Until then no round and no notice lets it out.
"""

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from home import audit
from home.models import User, Visitor
from participation.planning import scan
from participation.planning.models import DocumentVersion, PlanDocument
from participation.planning.permissions import works_inside
from participation.planning.standards_scan import text_of

Writer = PlanDocument.Writer
NOBODY = scan.Known("", "", [])
MOST_SHOWN = 100


def is_unconfirmed(version: DocumentVersion) -> bool:
    """Whether it must not get out yet."""
    by_a_person = version.document.written_by == Writer.PERSON
    return by_a_person and version.redacted_at is None


def unconfirmed(versions: Iterable[DocumentVersion]) -> list[str]:
    """The titles of what must not get out yet."""
    return [version.document.title for version in versions if is_unconfirmed(version)]


def can_confirm(user: Visitor, version: DocumentVersion) -> bool:
    """A planner or an approver, never who has uploaded it."""
    is_second = user.pk != version.uploaded_by_id
    return is_second and works_inside(user)


@transaction.atomic
def confirm(version: DocumentVersion, *, by: User) -> None:
    """The second person has read it: it names nobody. Twice is once."""
    version = DocumentVersion.objects.select_for_update().get(pk=version.pk)
    if not can_confirm(by, version):
        raise PermissionDenied("A second person confirms.")
    if version.redacted_at:
        return
    version.redacted_by, version.redacted_at = by, timezone.now()
    version.save(update_fields=["redacted_by", "redacted_at"])
    data = {"plan": version.document.plan_id, "version": version.pk}
    data |= {"sha256": version.sha256}
    audit.record("planning.confirm_copy", version, actor=by, data=data)


def findings(version: DocumentVersion) -> list[scan.Finding] | None:
    """What looks like personal data; None if the file shows no text to a program."""
    if not version.filename.lower().endswith(".pdf"):
        return None
    with version.file.open() as file:
        text = text_of(file)
    return scan.scan(text, NOBODY)[:MOST_SHOWN] if text.strip() else None


def to_confirm() -> QuerySet:
    """The latest version of each such document that nobody has confirmed."""
    later = DocumentVersion.objects.filter(
        document=OuterRef("document"), number__gt=OuterRef("number")
    )
    rows = DocumentVersion.objects.filter(
        ~Exists(later), document__written_by=Writer.PERSON, redacted_at=None
    )
    return rows.filter(document__plan__closed_on=None).select_related("document")
