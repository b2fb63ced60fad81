from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from home import roles
from home.models import AuditEntry
from participation.planning import council, telling
from participation.planning.models import Point, Resolution
from tests.factories.home import UserFactory
from tests.factories.planning import PlanFactory, PointFactory, RoundFactory
from tests.participation.planning.council import decide, planner, weighed

pytestmark = pytest.mark.django_db

YESTERDAY = {"body": "Stadtrat", "day": timezone.localdate() - timedelta(days=1)}


@pytest.fixture
def round(town):
    return RoundFactory(over=True)


def resolution_of(plan, by, kind="weighing", item="2027/012", **fields):
    values = YESTERDAY | {"kind": kind, "item": item} | fields
    return council.record_resolution(plan, **values, by=by)


def test_points_get_the_proposed_result_with_day_and_number(round):
    statement = weighed(round, proposed="partly")

    resolution = decide(round.plan, planner())

    point = statement.points.get()
    assert (point.result, point.resolution) == ("partly", resolution)
    assert str(resolution).endswith("2027/012")


def test_single_points_may_be_decided_otherwise(round):
    first, second = (weighed(round).points.get() for _ in range(2))
    by = planner()
    resolution = resolution_of(round.plan, by)

    number = council.take_back(
        resolution,
        council.open_points(round.plan),
        by=by,
        results={first.pk: Point.Result.FOLLOWED},
    )

    results = dict(Point.objects.values_list("pk", "result"))
    assert number == 2
    assert results == {first.pk: "followed", second.pk: "not_followed"}
    entry = AuditEntry.objects.filter(action="planning.take_back").get()
    assert entry.data["otherwise"] == [str(first)]


def test_nothing_is_decided_without_a_proposal(round):
    statement = weighed(round)
    PointFactory(statement=statement, number=2)

    with pytest.raises(ValidationError) as refused:
        decide(round.plan, planner())

    assert str(statement.points.get(number=2)) in refused.value.messages[0]
    assert not Point.objects.exclude(result="").exists()


def test_points_of_other_plans_are_left_alone(round):
    other = weighed(RoundFactory(over=True)).points.get()
    by = planner()
    resolution = resolution_of(round.plan, by)

    assert council.take_back(resolution, Point.objects.all(), by=by) == 0
    other.refresh_from_db()
    assert other.result == ""


def test_withdrawn_statements_are_not_decided(round):
    weighed(round, withdrawn_at=timezone.now())

    assert not council.open_points(round.plan).exists()


def test_what_was_told_is_not_decided_anew(round):
    statement = weighed(round)
    by = planner()
    decide(round.plan, by)
    telling.tell(round.plan, by=by)

    with pytest.raises(ValidationError):
        council.take_back(
            resolution_of(round.plan, by, item="2027/099"),
            statement.points.all(),
            by=by,
        )


def test_statute_is_adopted_after_the_weighing(round):
    weighed(round)
    by = planner()
    with pytest.raises(ValidationError):
        resolution_of(round.plan, by, kind="statute", item="2027/013")

    decide(round.plan, by)
    resolution = resolution_of(round.plan, by, kind="statute", item="2027/013")

    round.plan.refresh_from_db()
    assert round.plan.statute_on == resolution.day


def test_resolution_of_tomorrow_is_refused():
    day = timezone.localdate() + timedelta(days=1)

    with pytest.raises(ValidationError):
        resolution_of(PlanFactory(), planner(), day=day)


def test_same_number_is_recorded_once():
    plan, by = PlanFactory(), planner()
    resolution_of(plan, by)

    with pytest.raises(ValidationError):
        resolution_of(plan, by)

    assert Resolution.objects.count() == 1


@pytest.mark.parametrize(
    "role", [roles.PARTICIPATION_APPROVERS, roles.PLANNING_OFFICE, None]
)
def test_only_planners_record_what_the_council_decided(role):
    person = UserFactory(roles=[role] if role else [])

    with pytest.raises(PermissionDenied):
        resolution_of(PlanFactory(), person)


def test_closed_plan_takes_no_resolution():
    plan = PlanFactory(closed_on=timezone.localdate())

    with pytest.raises(ValidationError):
        resolution_of(plan, planner())
