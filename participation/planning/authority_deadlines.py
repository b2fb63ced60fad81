"""
Until when an authority may answer: an event period from the day the message reached it.

If the round was announced until a later day, that day holds. An extension counts from
the end of the period before it (§ 190 BGB), and there is one only.
"""

from datetime import date, timedelta

from participation.planning import deadlines
from participation.planning.models import AuthorityInvitation, Round
from participation.planning.rules import Rule, rule_set

# A letter counts as received on the fourth day after posting (§ 41 (2) VwVfG).
DAYS_BY_POST = timedelta(days=4)


def rule_of(round: Round) -> Rule:
    """The rule of the round in the law that its plan has pinned."""
    return rule_set(round.plan.rule_set).rule(round.rule)


def period_from(round: Round, received_on: date) -> deadlines.Period:
    rule = rule_of(round)
    has_length = rule.months or rule.weeks or rule.days or rule.days_minimum
    days = None if has_length else (round.last_day - round.first_day).days + 1
    return deadlines.event_period(rule, received_on, days=days)


def begin(invitation: AuthorityInvitation, received_on: date) -> None:
    """Set the day of receipt and all that follows from it; the caller saves."""
    period = period_from(invitation.round, received_on)
    end = max(period.last_day, invitation.round.last_day)
    invitation.received_on, invitation.due_on = received_on, end
    invitation.deadline = period.as_data() | {"announced": end > period.last_day}


def extend(invitation: AuthorityInvitation, until: date) -> None:
    """Set the new last day, moved on to a working day; the caller saves."""
    old = deadlines.recompute(invitation.deadline["inputs"])
    days = (until - invitation.due_on).days
    longer = deadlines.extended(old, days=days, announced=invitation.due_on)
    invitation.extended_until = longer.last_day
    invitation.deadline = invitation.deadline | {"extension": longer.as_data()}
