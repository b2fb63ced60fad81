"""Which plans somebody works with: the desk's one way to its rows."""

from django.db.models import QuerySet

from home.models import Visitor
from participation.planning.models import Plan
from participation.planning.permissions import works_in_an_office, works_inside


def plans_for(user: Visitor) -> QuerySet:
    """All plans for planners and approvers; for an office, those it works on."""
    plans = Plan.objects.select_related("procedure").prefetch_related("office_people")
    if works_inside(user):
        return plans
    if works_in_an_office(user):
        return plans.filter(office_people=user, office_agreement_on__isnull=False)
    return plans.none()
