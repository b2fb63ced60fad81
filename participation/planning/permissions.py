"""
Who may do what to a plan: four people, four rights.

The planner prepares and runs; the approver is the second pair of eyes; the planning
office may prepare the weighing of the plans it works on and decides nothing (§ 4b
BauGB); nobody else learns anything that is not public.
"""

from home.models import Visitor
from home.roles import (
    PARTICIPATION_APPROVERS,
    PARTICIPATION_PLANNERS,
    PLANNING_OFFICE,
    has_role,
)
from participation.planning.models import Plan


def can_plan(user: Visitor) -> bool:
    """Whoever runs formal procedures: sees every statement, changes every plan."""
    return user.is_authenticated and (
        user.is_active and (user.is_superuser or has_role(user, PARTICIPATION_PLANNERS))
    )


def can_approve(user: Visitor) -> bool:
    """Whoever may be the second pair of eyes; never for what they prepared."""
    return user.is_authenticated and (
        user.is_active
        and (user.is_superuser or has_role(user, PARTICIPATION_APPROVERS))
    )


def works_inside(user: Visitor) -> bool:
    """Planners and approvers: they read at the desk what nobody outside may."""
    return can_plan(user) or can_approve(user)


def can_look(user: Visitor) -> bool:
    """Whoever reaches the planner's desk at all."""
    return works_inside(user) or works_in_an_office(user)


def works_in_an_office(user: Visitor) -> bool:
    return user.is_authenticated and user.is_active and has_role(user, PLANNING_OFFICE)


def can_prepare(user: Visitor, plan: Plan) -> bool:
    """Planners, and the people of the planning office with an agreement on file."""
    return can_plan(user) or (
        works_in_an_office(user)
        and plan.office_agreement_on is not None
        and user.pk in {person.pk for person in plan.office_people.all()}
    )
