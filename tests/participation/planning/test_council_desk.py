from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from home import roles
from home.models import AuditEntry
from participation.planning import telling
from participation.planning.models import (
    Point,
    PreparedFile,
    PublicNotice,
    Resolution,
    ResultMessage,
)
from tests.factories.home import UserFactory
from tests.factories.planning import PlanFactory, RoundFactory
from tests.participation.planning.council import (
    approver,
    decide,
    planner,
    weighed,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.PRIVATE_MEDIA_ROOT = tmp_path / "privat"


@pytest.fixture
def round(town):
    return RoundFactory(over=True)


def browser_of(person):
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def desk(town):
    return browser_of(planner())


def at(name, plan, *more):
    return reverse(f"planning:{name}", args=[plan.pk, *more])


def messages_of(answer):
    return [str(message) for message in answer.context["messages"]]


RESOLUTION = {
    "kind": "weighing",
    "body": "Stadtrat",
    "day": f"{timezone.localdate():%Y-%m-%d}",
    "item": "2027/012",
    "text": "Der Rat folgt der Verwaltung.",
}


def test_resolution_leads_to_its_decisions(desk, round):
    answer = desk.post(at("resolution_create", round.plan), RESOLUTION)

    made = Resolution.objects.get()
    assert answer.url == at("decide", round.plan, made.pk)


def test_resolution_before_the_end_of_a_publication_is_warned_of(desk, round):
    place, later = (
        at("resolution_create", round.plan),
        RESOLUTION | {"item": "2027/013"},
    )
    over = desk.post(place, RESOLUTION, follow=True)
    round.last_day = timezone.localdate()
    round.save()

    running = desk.post(place, later, follow=True)

    assert not any("bis dahin" in words for words in messages_of(over))
    assert any("bis dahin" in words for words in messages_of(running))


def test_statute_leads_back_to_the_overview(desk, round):
    answer = desk.post(
        at("resolution_create", round.plan), RESOLUTION | {"kind": "other"}
    )

    assert answer.url == at("council", round.plan)


def test_second_resolution_of_the_same_number_keeps_what_was_typed(desk, round):
    desk.post(at("resolution_create", round.plan), RESOLUTION)

    answer = desk.post(at("resolution_create", round.plan), RESOLUTION)

    assert answer.status_code == 400
    assert "Der Rat folgt der Verwaltung." in answer.content.decode()
    assert Resolution.objects.count() == 1


@pytest.fixture
def resolution(round):
    return Resolution.objects.create(
        plan=round.plan, body="Stadtrat", day=timezone.localdate(), item="2027/012"
    )


def test_ticked_points_follow_the_proposal_or_what_was_chosen(desk, round, resolution):
    first, second, third = (weighed(round).points.get() for _ in range(3))
    given = {
        "chosen": [first.pk, second.pk],
        f"ergebnis-{first.pk}": "",
        f"ergebnis-{second.pk}": "partly",
        f"ergebnis-{third.pk}": "followed",
    }

    desk.post(at("decide", round.plan, resolution.pk), given)

    results = dict(Point.objects.values_list("pk", "result"))
    assert results == {first.pk: "not_followed", second.pk: "partly", third.pk: ""}


def test_reasons_of_the_council_take_the_place_of_the_proposed(desk, round, resolution):
    first, second = (weighed(round).points.get() for _ in range(2))
    given = {
        "chosen": [first.pk, second.pk],
        f"ergebnis-{first.pk}": "followed",
        f"gruende-{first.pk}": "Der Rat hält es für nötig.",
        f"ergebnis-{second.pk}": "followed",
    }

    answer = desk.post(at("decide", round.plan, resolution.pk), given, follow=True)

    before, other = first.proposal, second.proposal
    first.refresh_from_db()
    second.refresh_from_db()
    kept = first.history.get()
    assert first.proposal == "Der Rat hält es für nötig."
    assert (kept.proposal, kept.reason) == (before, str(resolution))
    assert second.proposal == other
    (said,) = [text for text in messages_of(answer) if str(second) in text]
    assert str(first) not in said


def test_all_filtered_points_are_taken_in_one_act(desk, round, resolution):
    weighed(round)
    other = weighed(round).points.get()
    Point.objects.filter(pk=other.pk).update(topic="Bäume")

    address = at("decide", round.plan, resolution.pk)
    desk.post(f"{address}?topic=Verkehr", {"alle-gefilterten": "1"})

    other.refresh_from_db()
    assert (Point.objects.filter(result="").get(), other.result) == (other, "")


def test_refusal_is_said_in_words(desk, round, resolution):
    point = weighed(round, proposal="").points.get()

    answer = desk.post(at("decide", round.plan, resolution.pk), {"chosen": point.pk})

    assert answer.status_code == 400
    assert str(point) in messages_of(answer)[0]


def test_odd_input_decides_nothing(desk, round, resolution):
    weighed(round)
    given = {"chosen": ["1 or 1", "-1", "²"], "ergebnis-²": "partly"}
    address = at("decide", round.plan, resolution.pk)

    answer = desk.post(f"{address}?round=abc&page=xyz&proposed=nein", given)

    assert answer.status_code == 302
    assert not Point.objects.exclude(result="").exists()


def test_results_are_told_by_one_press(desk, round):
    weighed(round, email="kern@example.org")
    decide(round.plan, planner())

    desk.post(at("tell", round.plan))

    assert ResultMessage.objects.get().channel == "mail"


def test_letters_are_posted_on_a_day(desk, round):
    weighed(round)
    by = planner()
    decide(round.plan, by)
    telling.tell(round.plan, by=by)

    answer = desk.post(at("posted", round.plan), {"on": "gestern"}, follow=True)
    assert not ResultMessage.objects.exclude(sent_on=None).exists()
    desk.post(at("posted", round.plan), {"on": f"{timezone.localdate():%Y-%m-%d}"})

    assert len(messages_of(answer)) == 1
    assert ResultMessage.objects.get().sent_on == timezone.localdate()


def test_whoever_was_told_in_person_is_noted(desk, round):
    statement = weighed(round, address="")
    decide(round.plan, planner())
    given = {"how": "Im Rathaus", "on": f"{timezone.localdate():%Y-%m-%d}"}

    desk.post(at("note_told", round.plan, statement.pk), given)

    assert ResultMessage.objects.get().text.startswith("Im Rathaus")


def test_looking_at_names_stays_on_record(desk, round):
    weighed(round)

    desk.get(at("results", round.plan))

    assert AuditEntry.objects.filter(action="planning.names_seen").count() == 1


def test_closing_says_what_is_missing(desk, round):
    statement = weighed(round)

    answer = desk.post(at("close", round.plan), {"sure": "on"}, follow=True)

    round.plan.refresh_from_db()
    assert round.plan.closed_on is None
    assert statement.reference in messages_of(answer)[0]


def test_closing_a_plan_that_was_not_adopted_is_warned_of(desk):
    plan = PlanFactory()
    before = desk.get(at("council", plan)).content.decode()
    plan.statute_on = timezone.localdate()
    plan.save()

    after = desk.get(at("council", plan)).content.decode()

    assert "help-warning" in before
    assert "help-warning" not in after


def test_procedure_is_closed_by_who_says_that_it_is_over(desk):
    plan = PlanFactory()

    unsure = desk.post(at("close", plan), follow=True).content.decode()
    plan.refresh_from_db()
    still_open = plan.closed_on is None
    desk.post(at("close", plan), {"sure": "on"})
    plan.refresh_from_db()

    assert "Bitte bestätigen Sie zuerst" in unsure
    assert still_open
    assert plan.closed_on


def test_notice_is_written_approved_and_appears(desk, round):
    weighed(round)
    kind = PublicNotice.Kind.INSPECTION
    desk.post(at("inspection_create", round.plan))
    notice = PublicNotice.objects.get(kind=kind)
    second = browser_of(approver())

    answer = second.post(
        at("council_notice_approve", round.plan, notice.pk),
        {"seen": notice.text},
        follow=True,
    )

    notice.refresh_from_db()
    assert notice.approved_at is None  # no group inspects anything
    assert len(messages_of(answer)) == 1


def test_notice_of_the_entry_into_force_keeps_what_was_typed(desk, round):
    answer = desk.post(at("in_force_create", round.plan), {"place": "Rathaus"})

    assert answer.status_code == 400
    assert 'value="Rathaus"' in answer.content.decode()


def test_paper_is_made_and_listed(desk, round):
    weighed(round)

    desk.post(at("paper_create", round.plan), {"kind": "tabelle-xlsx"})

    paper = PreparedFile.objects.get()
    answer = desk.get(at("papers", round.plan))
    assert at("paper_file", round.plan, paper.pk) in answer.content.decode()


def test_paper_of_an_unknown_kind_is_not_made(desk, round):
    answer = desk.post(at("paper_create", round.plan), {"kind": "alles"}, follow=True)

    assert len(messages_of(answer)) == 1
    assert not PreparedFile.objects.exists()


READ = ["council", "papers", "results", "resolution_create", "in_force_create"]
ACTS = ["close", "tell", "posted", "inspection_create", "paper_create"]
FOR_PLANNERS = {"results", "resolution_create", "in_force_create"}


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize(
    ("role", "may"),
    [
        (roles.PARTICIPATION_PLANNERS, lambda name: True),
        (roles.PARTICIPATION_APPROVERS, lambda name: name not in FOR_PLANNERS),
        (roles.PLANNING_OFFICE, lambda name: False),
        (roles.PARTICIPATION_EDITORS, lambda name: False),
    ],
    ids=["planner", "approver", "office", "editor"],
)
def test_desk_opens_to_planners_and_the_second_person(round, name, role, may):
    person = UserFactory(roles=[role])
    round.plan.office_agreement_on = timezone.localdate()
    round.plan.save()
    round.plan.office_people.add(person)

    answer = browser_of(person).get(at(name, round.plan))

    assert (answer.status_code == 200) == may(name)


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize(
    "role", [roles.PARTICIPATION_APPROVERS, roles.PLANNING_OFFICE, None]
)
def test_acts_are_the_planners_alone(round, name, role):
    person = UserFactory(roles=[role] if role else [])

    browser_of(person).post(at(name, round.plan), {"kind": "akte"})

    round.plan.refresh_from_db()
    assert round.plan.closed_on is None
    assert not PreparedFile.objects.exists()
    assert not PublicNotice.objects.exists()


@pytest.mark.parametrize("name", ACTS)
def test_reading_an_address_does_nothing(desk, round, name):
    assert desk.get(at(name, round.plan)).status_code == 405


def test_approver_fetches_no_table_with_names(round):
    by = planner()
    PreparedFile.objects.create(
        plan=round.plan, kind="tabelle-xlsx", state="ready", filename="a.xlsx"
    )
    paper = PreparedFile.objects.get()

    answer = browser_of(approver()).get(at("paper_file", round.plan, paper.pk))

    assert answer.status_code == 404
    assert by is not None


@pytest.mark.parametrize("name", ["council", "results", "papers"])
def test_screens_ask_no_more_for_more_rows(
    round, desk, name, django_assert_max_num_queries
):
    counts = []
    for _ in range(2):
        for _ in range(3):
            weighed(round)
            PreparedFile.objects.create(plan=round.plan, kind="akte", made_by=planner())
        desk.get(at(name, round.plan))
        with django_assert_max_num_queries(40) as found:
            desk.get(at(name, round.plan))
        counts.append(len(found))

    assert counts[0] == counts[1]


def test_list_of_points_asks_no_more_for_more_rows(
    round, desk, resolution, django_assert_max_num_queries
):
    counts = []
    for _ in range(2):
        for _ in range(3):
            weighed(round)
        desk.get(at("decide", round.plan, resolution.pk))
        with django_assert_max_num_queries(20) as found:
            desk.get(at("decide", round.plan, resolution.pk))
        counts.append(len(found))

    assert counts[0] == counts[1]


def test_letters_were_not_posted_before_they_were_written(desk, round):
    weighed(round)
    by = planner()
    decide(round.plan, by)
    telling.tell(round.plan, by=by)
    yesterday = timezone.localdate() - timedelta(days=1)

    answer = desk.post(
        at("posted", round.plan), {"on": f"{yesterday:%Y-%m-%d}"}, follow=True
    )

    assert ResultMessage.objects.get().sent_on is None
    assert len(messages_of(answer)) == 1
