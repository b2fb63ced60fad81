from datetime import date, timedelta

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from home import roles
from home.rights_sync import sync_roles
from participation.planning import deadlines, round_steps, rounds
from participation.planning.models import PublicNotice, Round
from participation.planning.rules import rule_set
from tests.factories.home import UserFactory
from tests.factories.participation import days_from_now
from tests.factories.planning import PlanFactory, RoundFactory
from tests.participation.planning.rounds import (
    add_access,
    add_documents,
    add_notice,
    approver,
    new_round,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def planner(client):
    sync_roles()
    person = UserFactory(roles=[roles.PARTICIPATION_PLANNERS])
    client.force_login(person)
    return person


def address(name, *where):
    return reverse(f"planning:{name}", args=where)


def of(round, name):
    return address(name, round.plan_id, round.pk)


def text_of(response):
    return response.content.decode()


def ahead(days=40):
    """A start on a working day that lies ahead, whenever the tests run."""
    return deadlines.RHEINLAND_PFALZ.working_day_from(days_from_now(days))


def complete(by):
    round = rounds.prepare_round(new_round(), start=ahead(), by=by)
    add_documents(round)
    add_access(round, by)
    add_notice(round, by)
    return round


TYPED = {
    "title": "Veröffentlichung",
    "start": "2027-01-04",
    "outage_limit_minutes": 480,
    "important_reason": "False",
    "important_reason_text": "Der Entwurf ist kurz.",
}


def test_bp02_start_day_is_enough_and_the_rest_is_computed(client, planner):
    plan = PlanFactory()

    response = client.post(address("round_new", plan.pk, "3-2"), TYPED)

    round = Round.objects.get()
    assert response.url == of(round, "round")
    assert (round.first_day, round.last_day) == (date(2027, 1, 4), date(2027, 2, 3))
    assert round.deadline["sentence"] in text_of(client.get(response.url))


def test_bp02_computing_alone_saves_nothing_and_keeps_what_was_typed(client, planner):
    plan = PlanFactory()

    page = text_of(
        client.post(address("round_new", plan.pk, "3-2"), TYPED | {"propose": "1"})
    )

    assert "2027-02-03" in page
    assert "§ 3 Abs. 2 Satz 1 BauGB" in page
    assert "Der Entwurf ist kurz." in page
    assert not Round.objects.exists()


@pytest.mark.parametrize("day", ["2027-01-20", "2027-02-20", "2027-02-31"])
def test_bp02_computing_says_which_typed_day_it_replaces(client, planner, day):
    typed = TYPED | {"propose": "1", "last_day": day}

    answer = client.post(address("round_new", PlanFactory().pk, "3-2"), typed)

    is_a_day = day != "2027-02-31"
    assert str(answer.context["given_up"]) == (day if is_a_day else "None")
    assert "2027-02-03" in text_of(answer)


@pytest.mark.parametrize(
    "wrong",
    [
        {"last_day": "2027-02-02"},
        {"important_reason": ""},
        {"important_reason_text": ""},
        {"important_reason": "True"},
        {"start": ""},
        {"start": "4. Januar"},
    ],
    ids=str,
)
def test_bp03_form_says_what_is_wrong_and_saves_nothing(client, planner, wrong):
    plan = PlanFactory()

    response = client.post(address("round_new", plan.pk, "3-2"), TYPED | wrong)

    assert response.status_code == 400
    assert response.context["form"].errors
    assert not Round.objects.exists()


def test_bp34_only_rules_of_the_plans_own_set_are_offered(client, planner):
    plan = PlanFactory()
    other = PlanFactory(kind="other")
    titles = {code: rule.title for code, rule in rule_set(plan.rule_set).rules.items()}

    page = text_of(client.get(address("rounds", plan.pk)))
    others = text_of(client.get(address("rounds", other.pk)))

    assert titles["3-2"] in page
    assert titles["vwvfg-73"] not in page
    assert titles["vwvfg-73"] in others
    assert client.get(address("round_new", plan.pk, "vwvfg-73")).status_code == 404


@pytest.mark.parametrize("way", ["13", "13a"])
def test_bp24_short_ways_bring_their_own_rule(client, planner, way):
    plan = PlanFactory(way=way)
    url = address("round_new", plan.pk, way)

    assert url in text_of(client.get(address("rounds", plan.pk)))
    assert client.get(url).status_code == 200


def test_bp22_waiver_is_a_round_without_days(client, planner):
    plan = PlanFactory()
    typed = {"title": "Verzicht", "outage_limit_minutes": 480, "waiver": "minor"}

    response = client.post(
        address("round_new", plan.pk, "3-1"),
        typed | {"waiver_because": "Drei Garagen."},
    )
    page = text_of(client.get(response.url))

    assert "Drei Garagen." in page
    assert Round.objects.get().first_day is None


def test_bp01_round_runs_from_desk_to_desk(client, planner):
    round = complete(planner)

    client.post(of(round, "round_submit"))
    client.force_login(second := approver())
    page = text_of(client.get(of(round, "round")))
    client.post(of(round, "round_approve"))

    round.refresh_from_db()
    assert of(round, "round_approve") in page
    assert round.approved_by == second


def test_bp01_refusal_lists_what_is_missing(client, planner):
    round = rounds.prepare_round(new_round(), start=ahead(), by=planner)

    page = text_of(client.post(of(round, "round_submit"), follow=True))

    assert "§ 2a BauGB" in page
    assert "§ 3 Abs. 2 Satz 2 BauGB" in page
    assert not Round.objects.filter(submitted_at__isnull=False).exists()


def test_sending_back_without_a_reason_is_refused(client, planner):
    round = complete(planner)
    rounds.submit_round(round, by=planner, at=timezone.now())
    client.force_login(approver())

    response = client.post(of(round, "round_send_back"), {"because": ""})

    round.refresh_from_db()
    assert response.status_code == 400
    assert round.submitted_at


def test_bp06_notice_is_written_checked_and_shown(client, planner):
    round = rounds.prepare_round(new_round(), start=ahead(), by=planner)
    add_documents(round)
    add_access(round, planner)

    response = client.post(of(round, "round_notice"), {"email": "plan@example.org"})
    page = text_of(client.get(response.url))

    notice = PublicNotice.objects.get()
    assert notice.round == round
    assert '<p class="help">' in text_of(client.get(of(round, "round")))
    assert "per E-Mail an plan@example.org" in page
    assert [c for c in client.get(response.url).context["checks"] if not c.is_met] == []


def test_bp06_notice_takes_no_address_that_nobody_can_write_to(client, planner):
    answer = client.post(of(complete(planner), "round_notice"), {"email": "Rathaus"})

    assert answer.status_code == 400
    assert "email" in answer.context["form"].errors


def test_bp06_own_wording_is_measured_by_the_same_checks(client, planner):
    round = complete(planner)

    client.post(of(round, "round_notice"), {"adapted": "Titel\n\nKommen Sie vorbei."})
    page = client.get(of(round.notices.get(), "notice"))

    lacking = {c.key for c in page.context["checks"] if not c.is_met and c.blocks}
    assert {"address", "duration", "statements", "electronic", "late"} <= lacking


def test_notice_can_be_had_as_text_and_as_accessible_pdf(client, planner, tmp_path):
    notice = complete(planner).notices.get()

    text = client.get(of(notice, "notice_text"))
    paper = client.get(of(notice, "notice_pdf"))

    assert text.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert text_of(text) == notice.text
    path = tmp_path / "notice.pdf"
    path.write_bytes(paper.content)
    with pikepdf.open(path) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.Lang == "de"


@pytest.fixture
def approved(planner):
    round = complete(planner)
    rounds.submit_round(round, by=planner, at=timezone.now())
    return rounds.approve_round(round, by=approver(), at=timezone.now())


def appearance(**fields):
    day = timezone.localdate().isoformat()
    given = {
        "medium": "gazette",
        "name": "Amtsblatt",
        "issue": "49",
        "appeared_on": day,
    }
    return given | fields


def test_bp05_appearance_is_recorded_with_its_scan(client, approved):
    notice = approved.notices.get()
    scan = SimpleUploadedFile("seite.pdf", b"%PDF-1.7 Seite 3")

    response = client.post(of(notice, "appearance_add"), appearance(scan=scan))

    row = notice.appearances.get()
    page = text_of(client.get(response.url))
    sent = client.get(address("appearance_scan", notice.plan_id, notice.pk, row.pk))
    assert "Amtsblatt 49" in page
    assert b"".join(sent.streaming_content) == b"%PDF-1.7 Seite 3"
    assert sent.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("seite.html", b"<script>"),
        ("seite.pdf", b"<script>"),
        ("seite.svg", b"<svg>"),
        ("seite.docx", b"PK\x03\x04"),
    ],
)
def test_bp05_scan_of_another_kind_is_refused(client, approved, name, content):
    notice = approved.notices.get()
    scan = SimpleUploadedFile(name, content)

    response = client.post(of(notice, "appearance_add"), appearance(scan=scan))

    assert response.status_code == 400
    assert not notice.appearances.exists()


def test_bp10_portal_entry_is_recorded_and_the_red_line_goes(client, approved):
    before = client.get(of(approved, "round")).context["portals_missing"]

    client.post(
        of(approved, "portal_add"),
        {
            "portal-portal": "geoportal",
            "portal-link": "https://www.geoportal.rlp.de/1",
            "portal-entered_on": timezone.localdate().isoformat(),
        },
    )

    after = client.get(of(approved, "round")).context["portals_missing"]
    assert (len(before), after) == (1, [])


def test_bp09_access_is_added_and_removed(client, planner):
    round = rounds.prepare_round(new_round(), start=ahead(), by=planner)
    typed = {"kind": "paper", "building": "Rathaus", "room": "", "hours": "Mo–Fr"}
    typed = {f"zugang-{key}": value for key, value in typed.items()}

    refused = client.post(of(round, "access_add"), typed)
    client.post(
        of(round, "access_add"),
        typed | {"zugang-room": "Zimmer 12", "zugang-contact": "Frau Kern"},
    )
    access = round.other_accesses.get()
    client.post(address("access_remove", round.plan_id, round.pk, access.pk))

    assert refused.status_code == 400
    assert not round.other_accesses.exists()


SCREENS = ["rounds", "round", "round_edit", "round_notice", "notice", "notice_pdf"]


@pytest.mark.parametrize("name", SCREENS)
@pytest.mark.parametrize(
    "role", [roles.PLANNING_OFFICE, roles.PARTICIPATION_EDITORS, roles.TRAINERS]
)
def test_desk_of_rounds_is_closed_to_others(client, name, role):
    sync_roles()
    round = complete(UserFactory(roles=[roles.PARTICIPATION_PLANNERS]))
    person = UserFactory(roles=[role])
    round.plan.office_agreement_on = timezone.localdate()
    round.plan.save()
    round.plan.office_people.add(person)
    client.force_login(person)
    thing = round.notices.get() if name.startswith("notice") else round
    where = [round.plan_id] if name == "rounds" else [round.plan_id, thing.pk]

    assert client.get(address(name, *where)).url == reverse("wagtailadmin_home")


ACTS = ["round_submit", "round_approve", "round_send_back", "access_add", "portal_add"]


@pytest.mark.parametrize("name", ACTS)
def test_acts_are_posts_and_nothing_else(client, planner, name):
    assert client.get(of(RoundFactory(), name)).status_code == 405


def test_round_of_another_plan_is_not_found(client, planner):
    round = RoundFactory(draft=True)

    assert client.get(address("round", PlanFactory().pk, round.pk)).status_code == 404


def test_list_needs_as_many_queries_for_one_as_for_many(client, planner):
    plan = PlanFactory()

    def queries():
        client.get(address("rounds", plan.pk))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address("rounds", plan.pk)).status_code == 200
        return len(captured)

    RoundFactory(plan=plan, number=1)
    one = queries()
    for number in range(2, 6):
        RoundFactory(plan=plan, number=number)

    assert queries() == one
    assert one <= 25


def test_next_step_is_told_round_by_round(client, planner, approved):
    rows = client.get(address("rounds", approved.plan_id)).context["rows"]

    assert rows[0]["next"].due == approved.first_day - timedelta(days=1)
    assert rows[0]["next"].norm == "§ 3 Abs. 2 Satz 4 BauGB"


@pytest.mark.parametrize(
    ("rule", "norm"), [("4-1", ""), ("4-2", "§ 3 Abs. 2 Satz 6 BauGB")]
)
def test_no_result_is_owed_for_an_early_round(rule, norm):
    round = RoundFactory(rule=rule, to_authorities=True)
    after = round.last_day + timedelta(days=1)

    assert round_steps.next_step(round, after).norm == norm
