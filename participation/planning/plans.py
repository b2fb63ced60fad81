"""Which plans somebody works with: the desk's one way to its rows."""

from django.db.models import QuerySet

from home.models import Visitor
from participation.planning.models import Plan
from participation.planning.permissions import (
    can_approve,
    can_plan,
    works_in_an_office,
)


def plans_for(user: Visitor) -> QuerySet:
    """All plans for planners and approvers; for an office, those it works on."""
    plans = Plan.objects.select_related("procedure").prefetch_related("office_people")
    if can_plan(user) or can_approve(user):
        return plans
    if works_in_an_office(user):
        return plans.filter(office_people=user, office_agreement_on__isnull=False)
    return plans.none()
