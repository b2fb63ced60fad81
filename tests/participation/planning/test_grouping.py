import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from home import roles
from participation.intake import identity_of
from participation.planning import grouping
from participation.planning.models import Point, Signatory, Statement
from tests.factories.home import UserFactory
from tests.factories.planning import PointFactory, RoundFactory, StatementFactory
from tests.participation.planning.test_likeness import FORM, OTHER

pytestmark = pytest.mark.django_db


@pytest.fixture
def planner():
    return UserFactory(roles=[roles.PARTICIPATION_PLANNERS])


def sign(statement, number, name="Unterschrift {}", address="Marktplatz {}"):
    rows = []
    for n in range(number):
        who, where = name.format(n), address.format(n + 1)
        rows.append(
            Signatory(
                statement=statement,
                name=who,
                address=where,
                identity=identity_of(who, where),
            )
        )
    Signatory.objects.bulk_create(rows)


def group_of(by, *statements):
    plan = statements[0].plan
    chosen = Statement.objects.filter(pk__in=[s.pk for s in statements])
    return grouping.make(plan, chosen, title="Schulweg", by=by)


def group_of_persons(number, by):
    """A list with one signature less, below a statement by somebody else."""
    statement = StatementFactory()
    sign(statement, number - 1)
    return group_of(by, statement)


# Persons


def test_bp20_same_person_on_two_lists_counts_once(planner):
    plan = RoundFactory().plan
    first, second = StatementFactory.create_batch(2, round=plan.rounds.get())
    sign(first, 10)
    sign(second, 12, address="Marktpl. {}")

    assert grouping.persons_in(group_of(planner, first, second)) == 13


def test_bp20_giver_who_signed_their_own_list_counts_once(planner):
    statement = StatementFactory()
    sign(
        statement, 1, name="Kern, Hedwig", address="Salinenstr. 4, 67098 Bad Rebenheim"
    )

    assert grouping.persons_in(group_of(planner, statement)) == 1


def test_bp20_whoever_cannot_be_told_apart_counts_once(planner):
    plan = RoundFactory().plan

    def written(number, **giver):
        rows = StatementFactory.create_batch(
            number, round=plan.rounds.get(), address="", **giver
        )
        return group_of(planner, *rows)

    assert grouping.persons_in(written(3, name="Rosa Berg")) == 1
    assert grouping.persons_in(written(2, name="")) == 2


def test_bp20_somebody_without_an_address_counts_once_beside_their_namesake(planner):
    plan = RoundFactory().plan
    known = StatementFactory(round=plan.rounds.get())
    again = StatementFactory(round=plan.rounds.get(), address="")

    assert grouping.persons_in(group_of(planner, known, again)) == 1


def test_bp20_withdrawn_statements_do_not_count(planner):
    plan = RoundFactory().plan
    first = StatementFactory(round=plan.rounds.get())
    second = StatementFactory(round=plan.rounds.get(), name="Rosa Berg")
    group = group_of(planner, first, second)

    second.withdrawn_at = timezone.now()
    second.save()

    assert grouping.persons_in(group) == 1


# 51


def test_bp20_50_persons_get_a_message_each(planner):
    group = group_of_persons(50, planner)

    with pytest.raises(ValidationError, match="50"):
        grouping.go_collective(group, place="Rathaus", hours="Mo 9–12", by=planner)

    assert not grouping.is_collective(group)


def test_bp20_51_persons_may_be_asked_to_inspect(planner):
    group = group_of_persons(51, planner)

    grouping.go_collective(group, place="Rathaus", hours="Mo 9–12", by=planner)

    assert grouping.is_collective(group)


@pytest.mark.parametrize(("place", "hours"), [("", "Mo 9–12"), ("Rathaus", " ")])
def test_bp20_place_and_hours_are_required(planner, place, hours):
    with pytest.raises(ValidationError):
        grouping.go_collective(
            group_of_persons(51, planner), place=place, hours=hours, by=planner
        )


def test_bp20_route_ends_when_too_few_are_left(planner):
    plan = RoundFactory().plan
    listed = StatementFactory(round=plan.rounds.get(), name="Rosa Berg")
    sign(listed, 49)
    last = StatementFactory(round=plan.rounds.get())
    group = group_of(planner, listed, last)
    grouping.go_collective(group, place="Rathaus", hours="Mo 9–12", by=planner)

    last.refresh_from_db()
    grouping.take_out(last, by=planner)

    group.refresh_from_db()
    assert not group.collective


def test_bp20_only_planners_decide_that_statements_are_alike():
    statement = StatementFactory()

    with pytest.raises(PermissionDenied):
        group_of(UserFactory(roles=[roles.PLANNING_OFFICE]), statement)


# Suggestions


def test_bp20_machine_suggests_and_groups_nothing():
    plan = RoundFactory().plan
    alike = [
        StatementFactory(round=plan.rounds.get(), text=FORM, name=f"Person {n}")
        for n in range(3)
    ]
    StatementFactory(round=plan.rounds.get(), text=OTHER)
    StatementFactory(round=plan.rounds.get(), text=FORM, giver="authority")

    [found] = grouping.suggestions(plan)

    assert found.statements == alike
    assert found.persons == 3
    assert Statement.objects.exclude(group=None).count() == 0


def test_grouped_statements_are_not_suggested_again(planner):
    plan = RoundFactory().plan
    same = {"round": plan.rounds.get(), "text": FORM}
    group_of(planner, *StatementFactory.create_batch(2, **same))

    assert grouping.suggestions(plan) == []


def test_statement_of_another_plan_or_group_is_not_put_in(planner):
    group = group_of(planner, StatementFactory())
    strangers = [StatementFactory(), StatementFactory()]
    group_of(planner, strangers[1])

    with pytest.raises(ValidationError):
        grouping.put_in(group, Statement.objects.exclude(group=group), by=planner)


def test_dissolved_group_leaves_its_statements(planner):
    statement = StatementFactory()
    group = group_of(planner, statement)

    grouping.dissolve(group, by=planner)

    statement.refresh_from_db()
    assert statement.group is None


# One answer for all


def test_one_proposal_reaches_every_member(planner):
    plan = RoundFactory().plan
    split, *whole = StatementFactory.create_batch(3, round=plan.rounds.get())
    PointFactory(statement=split, proposal="Eigene Antwort.", topic="Lärm")
    PointFactory(statement=split)
    group = group_of(planner, split, *whole)

    number = grouping.propose(group, text="Ja.", result="followed", by=planner)

    answers = Point.objects.filter(statement__group=group).values_list(
        "proposal", "step"
    )
    assert number == 3
    assert sorted(answers) == [("Eigene Antwort.", "open")] + [("Ja.", "prepared")] * 3


def test_common_proposal_can_be_limited_to_a_topic_and_replace_others(planner):
    statement = StatementFactory()
    point = PointFactory(statement=statement, topic="Lärm", proposal="Alt.")
    other = PointFactory(statement=statement, topic="Höhe")
    group = group_of(planner, statement)

    grouping.propose(
        group, text="Neu.", result="partly", by=planner, topic="Lärm", replace=True
    )

    point.refresh_from_db()
    other.refresh_from_db()
    assert (point.proposal, other.proposal) == ("Neu.", "")
    assert point.history.get().proposal == "Alt."
