"""Statements: sections of the desk, outlets, tasks, schedules."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from home.registries import (
    Outlet,
    PersonalData,
    file_guards,
    outlets,
    personal_data,
)
from participation.planning import drafts, receipt_page  # noqa: F401
from participation.planning.desk.sections import Section, sections
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


def how_many(plan) -> str:
    """“12 statements”: how many stand, on the plan's own screen."""
    n = plan.statements.standing().count()
    words = ngettext("%(n)d statement", "%(n)d statements", n)
    return words % {"n": n}


def drafts_of(person):
    """What somebody begun with their address; only its key opens it otherwise."""
    return StatementDraft.objects.filter(content__email__iexact=person.email)


def begun_by(person) -> list[dict]:
    rows = drafts_of(person).exclude(content__email="")
    return [{"saved": row.saved_at.isoformat(), **row.content} for row in rows]


def forget_drafts(person) -> int:
    rows = list(drafts_of(person).exclude(content__email="")) if person.email else []
    for row in rows:
        drafts.drop_draft(row)
    return len(rows)


sections.append(
    Section(40, _("Statements"), "planning:statements", how_many, for_approvers=False)
)
file_guards[STATEMENTS] = can_open_statement_file
personal_data.append(
    PersonalData(
        model="participation.StatementDraft",
        fields=["content"],
        purpose=_("So that a statement can be written over several days."),
        kept=_("Until it is sent, or one month after the end of the period."),
        export=begun_by,
        erase=forget_drafts,
    )
)
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
