"""Budgets of what comes after a contribution, and of what comes on paper."""

from django.urls import reverse

from home import roles
from tests.budgets import Budget
from tests.factories.after import (
    ImplementationReportFactory,
    IntakeFactory,
    VersionFactory,
)
from tests.factories.participation import (
    ContributionFactory,
    ProcedurePageFactory,
    SupportFactory,
    activity_of,
)
from tests.house import CITIZEN


def edit(house, count):
    found = ContributionFactory(author=house.people[CITIZEN])
    return reverse("participation:contribution_edit", args=[found.pk])


def versions(house, count):
    found = ContributionFactory()
    for number in range(count):
        VersionFactory(contribution=found, number=number + 1)
    return reverse("participation:contribution_versions", args=[found.pk])


def merge(house, count):
    found = ContributionFactory(title="Mehr Bäume am Markt")
    for other in ContributionFactory.create_batch(count, activity=found.activity):
        SupportFactory(contribution=other)
    return reverse("participation:merge", args=[found.pk])


def busy_procedure(count):
    procedure = ProcedurePageFactory(result="Der Platz wird grün.")
    activity = activity_of(procedure)
    for contribution in ContributionFactory.create_batch(count, activity=activity):
        IntakeFactory(contribution=contribution)
        ImplementationReportFactory(procedure=procedure)
    return procedure


def result(house, count):
    return busy_procedure(count).result_url


def closing_desk(house, count):
    return busy_procedure(count).closing_url


def report(house, count):
    return reverse("participation:report_create", args=[ProcedurePageFactory().slug])


def intake_desk(house, count):
    busy_procedure(count)
    return reverse("participation:intake_desk")


def intake_create(house, count):
    activity = activity_of(ProcedurePageFactory())
    where = [activity.procedure.slug, activity.key]
    return reverse("participation:intake_create", args=where)


def intake_done(house, count):
    intake = IntakeFactory()
    return reverse("participation:intake_done", args=[intake.contribution_id])


def support_record(house, count):
    return reverse("participation:support_record", args=[ContributionFactory().pk])


MODERATOR = roles.PARTICIPATION_MODERATORS
BUDGETS = [
    Budget("participation:contribution_edit", 16, edit, CITIZEN),
    Budget("participation:contribution_versions", 15, versions),
    Budget("participation:merge", 16, merge, MODERATOR),
    Budget("participation:result", 18, result),
    Budget("participation:closing_desk", 20, closing_desk, MODERATOR),
    Budget("participation:report_create", 12, report, MODERATOR),
    Budget("participation:intake_desk", 15, intake_desk, MODERATOR),
    Budget("participation:intake_create", 15, intake_create, MODERATOR),
    Budget("participation:intake_done", 12, intake_done, MODERATOR),
    Budget("participation:support_record", 16, support_record, MODERATOR),
]

POST = "answers a POST; its own test counts"
NO_BUDGET = [
    (f"participation:{name}", POST)
    for name in ("merge_undo", "settle", "archiving_reason", "archive", "same_person")
]
