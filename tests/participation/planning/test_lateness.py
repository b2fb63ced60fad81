import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from home import roles
from participation.planning import lateness
from participation.planning.models import LateCheck
from tests.factories.home import UserFactory
from tests.factories.planning import (
    PublicNoticeFactory,
    RoundFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def planner():
    return UserFactory(roles=[roles.PARTICIPATION_PLANNERS])


def late_statement(*, hint=True, **fields):
    round_ = RoundFactory(over=True, **fields)
    PublicNoticeFactory(round=round_, warns_of_lateness=hint)
    return StatementFactory(round=round_, is_late=True)


def decide(statement, by, **answers):
    given = {
        "was_unknown": True,
        "is_irrelevant": True,
        "is_disregarded": True,
        "reason": "Der Einwand betrifft ein anderes Gebiet.",
    }
    return lateness.decide(statement, by=by, **given | answers)


def test_bp17_three_times_yes_lets_a_late_statement_be_disregarded(planner):
    statement = late_statement()

    check = decide(statement, planner)

    assert check.is_disregarded
    assert check.was_warned
    assert check.by == planner


@pytest.mark.parametrize("no", ["was_unknown", "is_irrelevant"])
def test_bp17_one_no_is_enough_for_weighing_it(planner, no):
    statement = late_statement()

    with pytest.raises(ValidationError):
        decide(statement, planner, **{no: False})
    check = decide(statement, planner, **{no: False}, is_disregarded=False)

    assert not check.is_disregarded


def test_bp17_notice_without_the_hint_disables_the_option(planner):
    statement = late_statement(hint=False)

    with pytest.raises(ValidationError):
        decide(statement, planner)

    assert not lateness.may_disregard(statement)


def test_bp17_hint_in_a_notice_nobody_approved_does_not_count():
    statement = late_statement(hint=False)
    PublicNoticeFactory(round=statement.round, approved_at=None, approved_by=None)

    assert not lateness.may_disregard(statement)


def test_bp17_authorities_need_no_hint():
    statement = late_statement(hint=False, to_authorities=True)

    assert lateness.may_disregard(statement)


@pytest.mark.parametrize("rule", ["3-1", "4-1", "uvpg-21", "vwvfg-73", "free"])
def test_bp17_other_rules_know_no_such_consequence(rule):
    assert not lateness.may_disregard(late_statement(rule=rule))


def test_bp17_what_came_in_time_is_not_checked(planner):
    with pytest.raises(ValidationError):
        decide(StatementFactory(), planner)


def test_bp17_answers_are_given_once_with_a_reason_by_planners(planner):
    statement = late_statement()
    with pytest.raises(ValidationError):
        decide(statement, planner, reason=" ")
    with pytest.raises(PermissionDenied):
        decide(statement, UserFactory(roles=[roles.PLANNING_OFFICE]))
    decide(statement, planner)
    with pytest.raises(ValidationError):
        decide(statement, planner)

    assert LateCheck.objects.count() == 1
