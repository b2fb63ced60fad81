from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from participation.models import (
    ModerationAct,
    Outcome,
    Phase,
    ProcedurePage,
    Report,
    Support,
)
from tests.factories.home import UserFactory
from tests.factories.participation import (
    CommentFactory,
    ContributionFactory,
    ProcedurePageFactory,
    SupportFactory,
    days_from_now,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _town(town):
    pass


def test_b6_second_vote_by_the_orm_fails():
    first = SupportFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Support.objects.create(contribution=first.contribution, person=first.person)

    assert Support.objects.count() == 1


def test_supports_of_erased_people_still_count():
    contribution = ContributionFactory()
    people = [SupportFactory(contribution=contribution).person for _ in range(2)]

    for person in people:
        person.delete()

    assert contribution.supports.count() == 2


def test_contribution_stays_when_its_author_is_erased():
    contribution = ContributionFactory()

    contribution.author.delete()
    contribution.refresh_from_db()

    assert contribution.author is None


def test_same_idempotency_key_twice_fails():
    first = ContributionFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        ContributionFactory(idempotency_key=first.idempotency_key)


def test_reply_to_a_reply_is_refused():
    comment = CommentFactory()
    reply = CommentFactory(contribution=comment.contribution, parent=comment)

    with pytest.raises(ValidationError):
        CommentFactory(contribution=comment.contribution, parent=reply)


def test_reply_below_another_contribution_is_refused():
    with pytest.raises(ValidationError):
        CommentFactory(parent=CommentFactory())


def test_phase_can_not_end_before_it_starts():
    phase = ProcedurePageFactory().phases.get()
    phase.last_day = phase.first_day - timedelta(days=1)

    with pytest.raises(IntegrityError), transaction.atomic():
        phase.save()


def test_place_needs_both_numbers():
    with pytest.raises(IntegrityError), transaction.atomic():
        ContributionFactory(lat=49.4, lon=None)


@pytest.mark.parametrize("model", [ModerationAct, Outcome])
def test_records_are_only_ever_added(model):
    contribution = ContributionFactory()
    record = (
        Outcome(contribution=contribution, status="planned", reason="Gute Idee.")
        if model is Outcome
        else ModerationAct(contribution=contribution, act="approve")
    )
    record.save()

    with pytest.raises(PermissionDenied):
        record.save()
    with pytest.raises(PermissionDenied):
        record.delete()
    with pytest.raises(PermissionDenied):
        model.objects.update(reason="anders")
    with pytest.raises(PermissionDenied):
        model.objects.all().delete()


def test_hiding_without_a_reason_fails():
    contribution = ContributionFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        ModerationAct.objects.create(contribution=contribution, act="hide", rule="spam")


def test_report_is_about_one_thing():
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(ground="spam")


def test_one_person_reports_a_contribution_once():
    contribution, reader = ContributionFactory(), UserFactory()
    Report.objects.create(contribution=contribution, reporter=reader, ground="spam")

    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(contribution=contribution, reporter=reader, ground="hate")


def test_activity_with_contributions_can_not_be_deleted():
    contribution = ContributionFactory()

    with pytest.raises(ProtectedError):
        contribution.activity.delete()


def test_activity_without_openings_is_open_in_the_first_phase():
    procedure = ProcedurePageFactory(phases=[(-7, 14), (20, 30)])

    spans = procedure.timetable.spans_for("ideen-1", "submit")

    assert [span.key for span in spans] == ["phase-1"]


def test_openings_say_which_verb_is_open_when():
    procedure = ProcedurePageFactory(
        phases=[(-7, 14), (20, 30)],
        openings=[
            {"phase_key": "phase-2", "activity_key": "ideen-1", "verbs": ["support"]}
        ],
    )

    assert procedure.timetable.spans_for("ideen-1", "submit") == []
    assert [s.key for s in procedure.timetable.spans_for("ideen-1", "support")] == [
        "phase-2"
    ]


def test_openings_survive_a_revision():
    procedure = ProcedurePageFactory(
        openings=[
            {
                "phase_key": "phase-1",
                "activity_key": "ideen-1",
                "verbs": ["submit", "comment"],
            }
        ]
    )
    procedure.title = "Neuer Titel"
    procedure.save_revision().publish()

    page = ProcedurePage.objects.get(pk=procedure.pk)

    assert page.openings.get().verbs == ["submit", "comment"]
    assert page.title == "Neuer Titel"


def test_phase_gets_a_key_of_its_title():
    phase = Phase(
        procedure=ProcedurePageFactory(),
        title="Ideen sammeln",
        first_day=days_from_now(0),
        last_day=days_from_now(3),
    )
    phase.save()

    assert phase.key == "ideen-sammeln"


@pytest.mark.parametrize("count", [1, 3])
def test_parts_are_read_in_a_fixed_number_of_queries(count, django_assert_num_queries):
    for _ in range(count):
        ProcedurePageFactory()

    with django_assert_num_queries(5):
        for page in ProcedurePage.objects.with_timetable().prefetch_related(
            "milestones"
        ):
            assert page.state.value == "running"
