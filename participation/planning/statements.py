"""
Taking statements to the file: from the form, from paper, from authorities, by import.

A statement is confirmed only after its row, its wording and its files have been
committed in one transaction. The same form sent twice gives the same receipt.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from home import audit
from home.models import User
from participation import receipts
from participation.planning import attachments, reception, statement_papers
from participation.planning.models import (
    AuthorityInvitation,
    Plan,
    Round,
    Statement,
    StatementDraft,
    StatementVersion,
)
from participation.planning.permissions import can_plan
from participation.refusals import InWords, KeyTaken


@dataclass(frozen=True)
class Receipt:
    """What somebody gets who gave a statement."""

    statement: Statement
    code: str


class Withdrawn(InWords):
    """It was taken back; what stands in the file stays as it is."""

    def __init__(self):
        self.words = _("This statement was withdrawn. It can't be changed any more.")
        super().__init__(self.words)


def submit_statement(
    in_round: Round,
    *,
    key: UUID,
    at: datetime,
    text: str,
    values: dict,
    files: Sequence = (),
    invitation: AuthorityInvitation | None = None,
    origin: str = Statement.Origin.ONLINE,
    by: User | None = None,
) -> Receipt:
    """
    Take a statement to the file of its plan; ``at`` is the moment of receipt.

    ``files`` are files that were checked, or ones that are kept already.
    """
    if existing := statement_of(key, in_round):
        return Receipt(existing, receipts.code_for(key))
    _ensure_may_give(in_round, at, origin, invitation, by)
    stored = attachments.kept(files)
    given = values | {"invitation": invitation, "origin": origin, "recorded_by": by}
    with transaction.atomic():
        plan = hold(in_round.plan)
        # Whoever held the plan before us may have taken this very form.
        if existing := statement_of(key, in_round):
            attachments.drop(_unused(stored, existing))
            return Receipt(existing, receipts.code_for(key))
        statement = _write(in_round, next_number(plan), key, at, text, given)
        attachments.attach(statement, stored)
        StatementDraft.objects.filter(key=key).delete()
        _put_on_record(statement, by)
        statement_papers.send_copy(statement)
    return Receipt(statement, receipts.code_for(key))


def statement_of(key: UUID, in_round: Round) -> Statement | None:
    """What was given with this form before, if it was in this round."""
    rows = Statement.objects.select_related("plan", "round")
    found = rows.filter(idempotency_key=key).first()
    if found and found.round_id != in_round.pk:
        raise KeyTaken
    return found


def hold(plan: Plan) -> Plan:
    """The plan as it is now; nobody else gets a number until this has committed."""
    return Plan.objects.select_for_update().get(pk=plan.pk)


def next_number(held: Plan) -> int:
    held.last_number += 1
    held.save(update_fields=["last_number"])
    return held.last_number


def subject_of(statement: Statement) -> str:
    """How the audit trail names a statement: never by who gave it."""
    return f"Stellungnahme {statement.reference}"


def digest_of(text: str) -> str:
    """The checksum of a wording, as anybody can compute it from the text file."""
    return sha256(text.encode()).hexdigest()


@transaction.atomic
def correct_statement(
    statement: Statement,
    *,
    text: str,
    key: UUID,
    at: datetime,
    by: User | None = None,
    files: Sequence = (),
    dropped: Iterable[int] = (),
) -> StatementVersion:
    """
    Add a wording that replaces the one before; the original stays as it was.

    ``files`` come with the new wording, ``dropped`` (keys of files) no longer belong
    to it; what belonged to an earlier wording stays with that.
    """
    row = Statement.objects.select_for_update().get(pk=statement.pk)
    if existing := row.versions.filter(idempotency_key=key).first():
        return existing
    ensure_standing(row, at, by)
    version = StatementVersion.objects.create(
        statement=row,
        number=row.current.number + 1,
        kind=StatementVersion.Kind.CORRECTION,
        text=text,
        sha256=digest_of(text),
        idempotency_key=key,
        at=at,
        by=by,
    )
    data = {"version": version.number, "sha256": version.sha256}
    data |= _change_files(row, version.number, attachments.kept(files), set(dropped))
    audit.record("planning.statement_correct", subject_of(row), actor=by, data=data)
    return version


def _change_files(row: Statement, number: int, added, dropped: set[int]) -> dict:
    """What came and went with this wording, for the record: checksums alone."""
    gone = [file for file in row.current_files if file.pk in dropped]
    keys = [file.pk for file in gone]
    row.files.filter(pk__in=keys).update(last_version=number - 1)
    attachments.attach(row, added, number)
    changes = {"files_added": added, "files_removed": gone}
    return {name: [file.sha256 for file in files] for name, files in changes.items()}


@transaction.atomic
def withdraw_statement(
    statement: Statement, *, at: datetime, by: User | None = None, reason: str = ""
) -> None:
    """Whoever gave it takes it back. It stays in the file, marked; twice is once."""
    row = Statement.objects.select_for_update().get(pk=statement.pk)
    if row.withdrawn_at is not None:
        return
    ensure_standing(row, at, by)
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    statement.withdrawn_at = at
    audit.record(
        "planning.statement_withdraw", subject_of(row), actor=by, reason=reason
    )


def ensure_standing(statement: Statement, at: datetime, by: User | None) -> None:
    """Go on if it can still be changed: by its giver until the procedure is closed."""
    if statement.withdrawn_at is not None:
        raise Withdrawn
    if by is None:
        reception.ensure_changeable(statement, at)
    elif not can_plan(by):
        raise PermissionDenied


def _ensure_may_give(in_round, at, origin, invitation, by) -> None:
    """The public by its form, authorities by their link, the rest by a planner."""
    if by is not None or origin != Statement.Origin.ONLINE:
        if by is None or not can_plan(by):
            raise PermissionDenied
        return
    if invitation is None:
        if not (in_round.is_published and in_round.is_public):
            raise PermissionDenied
        reception.ensure_taken(in_round, at)
    elif invitation.round_id != in_round.pk:
        raise PermissionDenied


def _write(in_round, number, key, at, text, values) -> Statement:
    locator, digest = receipts.sealed(receipts.code_for(key))
    invitation = values["invitation"]
    last_day = (invitation and invitation.last_day) or in_round.last_day
    statement = Statement.objects.create(
        plan=in_round.plan,
        round=in_round,
        number=number,
        received_at=at,
        is_late=reception.is_late(last_day, at),
        idempotency_key=key,
        receipt_locator=locator,
        receipt_digest=digest,
        **values,
    )
    StatementVersion.objects.create(
        statement=statement,
        number=1,
        text=text,
        sha256=digest_of(text),
        at=at,
        by=values["recorded_by"],
    )
    return statement


def _unused(stored, existing: Statement) -> list[attachments.Kept]:
    names = set(existing.files.values_list("file", flat=True))
    return [file for file in stored if file.stored not in names]


def _put_on_record(statement: Statement, by: User | None) -> None:
    """That it came, by which way, with which checksum; never what it says."""
    data = {
        "origin": statement.origin,
        "late": statement.is_late,
        "received_at": statement.received_at.isoformat(),
        "sha256": statement.original.sha256,
        "files": [file.sha256 for file in statement.files.all()],
    }
    subject = subject_of(statement)
    audit.record("planning.statement_received", subject, actor=by, data=data)
