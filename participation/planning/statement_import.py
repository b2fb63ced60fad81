"""
Many statements from a table at once: all of them or none.

Doing it twice adds nothing. Each row has a key, made of its own mark or, without one,
of what it says and how often that was said above it.
"""

import json
import uuid
from collections import Counter
from datetime import datetime
from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.db import transaction

from home import audit
from home.models import User
from participation import receipts
from participation.intake import moment_of
from participation.planning import reception
from participation.planning.models import Plan, Round, Statement, StatementVersion
from participation.planning.permissions import can_plan
from participation.planning.statement_table import Row
from participation.planning.statements import digest_of, hold

NAMESPACE = uuid.UUID("a3f1d8c2-7a55-4d0e-8d43-52b1b7f0f6aa")
AT_ONCE = 500
GIVEN = (
    "giver",
    "name",
    "organisation",
    "address",
    "email",
    "document",
    "passage",
    "place",
)


@transaction.atomic
def bring(rows: list[Row], in_round: Round, *, by: User | None) -> int:
    """Take the rows of a table to the file; how many of them are new."""
    if by is not None and not can_plan(by):
        raise PermissionDenied
    plan = hold(in_round.plan)
    keyed = dict(zip(keys_of(rows, in_round), rows, strict=True))
    there = set(
        Statement.objects.filter(round=in_round, origin="import").values_list(
            "idempotency_key", flat=True
        )
    )
    new = {key: row for key, row in keyed.items() if key not in there}
    made = [
        statement_from(row, key, in_round, plan, number, by)
        for number, (key, row) in enumerate(new.items(), plan.last_number + 1)
    ]
    made = Statement.objects.bulk_create(made, batch_size=AT_ONCE)
    texts = zip(made, new.values(), strict=True)
    StatementVersion.objects.bulk_create(
        [original(statement, row["text"], by) for statement, row in texts],
        batch_size=AT_ONCE,
    )
    plan.last_number += len(made)
    plan.save(update_fields=["last_number"])
    _put_on_record(made, in_round, by)
    return len(made)


def keys_of(rows: list[Row], in_round: Round) -> list[uuid.UUID]:
    """One key for each row, the same whenever this table is read."""
    seen, keys = Counter(), []
    for row in rows:
        mark = row["mark"] or digest_of_row(row)
        keys.append(uuid.uuid5(NAMESPACE, f"{in_round.pk}/{mark}/{seen[mark]}"))
        seen[mark] += 1
    return keys


def digest_of_row(row: Row) -> str:
    text = json.dumps(row, default=str, sort_keys=True, ensure_ascii=False)
    return sha256(text.encode()).hexdigest()


def statement_from(
    row: Row, key: uuid.UUID, in_round: Round, plan: Plan, number: int, by: User | None
) -> Statement:
    at = moment_of(row["received_on"])
    locator, digest = receipts.sealed(receipts.code_for(key))
    return Statement(
        plan=plan,
        round=in_round,
        number=number,
        origin=Statement.Origin.IMPORT,
        received_at=at,
        is_late=reception.is_late(in_round.last_day, at),
        about=about(row),
        idempotency_key=key,
        receipt_locator=locator,
        receipt_digest=digest,
        recorded_by=by,
        **{name: row[name] for name in GIVEN},
    )


def about(row: Row) -> str:
    if row["passage"]:
        return Statement.About.PARAGRAPH
    if row["place"]:
        return Statement.About.PLACE
    return Statement.About.DOCUMENT if row["document"] else Statement.About.PLAN


def original(statement: Statement, text: str, by: User | None) -> StatementVersion:
    at: datetime = statement.received_at
    sum_of_text = digest_of(text)
    return StatementVersion(
        statement=statement, number=1, text=text, sha256=sum_of_text, at=at, by=by
    )


def _put_on_record(made: list[Statement], in_round: Round, by: User | None) -> None:
    if not made:
        return
    plan = in_round.plan
    data = {
        "round": in_round.key,
        "count": len(made),
        "numbers": [made[0].number, made[-1].number],
    }
    audit.record("planning.import", f"Plan {plan.number}", actor=by, data=data)
