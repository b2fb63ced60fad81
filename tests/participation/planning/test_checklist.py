"""What the desk says is next: derived from the rows, each step with its norm."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from home import roles
from home.rights_sync import sync_roles
from participation.planning.checklist import State, facts_of, steps
from participation.planning.models import LateCheck, Plan, PlanDocument
from tests.factories.home import UserFactory
from tests.factories.participation import days_from_now
from tests.factories.planning import (
    DocumentVersionFactory,
    PlanFactory,
    PointFactory,
    PublicNoticeFactory,
    ResolutionFactory,
    RoundFactory,
    StatementFactory,
)

pytestmark = pytest.mark.django_db


def named(plan):
    """State and words of each step, by its title."""
    given = facts_of(Plan.objects.filter(pk=plan.pk))[plan.pk]
    return {step.title: step for step in steps(given, timezone.localdate())}


def test_a_new_plan_begins_with_the_decision_to_draw_it_up():
    found = named(PlanFactory())

    assert found["Aufstellungsbeschluss"].state == State.NEXT
    assert found["Aufstellungsbeschluss"].norm == "§ 2 Abs. 1 BauGB"
    assert [s.state for s in found.values()][1:] == [State.LATER] * (len(found) - 1)


def test_a_simplified_plan_needs_no_early_round():
    assert "Frühzeitige Beteiligung" not in named(PlanFactory(way="13a"))


@pytest.mark.parametrize(
    ("days", "state", "words"),
    [((3, 33), State.NOW, "Beginnt am"), ((-3, 28), State.NOW, "Läuft bis"),
     ((-40, -5), State.DONE, "Endete am")],
    ids=["before", "during", "after"],
)  # fmt: skip
def test_a_publication_says_where_it_stands(days, state, words):
    first, last = map(days_from_now, days)
    stage = RoundFactory(first_day=first, last_day=last)

    step = named(stage.plan)["Veröffentlichung"]

    assert (step.state, step.words.startswith(words)) == (state, True)


def test_a_draft_waits_for_its_second_person():
    stage = RoundFactory(draft=True, submitted_at=timezone.now())

    assert named(stage.plan)["Veröffentlichung"].words == "Wartet auf Freigabe."


def test_missing_documents_are_named():
    plan = PlanFactory()
    DocumentVersionFactory(document__plan=plan, document__role=PlanDocument.Role.DRAFT)

    assert named(plan)["Entwurf mit Begründung"].words == (
        "Es fehlen: Begründung, Umweltbericht."
    )


def test_a_replaced_document_may_ask_for_a_renewed_round():
    plan = PlanFactory()
    DocumentVersionFactory(document__plan=plan, asks_renewal=True)

    assert named(plan)["Erneute Veröffentlichung"].state == State.LATER


def test_the_weighing_is_done_when_every_point_is_ready():
    stage = RoundFactory(over=True)
    first, second = StatementFactory.create_batch(2, round=stage)
    PointFactory(statement=first, step="ready")
    assert "1 Stellungnahmen ohne Punkte" in named(stage.plan)["Abwägung"].words

    PointFactory(statement=second, step="ready")

    assert named(stage.plan)["Abwägung"].state == State.DONE


def test_results_are_told_after_the_council_has_decided():
    stage = RoundFactory(over=True)
    StatementFactory(round=stage)
    ResolutionFactory(plan=stage.plan, kind="statute")

    step = named(stage.plan)["Mitteilung des Ergebnisses"]

    assert step.words == "1 Stellungnahmen warten auf ihr Ergebnis."
    assert step.norm == "§ 3 Abs. 2 Satz 6 BauGB"


@pytest.mark.parametrize(
    ("rule", "fields"),
    [("3-1", {}), ("3-2", {"no_concerns": True})],
    ids=["in the early round", "without concerns"],
)
def test_nobody_waits_for_a_result_that_is_not_owed(rule, fields):
    stage = RoundFactory(over=True, rule=rule)
    PointFactory(statement=StatementFactory(round=stage, **fields), step="ready")
    ResolutionFactory(plan=stage.plan, kind="statute")

    step = named(stage.plan)["Mitteilung des Ergebnisses"]

    assert (step.state, step.words) == (State.DONE, "")


def test_what_is_disregarded_holds_up_no_step():
    stage = RoundFactory(over=True)
    first, late = StatementFactory.create_batch(2, round=stage)
    PointFactory(statement=first, step="ready")
    PointFactory(statement=late, step="open")
    yes = {"was_unknown": True, "is_irrelevant": True, "was_warned": True}
    LateCheck.objects.create(statement=late, is_disregarded=True, reason="Ja.", **yes)

    assert named(stage.plan)["Abwägung"].state == State.DONE


def test_the_desk_needs_the_same_queries_for_any_number_of_plans(client, town):
    sync_roles()
    client.force_login(UserFactory(roles=[roles.PARTICIPATION_PLANNERS]))
    needed = []
    for _ in range(3):
        StatementFactory(round=RoundFactory())
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse("planning:desk")).content.decode()
        needed.append(len(queries))

    assert needed[1] == needed[2] <= 30
    assert page.count("desk__timeline") == 3


def test_the_next_lawful_date_is_the_end_of_what_runs(client, town):
    sync_roles()
    client.force_login(UserFactory(roles=[roles.PARTICIPATION_APPROVERS]))
    last = timezone.localdate() + timedelta(days=20)
    RoundFactory(audience="authorities", rule="4-2", last_day=last)

    page = client.get(reverse("planning:desk")).content.decode()

    assert "Nächstes gesetzliches Datum" in page
    assert f"{last.day}. " in page


def test_bp10_what_a_running_round_still_lacks_is_overdue(client, town):
    sync_roles()
    client.force_login(UserFactory(roles=[roles.PARTICIPATION_APPROVERS]))
    stage = RoundFactory()
    notice = PublicNoticeFactory(round=stage)
    unseen = named(stage.plan)["Veröffentlichung"]
    day = stage.first_day - timedelta(days=1)
    notice.appearances.create(medium="gazette", name="Stadtanzeiger", appeared_on=day)

    unentered = named(stage.plan)["Veröffentlichung"]
    page = client.get(reverse("planning:desk")).content.decode()

    assert "drucken" in unseen.words
    assert "GeoPortal.rlp" in unentered.words
    assert unentered.due == stage.first_day
    assert "Überfällig seit" in page


CLOSED = {
    roles.PLANNING_OFFICE: ["rounds", "documents", "statements", "council", "exports"],
    roles.PARTICIPATION_APPROVERS: ["plan_edit", "statements", "exports"],
}


@pytest.mark.parametrize("role", CLOSED)
def test_nobody_is_shown_a_way_that_is_closed_to_them(client, town, role):
    sync_roles()
    plan = RoundFactory(plan__office_agreement_on=timezone.localdate()).plan
    client.force_login(person := UserFactory(roles=[role]))
    plan.office_people.add(person)

    pages = [reverse("planning:desk"), reverse("planning:plan", args=[plan.pk])]
    text = "".join(client.get(page).content.decode() for page in pages)

    assert reverse("planning:weighing", args=[plan.pk]) in text
    for name in CLOSED[role]:
        closed = reverse(f"planning:{name}", args=[plan.pk])
        assert f'href="{closed}"' not in text
        assert client.get(closed).url == reverse("wagtailadmin_home")
