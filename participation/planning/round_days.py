"""
The days of one round: what the engine proposes, and what stands against a choice.

Problems are told by the field of ``Round`` in which they can be put right.
"""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from participation.planning import deadlines, offers
from participation.planning.counting import DeadlineError
from participation.planning.models import ClosingDay, Round
from participation.planning.periods import Period
from participation.planning.rules import Rule


def proposal(round: Round, start: date) -> Period:
    """The period that begins on this day, or after what happened on this day."""
    rule = offers.rule_of(round)
    try:
        return deadlines.period(rule, start, days=days_chosen(rule, round, start))
    except DeadlineError as error:
        raise ValidationError({"last_day": str(error)}) from error


def days_chosen(rule: Rule, round: Round, start: date) -> int | None:
    """Where no law knows a length, the last day that somebody chose says it."""
    if rule.months or rule.weeks or rule.days_minimum or not round.last_day:
        return None
    return (round.last_day - start).days + (rule.kind == "publication")


def problems(round: Round, period: Period) -> dict[str, str]:
    """What stands against the days of a round, by field; nothing if they may stand."""
    last = round.last_day or period.last_day
    found = {}
    for problem in deadlines.check_end(period, last, reason=round.shorter_because):
        field = "shorter_because" if problem.needs_reason else "last_day"
        found[field] = problem.text
    if not found and is_too_short_for_everybody(round, period, last):
        found["last_day"] = _(
            "Shorter is possible only if nobody but the affected public is asked"
            " (§ 13 (2) S. 1 Nr. 2 BauGB)."
        )
    return found | problems_of_reason(round, period, last)


def is_too_short_for_everybody(round: Round, period: Period, last: date) -> bool:
    """§ 13 BauGB allows a fair shorter period for the affected public alone."""
    regular = period.regular_last_day
    asks_all = round.is_public and not round.is_restricted
    by_short_way = round.rule in {"13", "13a"}
    return bool(by_short_way and asks_all and regular and last < regular)


def problems_of_reason(round: Round, period: Period, last: date) -> dict[str, str]:
    """
    The decision on a longer period, reasoned either way (BP-03): without a reason, its
    denial would be a fault that stops the plan (§ 214 (1) S. 1 Nr. 2 d BauGB).
    """
    if not offers.decides_on_reason(period.rule):
        return {}
    found = {}
    if round.important_reason is None:
        found["important_reason"] = _("Please decide: yes or no.")
    elif round.important_reason and last <= period.last_day:
        found["last_day"] = _("With an important reason the period has to be longer.")
    if not round.important_reason_text.strip():
        found["important_reason_text"] = _("Please give the reason, for a no as well.")
    return found


def settle(round: Round, start: date) -> Period:
    """Write the days into a round, with all that led to them (BP-27)."""
    period = proposal(round, start)
    if found := problems(round, period):
        raise ValidationError(found)
    round.first_day = period.first_day
    round.last_day = round.last_day or period.last_day
    round.deadline = period.as_data() | {"chosen": round.last_day.isoformat()}
    return period


def start_of(round: Round) -> date | None:
    """The day that was typed in: of the beginning or, for authorities, of receipt."""
    start = round.deadline.get("inputs", {}).get("start")
    return date.fromisoformat(start) if start else round.first_day


def closing_days(round: Round) -> list[ClosingDay]:
    """Days of the round on which nobody reaches the papers in the house (BP-09)."""
    if not (round.first_day and round.is_public):
        return []
    return list(ClosingDay.objects.filter(day__range=[round.first_day, round.last_day]))
