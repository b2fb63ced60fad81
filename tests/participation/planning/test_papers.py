import csv
import hashlib
import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from home.models import AuditEntry, Notice
from participation.planning import (
    authorities,
    documents,
    grouping,
    invitations,
    not_followed,
    prepared,
    telling,
    weighing,
)
from participation.planning.models import PreparedFile, StatementFile
from tests.factories.planning import (
    AuthorityFactory,
    DocumentVersionFactory,
    PlanDocumentFactory,
    PlanFactory,
    PublicNoticeFactory,
    RoundFactory,
    StatementFactory,
    publish,
)
from tests.leaks.reading import body_of
from tests.participation.planning.council import approver, decide, planner, weighed
from tests.participation.planning.reading import everything_in, pages_of

pytestmark = pytest.mark.django_db

Kind = PreparedFile.Kind


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.PRIVATE_MEDIA_ROOT = tmp_path / "privat"


@pytest.fixture
def round(town):
    return RoundFactory(over=True)


@pytest.fixture
def by(town):
    return planner()


def attach(statement, name="../../etc/passwd.pdf", content=b"%PDF-1.7 Anlage"):
    return StatementFile.objects.create(
        statement=statement,
        file=ContentFile(content, "anlage.pdf"),
        filename=name,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
    )


def whole_plan(round, by):
    """A plan with one of everything that its file holds."""
    document = PlanDocumentFactory(plan=round.plan)
    for number in (1, 2):
        content = f"%PDF-1.7 Fassung {number}".encode()
        version = DocumentVersionFactory(
            document=document, number=number, content=content
        )
    publish(version, round)
    PublicNoticeFactory(round=round, text="Bekanntmachung der Veröffentlichung")
    statement = weighed(round, text="=1+1 und Lärm")
    attach(statement)
    decide(round.plan, by)
    telling.tell(round.plan, by=by)
    return statement


def opened(paper):
    with paper.file.open("rb") as file:
        return zipfile.ZipFile(io.BytesIO(file.read()))


@pytest.mark.parametrize("kind", Kind.values)
def test_every_paper_is_made(round, by, kind):
    whole_plan(round, by)

    paper = prepared.ask(round.plan, kind, by=by)

    assert (paper.state, paper.error) == ("ready", "")
    with paper.file.open("rb") as file:
        content = file.read()
    assert hashlib.sha256(content).hexdigest() == paper.sha256
    assert len(content) == paper.size


@pytest.mark.parametrize("kind", Kind.values)
def test_every_paper_of_an_empty_plan_is_made_but_letters_to_nobody(round, by, kind):
    paper = prepared.ask(round.plan, kind, by=by)

    assert paper.is_ready == (kind != Kind.LETTERS)
    assert bool(paper.error) == (kind == Kind.LETTERS)


def test_file_has_a_manifest_with_the_hash_of_every_entry(round, by):
    whole_plan(round, by)

    paper = prepared.ask(round.plan, Kind.FILE, by=by)
    with opened(paper) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        names = set(archive.namelist())
        for entry in manifest["entries"]:
            content = archive.read(entry["name"])
            assert hashlib.sha256(content).hexdigest() == entry["sha256"]
            assert len(content) == entry["size"]

    assert names == {entry["name"] for entry in manifest["entries"]} | {"manifest.json"}
    assert paper.filename.endswith(".zip")


def test_file_holds_all_there_is(round, by):
    statement = whole_plan(round, by)
    folder = f"stellungnahmen/{statement.number:04d}"

    with opened(prepared.ask(round.plan, Kind.FILE, by=by)) as archive:
        names = archive.namelist()
        contents = archive.read("inhalt.html").decode()
        text = archive.read(f"{folder}/fassung-1.txt").decode()
        rows = archive.read("ergebnisse/mitteilungen.csv").decode("utf-8-sig")
        trail = archive.read("pruefspur.jsonl").decode().splitlines()

    for beginning in (
        "unterlagen/",
        "bekanntmachungen/",
        f"vermerke/{round.key}.pdf",
        f"{folder}/anlage-01-passwd.pdf",
        "abwaegung/tabelle.docx",
        "abwaegung/beschluesse.json",
        "ergebnisse/briefe.pdf",
    ):
        assert any(name.startswith(beginning) for name in names), beginning
    assert sum(name.endswith("begruendungpdf.pdf") for name in names) == 0
    assert len([n for n in names if n.startswith("unterlagen/")]) == 3
    assert text == "=1+1 und Lärm"
    assert f"Stellungnahme {statement.reference}" in contents
    [_heads, row] = list(csv.reader(io.StringIO(rows), delimiter=";"))
    assert row[0] == statement.reference
    actions = [json.loads(line)["action"] for line in trail]
    assert {"planning.resolution", "planning.take_back", "planning.tell"} <= set(
        actions
    )


def acts_on(plan, by):
    """What is done with documents, groups and authorities of a plan."""
    document = PlanDocumentFactory(plan=plan)
    documents.add_version(document, ContentFile(b"%PDF-1.7", "a.pdf"), by=by)
    StatementFactory.create_batch(2, round=RoundFactory(plan=plan, number=7))
    group = grouping.make(plan, plan.statements.all(), title="Lärm", by=by)
    grouping.dissolve(group, by=by)
    body = AuthorityFactory()
    invitations.invite(RoundFactory(plan=plan, to_authorities=True), [body], by=by)
    authorities.switch(body, on=False, by=by)
    weighing.take_whole(plan.statements.first(), by=by)


def trail_in(plan, by):
    with opened(prepared.ask(plan, Kind.FILE, by=by)) as archive:
        lines = archive.read("pruefspur.jsonl").decode().splitlines()
    return [json.loads(line) for line in lines]


def test_file_holds_the_trail_of_documents_groups_and_authorities(round, by):
    acts_on(round.plan, by)

    actions = {entry["action"] for entry in trail_in(round.plan, by)}

    assert actions >= {
        "planning.upload",
        "planning.group",
        "planning.dissolve",
        "planning.invite_authorities",
        "planning.deactivate_authority",
        "planning.split",
        "planning.paper",
    }


@pytest.mark.parametrize("number", ["BP-1", "BP-1-2-3", "BP 1", "BP.1"])
def test_file_holds_nothing_of_the_trail_of_another_plan(by, number):
    own, other = PlanFactory(number="BP-1-2"), PlanFactory(number=number)
    acts_on(other, by)

    assert {entry["action"] for entry in trail_in(own, by)} == {"planning.paper"}


def test_file_never_leads_out_of_its_folder(round, by):
    whole_plan(round, by)

    with opened(prepared.ask(round.plan, Kind.FILE, by=by)) as archive:
        names = archive.namelist()

    assert not [name for name in names if ".." in name or name.startswith("/")]


def test_file_opens_nothing_that_receipts_open(round, by):
    StatementFactory(round=round, receipt_locator="7KQM", receipt_digest="salz$hash")

    with opened(prepared.ask(round.plan, Kind.FILE, by=by)) as archive:
        content = b"".join(archive.read(name) for name in archive.namelist())

    assert b"salz$hash" not in content


def test_missing_file_is_said_in_its_place(round, by):
    row = attach(StatementFactory(round=round))
    row.file.storage.delete(row.file.name)

    with opened(prepared.ask(round.plan, Kind.FILE, by=by)) as archive:
        names = archive.namelist()

    assert any(name.endswith("anlage-01-passwd.pdf.fehlt.txt") for name in names)


def test_command_writes_the_file(round, by, tmp_path, capsys):
    whole_plan(round, by)
    target = tmp_path / "akte.zip"

    call_command("plan_file", round.plan.number, target)

    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
    with pytest.raises(CommandError):
        call_command("plan_file", round.plan.number, target)
    with pytest.raises(CommandError):
        call_command("plan_file", "gibt-es-nicht", tmp_path / "neu.zip")


def test_bp21_what_was_not_followed_goes_along_with_the_comment(round, by, tmp_path):
    against = weighed(round, text="Zu laut.", proposal="Der Lärm ist zumutbar.")
    attach(against)
    weighed(round, proposed="partly", text="Zu schmal.", proposal="Ein Meter mehr.")
    weighed(round, proposed="followed", text="Mehr Bäume.", proposal="Zehn Bäume.")
    decide(round.plan, by)

    with opened(prepared.ask(round.plan, Kind.NOT_FOLLOWED, by=by)) as archive:
        names = archive.namelist()
        text = "".join(pages_of(archive.read("nicht-gefolgt.pdf"), tmp_path))

    assert names == ["anlagen/0001-01-passwd.pdf", "nicht-gefolgt.pdf"]
    for words in ("1. Stellungnahme", "2. Stellungnahme", against.reference,
                  "Der Lärm ist zumutbar.", "Ein Meter mehr."):  # fmt: skip
        assert words in text
    assert "Mehr Bäume." not in text


def test_bp21_statements_are_numbered_and_counted(round, by):
    for _ in range(2):
        weighed(round)
    decide(round.plan, by)

    assert not_followed.count(round.plan) == 2


def test_long_paper_is_made_in_the_background_and_tells_when_it_is_done(
    round, by, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(prepared, "SHORT", 0)
    weighed(round)

    with django_capture_on_commit_callbacks(execute=True):
        paper = prepared.ask(round.plan, Kind.TABLE_XLSX, by=by)
        assert paper.state == PreparedFile.State.WAITING

    paper.refresh_from_db()
    assert (paper.state, paper.percent) == ("ready", 100)
    [notice] = Notice.objects.filter(recipient=by)
    assert notice.url == reverse("planning:papers", args=[round.plan.pk])


def test_paper_is_made_once_though_the_task_comes_twice(round, by):
    paper = prepared.ask(round.plan, Kind.TABLE_XLSX, by=by)

    assert prepared.make(paper.pk) is False


def test_paper_that_a_killed_worker_left_is_taken_up_again(round, by):
    paper = PreparedFile.objects.create(
        plan=round.plan,
        kind=Kind.TABLE_XLSX,
        state=PreparedFile.State.WORKING,
        begun_at=timezone.now() - timedelta(minutes=20),
        made_by=by,
    )
    assert paper.is_left_behind

    assert prepared.make(paper.pk) is True


def test_bp30_anonymous_table_with_a_name_is_not_made(round, by):
    statement = weighed(round, proposal="Frau Hedwig Kern irrt.")

    paper = prepared.ask(round.plan, Kind.PUBLIC_DOCX, by=by)

    assert paper.state == PreparedFile.State.FAILED
    assert statement.reference in paper.error
    assert not paper.file


def test_bp30_second_person_lets_the_table_out(client, round, by):
    round.plan.closed_on = timezone.localdate()
    round.plan.save()
    paper = prepared.ask(round.plan, Kind.PUBLIC_XLSX, by=by)
    page = reverse("participation:plan_archive", args=[round.plan.procedure.slug])
    where = [round.plan.procedure.slug, paper.pk, paper.filename]
    address = reverse("participation:plan_table", args=where)
    assert client.get(address).status_code == 404

    prepared.let_out(paper, by=approver())

    assert address in client.get(page).content.decode()
    assert body_of(client.get(address))[:2] == b"PK"


def test_bp30_whoever_made_the_table_does_not_let_it_out(round, by):
    by.groups.add(approver().groups.get())
    paper = prepared.ask(round.plan, Kind.PUBLIC_XLSX, by=by)

    with pytest.raises(PermissionDenied):
        prepared.let_out(paper, by=by)


def test_bp30_table_with_names_is_never_let_out(round, by):
    paper = prepared.ask(round.plan, Kind.TABLE_XLSX, by=by)

    with pytest.raises(ValidationError):
        prepared.let_out(paper, by=approver())


@pytest.mark.parametrize("kind", [k for k in Kind.values if k.startswith("oeff")])
def test_bp30_public_files_hold_no_name_in_any_byte(round, by, kind, tmp_path):
    weighed(round, name="Hedwig Kern", text="Ich, Hedwig Kern, wohne hier.")
    weighed(round, giver="organisation", organisation="Ahornverein", name="Ida Specht")

    paper = prepared.ask(round.plan, kind, by=by)

    with paper.file.open("rb") as file:
        content = file.read()
    found = everything_in(content)
    if paper.filename.endswith("pdf"):
        found += "".join(pages_of(content, tmp_path)).encode()
    for name in ("Hedwig", "Kern", "Salinenstra", "Ahornverein", "Specht", str(by)):
        assert name.encode() not in found


def test_papers_go_after_a_week_but_not_what_was_let_out(round, by):
    old = prepared.ask(round.plan, Kind.TABLE_XLSX, by=by)
    kept = prepared.ask(round.plan, Kind.PUBLIC_XLSX, by=by)
    prepared.let_out(kept, by=approver())

    dropped = prepared.drop_old(timezone.now() + timedelta(days=8))

    assert dropped == 1
    assert not old.file.storage.exists(old.file.name)
    assert list(PreparedFile.objects.values_list("pk", flat=True)) == [kept.pk]


def test_making_and_fetching_papers_stays_on_record(client, round, by):
    client.force_login(by)
    paper = prepared.ask(round.plan, Kind.TABLE_XLSX, by=by)

    answer = client.get(reverse("planning:paper_file", args=[round.plan.pk, paper.pk]))

    assert body_of(answer)[:2] == b"PK"
    actions = AuditEntry.objects.filter(actor=by).values_list("action", flat=True)
    assert list(actions) == ["planning.fetch", "planning.paper"]
