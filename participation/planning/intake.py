"""
Recording what came by letter, mail, fax or word of mouth, beside what came online.

It lands in the same table with the same numbers. What counts is the day of receipt;
a list of signatures is counted person by person.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from home import audit
from home.models import User
from participation.intake import identity_of, moment_of
from participation.planning import reception
from participation.planning.models import Round, Signatory, Statement
from participation.planning.permissions import can_plan
from participation.planning.statements import Receipt, subject_of, submit_statement

OFFLINE = [
    choice
    for choice in Statement.Origin.choices
    if choice[0] not in {Statement.Origin.ONLINE, Statement.Origin.IMPORT}
]
# What may be said of a person in the audit trail: that it was changed, not to what.
NEUTRAL = {"origin", "giver", "about", "round", "received_at", "is_late"}


@transaction.atomic
def record_statement(
    in_round: Round,
    *,
    origin: str,
    received_on: date,
    text: str,
    values: dict,
    key: UUID,
    by: User,
    files: Sequence = (),
    signatories: Iterable[tuple[str, str]] = (),
) -> Receipt:
    """Take to the file what somebody gave offline, with everybody who signed it."""
    receipt = submit_statement(
        in_round,
        key=key,
        at=moment_of(received_on),
        text=text,
        values=values,
        files=files,
        origin=origin,
        by=by,
    )
    if not receipt.statement.signatories.exists():
        add_signatories(receipt.statement, signatories)
    return receipt


def add_signatories(
    statement: Statement, people: Iterable[tuple[str, str]]
) -> list[Signatory]:
    return Signatory.objects.bulk_create(
        Signatory(
            statement=statement,
            name=name,
            address=address,
            identity=identity_of(name, address),
        )
        for name, address in people
    )


@transaction.atomic
def change_statement(
    statement: Statement, *, values: dict, by: User, received_on: date | None = None
) -> list[str]:
    """
    Correct what was noted about a statement, never what it says; tell what changed.

    The day of receipt is corrected for what came offline alone.
    """
    if not can_plan(by):
        raise PermissionDenied
    row = Statement.objects.select_for_update().get(pk=statement.pk)
    given = dict(values)
    if received_on and row.origin != Statement.Origin.ONLINE:
        given |= new_moment(row, given.get("round", row.round), received_on)
    changed = {name: v for name, v in given.items() if getattr(row, name) != v}
    before = {name: getattr(row, name) for name in changed}
    for name, value in changed.items():
        setattr(row, name, value)
    if changed:
        row.save(update_fields=list(changed))
        _put_on_record(row, before, changed, by)
    return list(changed)


def new_moment(row: Statement, in_round: Round, received_on: date) -> dict:
    """When it counts as received after all, and whether that is late."""
    if timezone.localdate(row.received_at) == received_on:
        at = row.received_at
    else:
        at = moment_of(received_on)
    last_day = (row.invitation and row.invitation.last_day) or in_round.last_day
    return {"received_at": at, "is_late": reception.is_late(last_day, at)}


def _put_on_record(row: Statement, before: dict, changed: dict, by: User) -> None:
    data = {"changed": sorted(changed)}
    for name in NEUTRAL & set(changed):
        data[name] = [str(before[name]), str(changed[name])]
    audit.record("planning.statement_change", subject_of(row), actor=by, data=data)
