import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from home import roles
from home.models import AuditEntry
from home.rights_sync import sync_roles
from participation.planning import weighing
from participation.planning.models import (
    LateCheck,
    Point,
    PointVersion,
    StatementVersion,
)
from participation.planning.weighing_rights import (
    can_propose,
    can_weigh,
    points_for,
    points_of_posts,
)
from tests.factories.home import PostFactory, UserFactory
from tests.factories.participation import days_from_now
from tests.factories.planning import (
    PlanDocumentFactory,
    PointFactory,
    ResolutionFactory,
    RoundFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db

TEXT = "Die Straße ist zu schmal. Die Häuser sind zu hoch."


@pytest.fixture
def planner():
    return UserFactory(roles=[roles.PARTICIPATION_PLANNERS])


def office_of(plan):
    """Somebody of the planning office that works on this plan."""
    person = UserFactory(roles=[roles.PLANNING_OFFICE])
    plan.office_agreement_on = days_from_now(-30)
    plan.save()
    plan.office_people.add(person)
    return person


# Points


def test_marked_passage_becomes_a_point_and_the_original_stays(planner):
    statement = StatementFactory(text=TEXT)

    point = weighing.mark(statement, start=0, end=25, by=planner, topic="Verkehr")
    weighing.change(point, by=planner, text="Straße zu schmal")

    point.refresh_from_db()
    assert (point.number, point.topic) == (1, "Verkehr")
    assert point.text == "Straße zu schmal"
    assert point.wording.text[point.start : point.end] == "Die Straße ist zu schmal."
    assert statement.original.text == TEXT
    assert point.history.get().changes == {
        "text": ["Die Straße ist zu schmal.", "Straße zu schmal"]
    }


def test_passages_may_overlap_and_are_numbered(planner):
    statement = StatementFactory(text=TEXT)

    first = weighing.mark(statement, start=0, end=25, by=planner)
    second = weighing.mark(statement, start=4, end=len(TEXT), by=planner)

    assert (first.number, second.number) == (1, 2)


@pytest.mark.parametrize(("start", "end"), [(5, 5), (0, 999), (-1, 4), (9, 3)])
def test_passage_outside_the_text_is_refused(planner, start, end):
    with pytest.raises(ValidationError):
        weighing.mark(StatementFactory(text=TEXT), start=start, end=end, by=planner)


def test_corrected_wording_is_what_gets_marked(planner):
    statement = StatementFactory(text=TEXT)
    StatementVersion.objects.create(
        statement=statement, number=2, kind="correction", text="Zu laut.", sha256="0"
    )

    assert weighing.take_whole(statement, by=planner).text == "Zu laut."


def test_all_unsplit_statements_become_whole_points_once(planner):
    plan = RoundFactory().plan
    StatementFactory.create_batch(2, round=plan.rounds.get())
    PointFactory(statement__round=plan.rounds.get())

    numbers = [weighing.take_all_whole(plan.statements.all(), by=planner)]
    numbers.append(weighing.take_all_whole(plan.statements.all(), by=planner))

    assert numbers == [2, 0]
    assert Point.objects.filter(statement__plan=plan).count() == 3


def test_point_is_taken_back_only_before_somebody_worked_on_it(planner):
    fresh, worked_on = PointFactory(), PointFactory(proposal="Kenntnis.")

    weighing.remove(fresh, by=planner)
    with pytest.raises(ValidationError):
        weighing.remove(worked_on, by=planner)

    assert list(Point.objects.all()) == [worked_on]


# Proposals


def test_proposal_leaves_what_stood_before_on_record(planner):
    point = PointFactory()

    weighing.propose(point, text="Wird gefolgt.", result="followed", by=planner)
    weighing.propose(point, text="Wird nicht gefolgt.", result="partly", by=planner)

    point.refresh_from_db()
    assert (point.proposal, point.step) == ("Wird nicht gefolgt.", "prepared")
    assert list(point.history.values_list("proposal", "proposed_result", "step")) == [
        ("Wird gefolgt.", "followed", "prepared"),
        ("", "", "open"),
    ]
    entry = AuditEntry.objects.first()
    assert (entry.action, entry.actor) == ("planning.weigh", planner)
    assert "gefolgt" not in str(entry.data)


def test_half_a_proposal_is_not_prepared(planner):
    point = weighing.propose(PointFactory(), text="Entwurf", result="", by=planner)

    assert point.step == "open"


def test_same_proposal_again_changes_nothing(planner):
    point = weighing.propose(PointFactory(), text="Ja.", result="followed", by=planner)

    weighing.propose(point, text="Ja.", result="followed", by=planner)

    assert PointVersion.objects.count() == 1


def test_nobody_overwrites_what_they_have_not_seen(planner):
    point = PointFactory()
    seen = point.changed_at
    weighing.propose(point, text="Zuerst da.", result="followed", by=planner)

    with pytest.raises(weighing.ChangedMeanwhileError) as refused, transaction.atomic():
        weighing.propose(point, text="Zu spät.", result="partly", by=planner, seen=seen)

    assert refused.value.point.proposal == "Zuerst da."
    point.refresh_from_db()
    assert point.proposal == "Zuerst da."


def test_ready_needs_a_proposal_and_a_result(planner):
    point = PointFactory(proposal="Wird geprüft.")

    with pytest.raises(ValidationError), transaction.atomic():
        weighing.change(point, by=planner, step="ready")
    weighing.change(point, by=planner, step="ready", proposed_result="followed")

    point.refresh_from_db()
    assert point.step == "ready"


def disregarded(point, planner):
    """Its statement came late, and the three questions were answered with yes."""
    statement = point.statement
    yes = {"was_unknown": True, "is_irrelevant": True, "was_warned": True}
    LateCheck.objects.create(
        statement=statement,
        is_disregarded=True,
        reason="Anderes Gebiet.",
        by=planner,
        **yes,
    )
    return point


def test_a_disregarded_point_is_ready_without_a_proposal(planner):
    point = disregarded(PointFactory(), planner)

    weighing.change(point, by=planner, step="ready")

    point.refresh_from_db()
    assert point.step == "ready"


def test_a_disregarded_point_does_not_hold_up_the_others(planner):
    answered = PointFactory(proposal="Wird geprüft.", proposed_result="followed")
    disregarded(PointFactory(), planner)

    number = weighing.change_many(Point.objects.all(), by=planner, step="ready")

    answered.refresh_from_db()
    assert (number, answered.step) == (2, "ready")


def test_what_the_council_decided_stays(planner):
    point = PointFactory()
    resolution = ResolutionFactory(plan=point.statement.plan)
    Point.objects.filter(pk=point.pk).update(resolution=resolution, result="followed")

    with pytest.raises(PermissionDenied):
        weighing.change(point, by=planner, topic="Verkehr")
    with pytest.raises(ValidationError):
        weighing.change_many(Point.objects.all(), by=planner, topic="Verkehr")


def test_document_of_another_plan_is_refused(planner):
    with pytest.raises(ValidationError):
        weighing.change(PointFactory(), by=planner, document=PlanDocumentFactory())


# Many at once


def test_many_points_change_together_and_each_remembers(planner):
    plan, post = RoundFactory().plan, PostFactory(title="Tiefbau")
    PointFactory.create_batch(3, statement__round=plan.rounds.get(), topic="Lärm")
    points = Point.objects.filter(statement__plan=plan)

    number = weighing.change_many(
        points, by=planner, reason="Zuständigkeit", post=post, topic="Verkehr"
    )

    assert number == 3
    assert set(points.values_list("topic", "post__title")) == {("Verkehr", "Tiefbau")}
    version = PointVersion.objects.first()
    assert version.changes == {"post": ["", "Tiefbau"], "topic": ["Lärm", "Verkehr"]}
    assert (version.reason, version.by) == ("Zuständigkeit", planner)
    assert AuditEntry.objects.first().reason == "Zuständigkeit"


def test_many_are_changed_or_none(planner):
    plan = RoundFactory().plan
    PointFactory(
        statement__round=plan.rounds.get(), proposal="Ja.", proposed_result="partly"
    )
    PointFactory(statement__round=plan.rounds.get())

    with pytest.raises(ValidationError, match="1"), transaction.atomic():
        weighing.change_many(Point.objects.all(), by=planner, step="ready")

    assert set(Point.objects.values_list("step", flat=True)) == {"open"}


# Who may what

PEOPLE = [
    "planner",
    "office",
    "approver",
    "post",
    "post of an editor",
    "post of a citizen",
    "other office",
    "citizen",
]
ACTS = {
    "see": lambda user, point: (
        points_for(user, point.statement.plan).exists()
        or points_of_posts(user).filter(pk=point.pk).exists()
    ),
    "propose": can_propose,
    "weigh": lambda user, point: can_weigh(user, point.statement.plan),
    "assign": lambda user, point: weighing.may_change(user, point),
}
ALLOWED = {
    "see": {"planner", "office", "approver", "post", "post of an editor"},
    "propose": {"planner", "office", "post", "post of an editor"},
    "weigh": {"planner"},
    "assign": {"planner"},
}


HOLDERS = {
    "post": [roles.INTRANET_READERS],
    "post of an editor": [roles.PARTICIPATION_EDITORS],
    "post of a citizen": [],
}


def person(name, point, post):
    if name == "office":
        return office_of(point.statement.plan)
    if name in HOLDERS:
        post.holder = UserFactory(roles=HOLDERS[name])
        post.save()
        return post.holder
    given = {
        "planner": [roles.PARTICIPATION_PLANNERS],
        "approver": [roles.PARTICIPATION_APPROVERS],
        "other office": [roles.PLANNING_OFFICE],
    }
    return UserFactory(roles=given.get(name, []))


@pytest.mark.parametrize("name", PEOPLE)
@pytest.mark.parametrize("act", ACTS)
def test_bp32_who_may_do_what(act, name):
    sync_roles()
    post = PostFactory()
    point = PointFactory(post=post, to_office=True)

    allowed = ACTS[act](person(name, point, post), point)

    assert allowed == (name in ALLOWED[act])


def test_bp32_office_prepares_what_was_given_to_it_and_nothing_else():
    mine = PointFactory(to_office=True)
    plan = mine.statement.plan
    other = PointFactory(statement__round=mine.statement.round)
    office = office_of(plan)

    prepared = weighing.propose(mine, text="Ja.", result="followed", by=office)

    assert prepared.step == "prepared"
    assert list(points_for(office, plan)) == [mine]
    assert not can_propose(office, other)
    with pytest.raises(PermissionDenied):
        weighing.change(mine, by=office, step="ready")
    with pytest.raises(PermissionDenied):
        weighing.change(mine, by=office, to_office=False)


def test_bp32_office_does_not_touch_what_is_ready():
    point = PointFactory(to_office=True, step="ready")

    assert not can_propose(office_of(point.statement.plan), point)


def test_bp32_without_an_agreement_on_file_nothing_goes_to_an_office(planner):
    with pytest.raises(ValidationError):
        weighing.change(PointFactory(), by=planner, to_office=True)


def test_nobody_weighs_when_the_procedure_is_closed(planner):
    point = PointFactory()
    point.statement.plan.closed_on = timezone.localdate()
    point.statement.plan.save()

    with pytest.raises(PermissionDenied):
        weighing.propose(point, text="Ja.", result="followed", by=planner)
    with pytest.raises(PermissionDenied):
        weighing.take_whole(point.statement, by=planner)
