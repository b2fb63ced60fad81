from django.urls import reverse

from tests.budgets import Budget
from tests.factories.planning import RoundFactory


def running_plans(house, count):
    for _ in range(count):
        RoundFactory()
    return reverse("participation:plans_geojson")


BUDGETS = [Budget("participation:plans_geojson", 8, running_plans)]
