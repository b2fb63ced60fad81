"""
The end of a formal procedure: nothing owed to anybody, nothing running (BP-19).
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from home import audit, pagecache
from home.models import User
from participation.planning import results
from participation.planning.council import ensure_open, ensure_plans, subject_of
from participation.planning.models import Plan

MOST_NAMED = 20


def missing(plan: Plan) -> list[str]:
    """What keeps a plan from being closed, in words, with the numbers it is about."""
    found = [
        _("“%s” is still running.") % round.title
        for round in plan.rounds.published().filter(last_day__gte=timezone.localdate())
    ]
    return found + [in_words(*owed) for owed in grouped(results.untold(plan)).items()]


def grouped(untold: list[results.Untold]) -> dict[str, list[str]]:
    """The numbers of the statements by what they lack."""
    found: dict[str, list[str]] = {}
    for row in untold:
        found.setdefault(str(row.lacks), []).append(row.statement.reference)
    return found


def in_words(lacks: str, numbers: list[str]) -> str:
    named = ", ".join(numbers[:MOST_NAMED])
    more = len(numbers) - MOST_NAMED
    if more > 0:
        named = _("%(shown)s and %(n)d more") % {"shown": named, "n": more}
    words = _("%(n)d × a statement %(lacks)s: %(numbers)s.")
    return words % {"n": len(numbers), "lacks": lacks, "numbers": named}


@transaction.atomic
def close(plan: Plan, *, by: User) -> None:
    """End a procedure; from then on its file only grows by what the law still asks."""
    ensure_plans(by)
    locked = Plan.objects.select_for_update().get(pk=plan.pk)
    ensure_open(locked)
    if lacking := missing(locked):
        raise ValidationError(lacking)
    plan.closed_on, plan.closed_by = timezone.localdate(), by
    plan.save(update_fields=["closed_on", "closed_by"])
    audit.record("planning.close", subject_of(plan), actor=by)
    transaction.on_commit(pagecache.drop_all)
