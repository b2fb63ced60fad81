"""BP-14 from the other side: one inbox for all ways, names on record when seen."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from home import roles
from home.models import AuditEntry
from participation import receipts
from participation.planning import inbox, statements
from participation.planning.models import Statement
from participation.planning.registrations.statements import how_many
from tests.factories.home import UserFactory
from tests.factories.participation import days_from_now
from tests.factories.planning import (
    PlanFactory,
    PointFactory,
    RoundFactory,
    StatementFactory,
    noon,
)

pytestmark = pytest.mark.django_db
SCAN = b"%PDF-1.7 Brief"


@pytest.fixture(autouse=True)
def _town(town, settings, tmp_path):
    settings.PRIVATE_MEDIA_ROOT = tmp_path


@pytest.fixture
def planner():
    return UserFactory(roles=[roles.PARTICIPATION_PLANNERS])


@pytest.fixture
def desk(client, planner):
    client.force_login(planner)
    return client


@pytest.fixture
def in_round():
    return RoundFactory()


def at(name, pk):
    return reverse(f"planning:{name}", args=[pk])


def record(desk, in_round, **more):
    form = {
        "key": uuid.uuid4(),
        "round": in_round.pk,
        "origin": "letter",
        "received_on": days_from_now(-1).isoformat(),
        "giver": "person",
        "name": "Hanne Weiß",
        "address": "Salzstraße 4",
        "text": "Bitte mehr Bäume.",
        **more,
    }
    return desk.post(at("statement_record", in_round.plan_id), form)


def listed(desk, plan, **chosen):
    return [
        row.number
        for row in desk.get(at("statements", plan.pk), chosen).context["page_obj"]
    ]


def test_bp14_letter_is_recorded_with_day_and_scan_beside_what_came_online(
    desk, in_round, planner
):
    StatementFactory(round=in_round, number=1)
    in_round.plan.last_number = 1
    in_round.plan.save()

    answer = record(desk, in_round, scan=SimpleUploadedFile("brief.pdf", SCAN))
    page = desk.get(answer.url).content.decode()

    letter = Statement.objects.get(origin="letter")
    assert letter.received_at == noon(days_from_now(-1))
    assert (letter.number, letter.recorded_by) == (2, planner)
    assert [file.is_scan for file in letter.files.all()] == [True]
    assert receipts.code_for(letter.idempotency_key) in page
    assert listed(desk, in_round.plan) == [2, 1]


@pytest.mark.parametrize("origin", ["letter", "mail", "fax", "record"])
def test_bp14_every_way_leads_into_the_same_inbox(desk, in_round, origin):
    record(desk, in_round, origin=origin)

    assert listed(desk, in_round.plan, origin=origin) == [1]


def test_recording_the_same_form_twice_is_one_statement(desk, in_round):
    key = uuid.uuid4()
    people = "Hanne Weiß; Salzstraße 4"

    for _attempt in range(2):
        record(desk, in_round, key=key, signatories=people)

    assert Statement.objects.get().signatories.count() == 1


def test_letter_that_came_after_the_end_is_late(desk):
    over = RoundFactory(over=True)

    record(desk, over)
    record(desk, over, received_on=over.last_day.isoformat())

    late = Statement.objects.order_by("number").values_list("is_late", flat=True)
    assert list(late) == [True, False]


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("received_on", "2099-01-01", "Dieser Tag liegt noch in der Zukunft."),
        ("text", "", "Dieses Feld ist zwingend erforderlich."),
        ("signatories", "; Salzstraße 4", "Zeile 1"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field(desk, in_round, field, value, words):
    answer = record(desk, in_round, **{field: value})

    assert answer.status_code == 400
    assert field in answer.context["form"].errors
    assert Statement.objects.count() == 0


def test_signatures_are_counted_one_by_one(desk, in_round):
    lines = "Hanne Weiß; Salzstr. 4\nJosef Kern, Markt 1\n\nAnna Lot\tTorweg 3"

    record(desk, in_round, signatories=lines)

    people = Statement.objects.get().signatories.values_list("name", "address")
    assert list(people) == [
        ("Hanne Weiß", "Salzstr. 4"),
        ("Josef Kern", "Markt 1"),
        ("Anna Lot", "Torweg 3"),
    ]


def test_the_same_person_is_pointed_out_however_written(in_round):
    first = StatementFactory(
        round=in_round, name="Hanne Weiß", address="Salzstraße 4, Bad Rebenheim"
    )
    other = StatementFactory(
        round=in_round, name="WEISS, Hanne", address="Salzstr. 4 Bad Rebenheim"
    )
    by_mail = StatementFactory(round=in_round, email="HW@example.org", name="H. W.")
    StatementFactory(round=in_round, name="Hanne Weiß", address="Torweg 1")
    first.email = "hw@example.org"

    assert set(inbox.same_person(first)) == {other, by_mail}


@pytest.mark.parametrize(
    ("chosen", "numbers"),
    [
        ({"late": "ja"}, [2]),
        ({"late": "nein"}, [4, 3, 1]),
        ({"withdrawn": "ja"}, [3]),
        ({"withdrawn": "nein"}, [4, 2, 1]),
        ({"origin": "fax"}, [3]),
        ({"giver": "organisation"}, [4]),
        ({"topic": "Verkehr"}, [1]),
        ({"q": "zisterne"}, [2]),
        ({"q": "NABU"}, [4]),
        ({"q": "nabu zisterne"}, []),
        ({"q": "BP-0003"}, [3]),
    ],
)
def test_inbox_is_narrowed(desk, in_round, chosen, numbers):
    with_topic = StatementFactory(round=in_round, number=1)
    PointFactory(statement=with_topic, topic="Verkehr")
    StatementFactory(round=in_round, number=2, is_late=True, text="Eine Zisterne!")
    StatementFactory(
        round=in_round, number=3, origin="fax", withdrawn_at=timezone.now()
    )
    StatementFactory(
        round=in_round, number=4, giver="organisation", organisation="NABU"
    )

    assert listed(desk, in_round.plan, **chosen) == numbers


def test_what_was_withdrawn_is_marked_and_not_counted_as_to_be_weighed(desk, in_round):
    StatementFactory(round=in_round, number=1, is_late=True)
    StatementFactory(
        round=in_round, number=2, is_late=True, withdrawn_at=timezone.now()
    )

    assert inbox.figures(in_round.plan) == {"standing": 1, "late": 1, "withdrawn": 1}
    page = desk.get(at("statements", in_round.plan.pk), {"withdrawn": "ja"})
    row = page.content.decode().split("<tbody>")[1]
    assert f"{timezone.localdate():%d.%m.%Y}" in row
    assert how_many(in_round.plan).startswith("1 ")


def test_inbox_and_detail_need_the_same_queries_for_few_and_many(desk, in_round):
    def queries(path):
        desk.get(path)
        with CaptureQueriesContext(connection) as found:
            assert desk.get(path).status_code == 200
        return len(found)

    first, _twin = StatementFactory.create_batch(2, round=in_round)
    paths = [at("statements", in_round.plan_id), at("statement", first.pk)]
    few = [queries(path) for path in paths]
    for _n in range(5):
        row = StatementFactory(round=in_round)
        PointFactory(statement=row)
        row.signatories.create(name="Anna Lot")
    many = [queries(path) for path in paths]

    assert many == few
    assert max(many) <= 30


def test_names_seen_are_noted_once_for_a_person_a_plan_and_a_day(desk, in_round):
    statement = StatementFactory(round=in_round)
    paths = [at("statements", in_round.plan_id), at("statement", statement.pk)]

    for path in paths * 2:
        desk.get(path)
    today = AuditEntry.objects.filter(action=inbox.NAMES_SEEN).count()
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        inbox.note_names_seen(in_round.plan, UserFactory())
        inbox.note_names_seen(in_round.plan, desk_user(desk))

    assert today == 1
    assert AuditEntry.objects.filter(action=inbox.NAMES_SEEN).count() == 3


def desk_user(desk):
    return type(UserFactory.build()).objects.get(pk=desk.session["_auth_user_id"])


def test_private_person_is_not_recorded_among_the_authorities(desk):
    answer = record(desk, RoundFactory(rule="4-2", audience="authorities"))

    assert answer.status_code == 400
    assert "round" in answer.context["form"].errors
    assert not Statement.objects.exists()


def test_authority_is_not_made_a_private_person_later(desk):
    online = StatementFactory(
        round=RoundFactory(to_authorities=True), giver="authority"
    )
    form = {"giver": "person", "organisation": "Forstamt Rebental"}

    refused = desk.post(at("statement_edit", online.pk), form)
    taken = desk.post(at("statement_edit", online.pk), form | {"giver": "organisation"})

    online.refresh_from_db()
    assert list(refused.context["form"].errors) == ["giver"]
    assert (refused.status_code, taken.status_code) == (400, 302)
    assert online.giver == "organisation"


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ([roles.PARTICIPATION_PLANNERS], 200),
        ([roles.PARTICIPATION_APPROVERS], 403),
        ([roles.PARTICIPATION_MODERATORS], 403),
        ([roles.PLANNING_OFFICE], 403),
        ([roles.ADMINISTRATION], 403),
    ],
    ids=["planner", "approver", "moderator", "office", "administrator"],
)
def test_objectors_names_are_for_planners_alone(client, in_round, who, status):
    person = UserFactory(roles=who)
    in_round.plan.office_people.add(person)
    in_round.plan.office_agreement_on = days_from_now(-3)
    in_round.plan.save()
    statement = StatementFactory(round=in_round)
    client.force_login(person)

    for name, pk in (("statements", in_round.plan_id), ("statement", statement.pk)):
        answer = client.get(at(name, pk))
        assert (answer.status_code == 200) == (status == 200)
        assert ("Hedwig Kern" in answer.content.decode()) == (status == 200)


def test_what_was_noted_is_corrected_with_a_trace_that_tells_no_names(desk):
    over = RoundFactory(over=True)
    letter = StatementFactory(round=over, origin="letter", is_late=True)
    form = {
        "round": over.pk,
        "origin": "fax",
        "received_on": over.last_day.isoformat(),
        "giver": "person",
        "name": "Hedwig Kern-Lot",
        "address": letter.address,
    }

    answer = desk.post(at("statement_edit", letter.pk), form)

    letter.refresh_from_db()
    entry = AuditEntry.objects.get(action="planning.statement_change")
    assert answer.status_code == 302
    assert (letter.name, letter.origin, letter.is_late) == (
        "Hedwig Kern-Lot",
        "fax",
        False,
    )
    assert set(entry.data["changed"]) == {"is_late", "name", "origin", "received_at"}
    assert entry.data["is_late"] == ["True", "False"]
    assert "Kern" not in str(entry.data)


def test_the_moment_of_what_came_online_can_not_be_changed(desk, in_round):
    online = StatementFactory(round=in_round)
    form = {"giver": "person", "received_on": "2020-01-01", "origin": "fax"}

    desk.post(at("statement_edit", online.pk), form)

    before = online.received_at
    online.refresh_from_db()
    assert (online.received_at, online.origin) == (before, "online")


def test_wording_and_withdrawal_on_paper_leave_the_original(desk, in_round):
    letter = StatementFactory(round=in_round, origin="letter")
    form = {"key": uuid.uuid4(), "text": "Die Straße ist zu breit."}

    desk.post(at("statement_correct", letter.pk), form)
    desk.post(at("statement_withdraw", letter.pk), {"reason": "Brief vom 3. Mai"})

    letter.refresh_from_db()
    texts = [version.text for version in letter.versions.all()]
    assert texts == ["Die Straße ist zu schmal.", "Die Straße ist zu breit."]
    assert letter.withdrawn_at is not None
    entry = AuditEntry.objects.get(action="planning.statement_withdraw")
    assert entry.reason == "Brief vom 3. Mai"


def test_correction_on_paper_adds_a_file_and_every_wording_keeps_its_own(
    desk, in_round
):
    letter = StatementFactory(round=in_round, origin="letter")
    form = {"key": uuid.uuid4(), "text": "Die Straße ist zu breit."}
    sketch = SimpleUploadedFile("skizze.pdf", b"%PDF-1.7 Skizze")

    desk.post(at("statement_correct", letter.pk), form | {"files": sketch})
    page = desk.get(at("statement", letter.pk)).content.decode()

    before, after = page.split("Die Straße ist zu breit.")
    assert "skizze.pdf" not in before
    assert "skizze.pdf" in after


def test_statement_of_another_plan_is_not_in_this_inbox(desk, in_round):
    StatementFactory(round=RoundFactory(plan=PlanFactory()))

    assert listed(desk, in_round.plan) == []


def test_list_shows_the_wording_that_counts(in_round):
    statement = StatementFactory(round=in_round, text="Bitte keine Autos.")
    statements.correct_statement(
        statement, text="Bitte Autos.", key=uuid.uuid4(), at=timezone.now()
    )

    row = inbox.statements_of(in_round.plan).get()

    assert (row.opening, row.wording_count) == ("Bitte Autos.", 2)
