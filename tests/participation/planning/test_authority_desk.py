"""The planner's screens for authorities: the list, files, inviting, deciding."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from home import roles
from home.models import AuditEntry, Letter
from home.registries import tasks_for
from home.rights_sync import sync_roles
from participation.planning import authority_answers, invitations
from participation.planning.models import Authority, AuthorityInvitation
from tests.factories.home import UserFactory
from tests.factories.planning import (
    AuthorityFactory,
    AuthorityInvitationFactory,
    DocumentVersionFactory,
    PlanDocumentFactory,
    RoundFactory,
    publish,
)
from tests.leaks.reading import body_of

pytestmark = pytest.mark.django_db
LIST = "/verwaltung/planung/traeger/"


@pytest.fixture(autouse=True)
def _town(town, settings, tmp_path):
    settings.PRIVATE_MEDIA_ROOT = tmp_path
    sync_roles()


@pytest.fixture
def planner(client):
    planner = UserFactory(roles=[roles.PARTICIPATION_PLANNERS])
    client.force_login(planner)
    return planner


@pytest.fixture
def asked():
    found = RoundFactory(to_authorities=True)
    document = PlanDocumentFactory(plan=found.plan)
    publish(DocumentVersionFactory(document=document), found)
    return found


def address(name, *where):
    return reverse(f"planning:{name}", args=where)


ROLES = [
    (roles.PARTICIPATION_PLANNERS, 200, 200),
    (roles.PARTICIPATION_APPROVERS, 302, 200),
    (roles.PLANNING_OFFICE, 302, 302),
    (roles.PARTICIPATION_EDITORS, 302, 302),
]


@pytest.mark.parametrize(("role", "list_status", "round_status"), ROLES)
def test_b13_list_is_for_planners_and_approvers_look_at_rounds(
    client, asked, role, list_status, round_status
):
    client.force_login(UserFactory(roles=[role]))

    seen = client.get(LIST).status_code
    looked = client.get(address("invitations", asked.plan_id, asked.pk)).status_code

    assert (seen, looked) == (list_status, round_status)


ACTS = [
    "receipt_correct",
    "extension_grant",
    "extension_refuse",
    "bounce_record",
    "invitation_again",
    "invitation_letter",
]


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize(
    "role", [roles.PARTICIPATION_APPROVERS, roles.PARTICIPATION_EDITORS]
)
def test_bp12_only_planners_act(client, act, role):
    client.force_login(UserFactory(roles=[role]))
    found = AuthorityInvitationFactory()
    before = AuthorityInvitation.objects.values().get()

    client.post(address(act, found.round.plan_id, found.pk), {"because": "x"})

    assert AuthorityInvitation.objects.values().get() == before


def test_b13_list_is_searched_and_narrowed(client, planner):
    AuthorityFactory(name="Forstamt", tags=["Wald"])
    AuthorityFactory(name="Wasserwerk", tags=["Wasser"], email="", address="Weg 1")
    AuthorityFactory(name="Bergamt", is_active=False)

    def names(query):
        text = client.get(f"{LIST}?{query}").content.decode()
        return {n for n in ("Forstamt", "Wasserwerk", "Bergamt") if f">{n}</a>" in text}

    assert names("") == {"Forstamt", "Wasserwerk"}
    assert names("words=forst") == {"Forstamt"}
    assert names("tags=Wasser") == {"Wasserwerk"}
    assert names("state=without_mail") == {"Wasserwerk"}
    assert names("state=inactive") == {"Bergamt"}


def test_b13_authority_is_added_changed_and_asked_no_more(client, planner):
    form = {"name": "Forstamt", "tags": "Wald, Natur", "email": "f@example.org"}

    client.post(f"{LIST}neu/", form | {"is_active": "on"})
    made = Authority.objects.get()
    client.post(f"{LIST}{made.pk}/", form | {"department": "Süd", "is_active": "on"})
    client.post(f"{LIST}{made.pk}/fragen/", {"an": "0"})

    made.refresh_from_db()
    assert made.tags == ["Wald", "Natur"]
    assert made.department == "Süd"
    assert not made.is_active
    acts = set(AuditEntry.objects.values_list("action", flat=True))
    assert acts >= {"planning.add_authority", "planning.deactivate_authority"}


def test_b13_authority_without_any_address_is_not_taken(client, planner):
    answer = client.post(f"{LIST}neu/", {"name": "Forstamt", "is_active": "on"})

    assert answer.status_code == 400
    assert not Authority.objects.exists()


def upload(client, content, name="liste.csv"):
    return client.post(
        f"{LIST}importieren/", {"file": SimpleUploadedFile(name, content)}
    )


HEAD = "Name;Abteilung;E-Mail;Schlagworte;Wird beteiligt\n"


def test_b13_list_from_a_file_adds_and_changes(client, planner):
    AuthorityFactory(name="Forstamt", email="alt@example.org", person="Frau Kern")
    lines = (
        "Forstamt;;neu@example.org;Wald, Natur;ja\nBergamt;Nord;b@example.org;;nein\n"
    )

    answer = upload(client, (HEAD + lines).encode("cp1252"))

    assert answer.status_code == 302
    forest, mine = Authority.objects.order_by("-name")
    assert (forest.email, forest.tags) == ("neu@example.org", ["Wald", "Natur"])
    assert forest.person == "Frau Kern"  # the file doesn't speak of it
    assert (mine.department, mine.is_active) == ("Nord", False)


def test_b13_one_bad_row_keeps_everything_out(client, planner):
    lines = (
        "Forstamt;;f@example.org;;ja\n"
        "Bergamt;;keine Adresse;;ja\n"
        "Forstamt;;x@example.org;;\n"
        ";;y@example.org;;\n"
        "Wasserwerk;;w@example.org;;vielleicht\n"
    )

    answer = upload(client, (HEAD + lines).encode())

    text = answer.content.decode()
    assert answer.status_code == 400
    assert not Authority.objects.exists()
    assert "Zeile 3, Spalte „E-Mail“" in text
    assert "Zeile 4, Spalte „Name“" in text
    assert "Zeile 5, Spalte „Name“" in text
    assert "Zeile 6, Spalte „Wird beteiligt“" in text


def test_b13_row_that_ends_before_the_name_is_named(client, planner):
    answer = upload(client, b"E-Mail;Name\nf@example.org\n")

    assert answer.status_code == 400
    assert "Zeile 2, Spalte „Name“" in answer.content.decode()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "leer.csv"),
        (b"Name\n", "leer.csv"),
        (b"Stadt;Ort\nA;B\n", "fremd.csv"),
        (b"PK\x03\x04 kaputt", "kaputt.xlsx"),
        (b"\x00\x01\x02", "bytes.csv"),
        (b"E-Mail\na@example.org\n", "ohne-namen.csv"),
    ],
)
def test_b13_what_is_no_list_is_refused_in_words(client, planner, content, name):
    answer = upload(client, content, name)

    assert answer.status_code == 400
    assert not Authority.objects.exists()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_b13_list_that_was_taken_out_comes_in_again(client, planner, kind):
    AuthorityFactory(
        name="=HYPERLINK(1)",
        department="@Nord",
        tags=["Wald", "Natur"],
        address="Ring 1, Mainz",
        note="-1",
        is_active=False,
    )
    fields = [f.name for f in Authority._meta.fields if f.name != "id"]
    before = Authority.objects.values(*fields).get()

    content = body_of(client.get(f"{LIST}liste.{kind}"))
    Authority.objects.all().delete()
    answer = upload(client, content, f"liste.{kind}")

    assert answer.status_code == 302
    assert Authority.objects.values(*fields).get() == before


def test_b13_no_cell_of_the_file_is_a_formula(client, planner):
    AuthorityFactory(name="=1+1", person="+49", note="@SUMME(A1)")

    content = body_of(client.get(f"{LIST}liste.xlsx"))

    [sheet] = load_workbook(io.BytesIO(content)).worksheets
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert "'=1+1" in {cell.value for cell in cells}


def test_b13_workbook_that_unpacks_to_too_much_is_refused(client, planner, monkeypatch):
    monkeypatch.setattr("participation.spreadsheets.LARGEST_UNPACKED", 1000)
    book, file = Workbook(), io.BytesIO()
    book.active.append(["Name"])
    book.active.append(["A" * 2000])
    book.save(file)

    assert upload(client, file.getvalue(), "bombe.xlsx").status_code == 400


def test_bp12_chosen_by_tag_looked_at_and_sent_once(client, planner, asked):
    forest = AuthorityFactory(name="Forstamt", tags=["Wald"])
    AuthorityFactory(name="Bergamt")
    place = address("invite", asked.plan_id, asked.pk)

    choice = client.get(f"{place}?tag=Wald").content.decode()
    form = {"who": [forest.pk], "note": "Ein Hinweis"}
    preview = client.post(place, form | {"schritt": "ansehen"}).content.decode()
    none_yet = Letter.objects.count()
    for _attempt in range(2):
        client.post(place, form | {"schritt": "senden"})

    assert choice.count("checked") == 2  # the tag, and who has it
    assert "§ 4 Abs. 2 BauGB" in preview
    assert "Ein Hinweis" in preview
    assert "/beteiligung/traeger/" not in preview
    assert none_yet == 0
    assert AuthorityInvitation.objects.get().authority == forest
    assert Letter.objects.get().to == forest.email


def test_bp12_nobody_chosen_is_said_in_words(client, planner, asked):
    AuthorityFactory()

    answer = client.post(address("invite", asked.plan_id, asked.pk), {})

    assert answer.status_code == 400
    assert "Bitte wählen Sie mindestens einen Träger aus." in answer.content.decode()
    assert "<li>who" not in answer.content.decode()


def test_bp12_letters_are_made_once_and_their_links_work(client, planner, asked):
    body = AuthorityFactory(email="", address="Am Ring 1, 55116 Mainz")
    [made] = invitations.invite(asked, [body], by=planner)

    answer = client.post(address("invitation_letters", asked.plan_id, asked.pk))

    made.refresh_from_db()
    assert answer.content.startswith(b"%PDF")
    assert made.received_on == timezone.localdate() + timedelta(days=4)
    assert made.messages.get().kind == "paper"
    assert made not in AuthorityInvitation.objects.to_print()
    again = client.post(address("invitation_letters", asked.plan_id, asked.pk))
    assert again.status_code == 302


def test_bp13_message_without_mail_is_a_letter(client, planner, asked):
    body = AuthorityFactory(email="", address="Am Ring 1, 55116 Mainz")
    [made] = invitations.invite(asked, [body], by=planner)
    where = [asked.plan_id, made.pk]
    client.post(address("invitation_letter", *where))
    made.refresh_from_db()
    until = made.due_on + timedelta(days=10)
    form = {"until": until.isoformat(), "because": "Gutachten"}

    client.post(address("extension_grant", *where), form)

    message = made.messages.get(kind="extension")
    letter = client.get(address("message_letter", *where, message.pk))
    assert letter.content.startswith(b"%PDF")
    assert not Letter.objects.exists()


def test_bp13_planner_decides_on_the_screen(client, planner, asked):
    [made] = invitations.invite(asked, [AuthorityFactory()], by=planner)
    until = made.due_on + timedelta(days=10)
    authority_answers.ask_for_time(
        made, until=until, because="Ein Gutachten fehlt", at=timezone.now()
    )
    where = [asked.plan_id, made.pk]

    screen = client.get(address("invitation", *where)).content.decode()
    early = client.post(
        address("extension_grant", *where),
        {"until": made.due_on.isoformat(), "because": "x"},
    )
    client.post(
        address("extension_grant", *where),
        {"until": until.isoformat(), "because": "Gutachten"},
    )

    assert "Ein Gutachten fehlt" in screen
    assert early.status_code == 400
    made.refresh_from_db()
    assert made.extended_until >= until


def test_bp12_screen_lists_the_log(client, planner, asked):
    [made] = invitations.invite(asked, [AuthorityFactory()], by=planner)
    client.post(address("bounce_record", asked.plan_id, made.pk))
    client.post(address("invitation_again", asked.plan_id, made.pk))

    text = client.get(address("invitation", asked.plan_id, made.pk)).content.decode()

    assert text.count("<pre") == 2
    assert made.authority.email in text


STANDINGS = [
    ({}, "verschickt"),
    ({"opened_at": timezone.now()}, "geöffnet"),
    ({"bounced_at": timezone.now()}, "Mail kam zurück"),
    ({"asked_until": timezone.localdate()}, "bittet um mehr Zeit"),
    ({"due_on": timezone.localdate() - timedelta(days=1)}, "überfällig"),
    ({"due_on": None}, "Brief zu drucken"),
    ({"answered_at": timezone.now()}, "hat geantwortet"),
]


@pytest.mark.parametrize(("fields", "words"), STANDINGS)
def test_b13_who_has_opened_answered_or_is_late(client, planner, fields, words):
    found = AuthorityInvitationFactory(**fields)

    place = address("invitations", found.round.plan_id, found.round_id)
    text = client.get(place).content.decode()

    rows = text[text.index('class="listing"') :]
    assert f">{words}</" in rows or f"{words}\n" in rows


def test_bp12_bounces_wishes_and_letters_are_tasks(client, planner):
    for fields in (
        {"bounced_at": timezone.now()},
        {"asked_until": timezone.localdate()},
        {"due_on": None},
    ):
        AuthorityInvitationFactory(**fields)

    titles = " ".join(task.title for task in tasks_for(planner))
    others = tasks_for(UserFactory(roles=[roles.PARTICIPATION_APPROVERS]))

    assert "kam zurück" in titles
    assert "mehr Zeit" in titles
    assert "zu drucken" in titles
    assert not [task for task in others if "zeige=" in task.url]


@pytest.mark.parametrize("name", ["authorities", "authority_rounds", "invitations"])
def test_b13_lists_need_no_more_queries_for_more_rows(client, planner, asked, name):
    where = {
        "authorities": [],
        "authority_rounds": [asked.plan_id],
        "invitations": [asked.plan_id, asked.pk],
    }[name]

    def queries():
        client.get(address(name, *where))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address(name, *where)).status_code == 200
        return len(captured)

    AuthorityInvitationFactory(round=asked)
    few = queries()
    AuthorityInvitationFactory.create_batch(5, round=asked)

    assert queries() == few
