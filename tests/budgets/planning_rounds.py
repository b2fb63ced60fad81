"""Budgets of the public pages of formal rounds."""

from django.urls import reverse

from participation.planning.models import Appearance, OtherAccess
from participation.planning.publication import address_of
from tests.budgets import Budget
from tests.factories.home import PostFactory
from tests.factories.participation import ProcedurePageFactory, days_from_now
from tests.factories.planning import (
    DocumentVersionFactory,
    PlanFactory,
    PublicNoticeFactory,
    RoundFactory,
    publish,
)


def round_with(count):
    """As many documents, notices and other ways in."""
    page = ProcedurePageFactory(
        kind="formal", phases=[], activities=[], contact=PostFactory()
    )
    round = RoundFactory(plan=PlanFactory(procedure=page))
    for _ in range(count):
        version = DocumentVersionFactory(
            document__plan=round.plan, document__topics=["wasser"]
        )
        publish(version, round)
        Appearance.objects.create(
            notice=PublicNoticeFactory(round=round),
            medium="gazette",
            name="Amtsblatt",
            appeared_on=days_from_now(-9),
        )
        OtherAccess.objects.create(round=round, kind="paper", building="Rathaus")
    return round


def the_round(house, count):
    return round_with(count).get_absolute_url()


def the_document(house, count):
    round = round_with(count)
    return address_of(round.published_versions.first().version)


def the_procedure(house, count):
    round = round_with(1)
    for number in range(count):
        RoundFactory(plan=round.plan, rule="3-1", number=number + 1)
    return reverse("participation:procedure", args=[round.plan.procedure.slug])


BUDGETS = [
    Budget("participation:round", 12, the_round),
    Budget("participation:plan_document", 1, the_document),
    Budget("participation:procedure", 20, the_procedure),
]
