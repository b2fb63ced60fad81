"""Budgets of what stays of a plan."""

from django.urls import reverse

from tests.budgets import Budget
from tests.factories.council import PreparedFileFactory, in_force
from tests.factories.planning import (
    DocumentVersionFactory,
    PlanFactory,
    ResolutionFactory,
    RoundFactory,
)


def plan_with(count):
    """As many documents, resolutions, rounds and tables."""
    plan = PlanFactory()
    versions = [DocumentVersionFactory(document__plan=plan) for _ in range(count)]
    in_force(plan, *versions)
    for number in range(count):
        ResolutionFactory(plan=plan)
        RoundFactory(plan=plan, number=number + 1)
        PreparedFileFactory(plan=plan, let_out=True)
    return plan, versions


def the_page(house, count):
    plan, _versions = plan_with(count)
    return reverse("participation:plan_archive", args=[plan.procedure.slug])


def the_document(house, count):
    plan, [version, *_others] = plan_with(count)
    where = [plan.procedure.slug, version.pk, version.filename]
    return reverse("participation:plan_paper", args=where)


def the_table(house, count):
    plan, _versions = plan_with(count)
    paper = plan.prepared.first()
    where = [plan.procedure.slug, paper.pk, paper.filename]
    return reverse("participation:plan_table", args=where)


BUDGETS = [
    Budget("participation:plan_archive", 15, the_page),
    Budget("participation:plan_paper", 6, the_document),
    Budget("participation:plan_table", 6, the_table),
]
