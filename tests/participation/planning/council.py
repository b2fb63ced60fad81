"""Plans on their way through the council, for tests."""

from datetime import timedelta

from django.utils import timezone

from home import roles
from participation.planning import council
from participation.planning.models import Point, Resolution
from tests.factories.home import UserFactory
from tests.factories.planning import PointFactory, StatementFactory

PROPOSAL = "Die Breite entspricht den Richtlinien für Stadtstraßen."


def planner():
    return UserFactory(roles=[roles.PARTICIPATION_PLANNERS])


def approver():
    return UserFactory(roles=[roles.PARTICIPATION_APPROVERS])


def weighed(round, *, proposed="not_followed", proposal=PROPOSAL, **fields):
    """A statement with one point that is ready for the council."""
    statement = StatementFactory(round=round, plan=round.plan, **fields)
    PointFactory(
        statement=statement,
        number=1,
        topic="Verkehr",
        proposal=proposal,
        proposed_result=proposed,
        step=Point.Step.READY,
    )
    return statement


def decide(plan, by, **fields):
    """The council follows every proposal."""
    values = {
        "kind": Resolution.Kind.WEIGHING,
        "body": "Stadtrat",
        "day": timezone.localdate() - timedelta(days=1),
        "item": "2027/012",
    }
    resolution = council.record_resolution(plan, **(values | fields), by=by)
    council.take_back(resolution, council.open_points(plan), by=by)
    return resolution


def decided(round, by, **fields):
    statement = weighed(round, **fields)
    decide(round.plan, by, item=f"2027/{statement.number:03d}")
    statement.refresh_from_db()
    return statement
