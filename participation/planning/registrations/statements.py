"""Statements: sections of the desk, outlets, tasks, schedules."""

from django.urls import reverse

from home.registries import Outlet, file_guards, outlets
from participation.planning import receipt_page  # noqa: F401 - makes receipts known
from participation.planning.models import Round, Statement, StatementDraft
from participation.planning.models.statements import STATEMENTS
from participation.planning.permissions import can_plan


def can_open_statement_file(user, name: str) -> bool:
    """What came with a statement is for planners alone (BP-30)."""
    return can_plan(user)


def address(name: str, found: Round, *more) -> str:
    where = [found.procedure.slug, found.key, *more]
    return reverse(f"participation:{name}", args=where)


def forms(word):
    rounds = Round.objects.select_related("procedure")
    return [address("statement_create", found) for found in rounds]


def begun(word):
    """Every draft by its address; whoever has it is the one who writes it."""
    rows = StatementDraft.objects.select_related("round__procedure")
    return [
        address(name, row.round, row.key)
        for row in rows
        for name in ("statement_draft", "statement_review")
    ]


def papers(word):
    """Every receipt by the key of its form, which nobody can guess."""
    found = []
    for row in Statement.objects.select_related("round__procedure"):
        where = [row.round, row.idempotency_key]
        found.append(address("statement_receipt", *where))
        found += [address("statement_copy", *where, kind) for kind in ("pdf", "txt")]
    return found


file_guards[STATEMENTS] = can_open_statement_file
outlets += [
    Outlet("forms of statements", ["participation:statement_create"], forms),
    Outlet(
        "begun statements",
        ["participation:statement_draft", "participation:statement_review"],
        begun,
    ),
    Outlet(
        "receipts of statements",
        ["participation:statement_receipt", "participation:statement_copy"],
        papers,
    ),
]
