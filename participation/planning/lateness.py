"""
Statements that came too late: three questions before one may be disregarded (BP-17).

Nothing late is ever refused or forgotten. § 4a (5) BauGB allows to leave it out of
account if its content was not known and need not have been, does not matter for
whether the plan is lawful, and, for the public, if the notice gave the hint.
"""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from home import audit
from home.models import User
from participation.planning.models import LateCheck, PublicNotice, Statement
from participation.planning.weighing_rights import can_weigh

# Rounds whose end has this effect; early participation and other laws know none.
RULES = {"3-2", "4-2", "4a-3", "4a-3-limited", "13", "13a"}


@dataclass(frozen=True)
class Question:
    name: str
    words: str
    norm: str = "§ 4a Abs. 5 BauGB"


def questions() -> list[Question]:
    """The two that a person answers; the third is answered by the notice."""
    return [
        Question(
            "was_unknown",
            _("Was its content unknown to the town, without having to be known?"),
        ),
        Question(
            "is_irrelevant",
            _("Is its content without relevance to whether the plan is lawful?"),
        ),
    ]


def may_disregard(statement: Statement) -> bool:
    """Whether the law leaves the choice at all, before anybody answers a question."""
    return not obstacle(statement)


def obstacle(statement: Statement) -> str:
    """Why a statement has to be weighed in any case, in words; empty if nothing is."""
    if not statement.is_late:
        return _("It came in time.")
    if statement.round.rule not in RULES:
        return _("In this round, being late has no consequence by law.")
    if not was_warned(statement):
        return _(
            "The notice did not say that late statements may be disregarded (hint 3 of"
            " § 3 (2) S. 4 BauGB). So it has to be weighed like the others."
        )
    return ""


def was_warned(statement: Statement) -> bool:
    """
    Whether the hint was given where the law asks for it: in the notice of a round for
    the public (§ 4a (5) S. 2 BauGB). Authorities know their deadline by law.
    """
    if not statement.round.is_public:
        return True
    notices = PublicNotice.objects.filter(
        round=statement.round, approved_at__isnull=False
    )
    return notices.filter(warns_of_lateness=True).exists()


@transaction.atomic
def decide(
    statement: Statement,
    *,
    was_unknown: bool,
    is_irrelevant: bool,
    is_disregarded: bool,
    reason: str,
    by: User,
) -> LateCheck:
    """Put the answers on file: they are given once, and stay."""
    if not can_weigh(by, statement.plan):
        raise PermissionDenied("Only planners check what came late.")
    Statement.objects.select_for_update().get(pk=statement.pk)
    if LateCheck.objects.filter(statement=statement).exists():
        raise ValidationError(_("This has been checked already."))
    if not statement.is_late:
        raise ValidationError(_("It came in time."))
    if is_disregarded:
        ensure_three_times_yes(statement, was_unknown, is_irrelevant)
    if not reason.strip():
        raise ValidationError(_("Please give the reason: it stands in the file."))
    check = LateCheck.objects.create(
        statement=statement,
        was_unknown=was_unknown,
        is_irrelevant=is_irrelevant,
        was_warned=was_warned(statement),
        is_disregarded=is_disregarded,
        reason=reason,
        by=by,
    )
    data = {"disregarded": is_disregarded}
    audit.record("planning.late", f"Stellungnahme {statement}", actor=by, data=data)
    return check


def ensure_three_times_yes(statement, was_unknown: bool, is_irrelevant: bool) -> None:
    if words := obstacle(statement):
        raise ValidationError(words)
    if not (was_unknown and is_irrelevant):
        raise ValidationError(
            _("It may be disregarded only if all three questions are answered yes.")
        )
