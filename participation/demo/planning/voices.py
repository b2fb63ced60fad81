"""What people and authorities said about the demo plan, and the weighing of it."""

from datetime import datetime, time, timedelta
from hashlib import sha256
from uuid import NAMESPACE_URL, uuid5

from django.utils import timezone

from home.demo.people import person
from participation.clock import BERLIN
from participation.planning.models import (
    Authority,
    AuthorityInvitation,
    Point,
    Round,
    Signatory,
    Statement,
)
from participation.planning.statements import submit_statement

TOLD = ("giver", "organisation", "name", "address", "email")


def make_statements(rows: list[dict], rounds: dict[str, Round]) -> None:
    for number, row in enumerate(rows):
        text = row["text"].strip()
        receipt = submit_statement(
            rounds[row["round"]],
            key=uuid5(NAMESPACE_URL, f"stellungnahme/{number}"),
            at=moment(row["day"], 9 + number % 8),
            text=text,
            values={name: row[name] for name in TOLD if name in row},
            origin=row["origin"],
            by=None if row["origin"] == "online" else person("planung"),
        )
        Signatory.objects.bulk_create(
            Signatory(statement=receipt.statement, name=name)
            for name in row.get("signatories", [])
        )
        make_points(receipt.statement, text, row.get("points", []))


def make_points(statement: Statement, text: str, rows: list[dict]) -> None:
    for number, row in enumerate(rows, 1):
        start = text.index(row["text"])
        Point.objects.create(
            statement=statement,
            wording=statement.current,
            number=number,
            start=start,
            end=start + len(row["text"]),
            text=row["text"],
            topic=row["topic"],
            proposal=row["proposal"],
            proposed_result=row["result"],
            step=Point.Step.READY,
        )


def make_authorities(rows: list[dict], stage: Round) -> None:
    for number, row in enumerate(rows):
        names = ("name", "department", "email", "address", "tags")
        authority, _made = Authority.objects.get_or_create(
            name=row["name"],
            department=row.get("department", ""),
            defaults={name: row[name] for name in names if name in row},
        )
        invitation = AuthorityInvitation.objects.create(
            round=stage,
            authority=authority,
            link_digest=sha256(f"demo {number} {stage.pk}".encode()).hexdigest(),
            invited_at=stage.approved_at,
            invited_by=person("planung"),
            received_on=stage.first_day,
            due_on=stage.last_day,
            opened_at=moment(-12, 11) if number % 2 == 0 else None,
        )
        if "answer" in row or row.get("no_concerns"):
            answer(invitation, row, number)


def answer(invitation: AuthorityInvitation, row: dict, number: int) -> None:
    at = moment(-8, 8 + number)
    submit_statement(
        invitation.round,
        key=uuid5(NAMESPACE_URL, f"traeger/{invitation.pk}"),
        at=at,
        text=row.get("answer", "Keine Bedenken."),
        values={
            "giver": Statement.Giver.AUTHORITY,
            "organisation": str(invitation.authority),
            "email": invitation.authority.email,
            "no_concerns": row.get("no_concerns", False),
        },
        invitation=invitation,
    )
    AuthorityInvitation.objects.filter(pk=invitation.pk).update(answered_at=at)


def moment(days: int, hour: int) -> datetime:
    on = timezone.localdate() + timedelta(days=days)
    return datetime.combine(on, time(hour, 20), tzinfo=BERLIN)
