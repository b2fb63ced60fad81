import io
import zipfile
from datetime import timedelta

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from home import roles
from home.models import AuditEntry
from home.registries import tasks_for
from home.rights_sync import sync_roles
from participation.planning import (
    documents,
    in_force,
    pdf,
    pdf_check,
    readiness,
    redacted_copies,
)
from participation.planning.file_kinds import LARGEST, check_file
from participation.planning.models import (
    DocumentVersion,
    PlanDocument,
    PublishedVersion,
)
from tests.factories.home import UserFactory
from tests.factories.participation import days_from_now
from tests.factories.planning import (
    DocumentVersionFactory,
    PlanDocumentFactory,
    PlanFactory,
    RoundFactory,
    publish,
)


@pytest.fixture
def planner(db):
    return UserFactory(roles=[roles.PARTICIPATION_PLANNERS])


@pytest.fixture
def approver(db):
    return UserFactory(roles=[roles.PARTICIPATION_APPROVERS])


def accessible_pdf():
    """One of our own papers: tagged, in German, with a title."""
    data = {"title": "Vermerk", "town": "", "plan": [], "notices": [], "documents": []}
    watch = {"facts": [], "gaps": []}
    data |= {"accesses": [], "portals": [], "watch": watch, "as_of": "heute"}
    return pdf.compiled("certificate", data)


def plain_pdf(**changes):
    made = pikepdf.new()
    made.add_blank_page()
    content = io.BytesIO()
    made.save(content, **changes)
    return content.getvalue()


def archive(*names):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as packed:
        for name in names:
            packed.writestr(name, "Inhalt")
    return content.getvalue()


def file(content, name="Begründung.pdf"):
    return SimpleUploadedFile(name, content)


def shown(version=None, **fields):
    """A version that a running round shows."""
    version = version or DocumentVersionFactory()
    return publish(version, RoundFactory(plan=version.document.plan, **fields))


def replacement(row, by, because="Ein Maß war falsch."):
    new = ContentFile(plain_pdf(), "begruendung-neu.pdf")
    return documents.add_version(row.version.document, new, by=by, because=because)


@pytest.mark.parametrize(
    ("name", "content", "label"),
    [
        ("a.pdf", b"%PDF-1.7", "PDF"),
        ("a.PDF", b"%PDF-1.4", "PDF"),
        ("a.docx", archive("word/document.xml"), "DOCX"),
        ("a.xlsx", archive("xl/workbook.xml"), "XLSX"),
        ("a.odt", archive("content.xml"), "ODT"),
        ("a.jpeg", b"\xff\xd8\xff\xe0", "JPEG"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "PNG"),
    ],
)
def test_kind_is_told_by_content(name, content, label):
    assert check_file(file(content, name)).label == label


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"<html>"),
        ("a.pdf", b""),
        ("a.html", b"<html>"),
        ("a.svg", b"<svg>"),
        ("a.docx", archive("xl/workbook.xml")),
        ("a.docx", archive("word/document.xml", "word/vbaProject.bin")),
        ("a.odt", archive("content.xml", "Basic/Standard/Modul.xml")),
        ("a.docx", b"PK\x03\x04 kaputt"),
        ("pdf", b"%PDF-1.7"),
    ],
)
def test_other_content_is_refused(name, content):
    with pytest.raises(ValidationError):
        check_file(file(content, name))


def test_large_file_is_refused_with_its_limit():
    large = file(b"%PDF-1.7")
    large.size = LARGEST + 1

    with pytest.raises(ValidationError, match="50"):
        check_file(large)


def test_bf07_pdf_is_asked_for_structure_language_and_title():
    assert pdf_check.problems(file(accessible_pdf())) == []
    assert len(pdf_check.problems(file(plain_pdf()))) == 3


def test_bf07_locked_and_damaged_pdf_can_not_be_read():
    locked = plain_pdf(encryption=pikepdf.Encryption(owner="a", user="b"))

    assert pdf_check.problems(file(locked)) is None
    assert pdf_check.problems(file(b"%PDF-1.7 kaputt")) is None


def test_bp29_upload_stores_size_and_both_checksums(planner):
    content = accessible_pdf()
    document = PlanDocumentFactory()

    version = documents.add_version(document, file(content), by=planner)

    assert (version.number, version.size) == (1, len(content))
    assert (len(version.sha256), len(version.sha512)) == (64, 128)
    assert version.is_tagged
    assert version.filename == "Begründung.pdf"
    with version.file.open() as stored:
        assert stored.read() == content
    assert AuditEntry.objects.get(action="planning.upload").actor == planner


def test_bp29_versions_are_numbered_and_never_change(planner):
    document = PlanDocumentFactory()
    first = documents.add_version(document, file(plain_pdf()), by=planner)
    second = documents.add_version(document, file(plain_pdf()), by=planner)
    read = DocumentVersion.objects.get(pk=first.pk)
    read.sha256 = "0" * 64

    assert (first.number, second.number) == (1, 2)
    with pytest.raises(PermissionDenied):
        read.save()
    with pytest.raises(PermissionDenied):
        read.delete()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "role", [roles.PARTICIPATION_APPROVERS, roles.PLANNING_OFFICE, None]
)
def test_bp32_only_planners_upload(role):
    person = UserFactory(roles=[role] if role else [])

    with pytest.raises(PermissionDenied):
        documents.add_version(PlanDocumentFactory(), file(b"%PDF-1.7"), by=person)


def test_bp29_replacing_what_is_public_needs_a_reason(planner):
    row = shown()

    with pytest.raises(ValidationError):
        replacement(row, planner, because="  ")

    assert row.version.document.versions.count() == 1


def test_bp29_replacement_waits_for_a_second_person(planner, approver):
    row = shown()
    new = replacement(row, planner)
    both = UserFactory(
        roles=[roles.PARTICIPATION_PLANNERS, roles.PARTICIPATION_APPROVERS]
    )
    own = replacement(row, both)

    assert PublishedVersion.objects.get() == row
    for version, person in ((new, planner), (own, both)):
        with pytest.raises(PermissionDenied):
            documents.confirm_version(version, by=person, asks_renewal=False)
    assert PublishedVersion.objects.get() == row


def test_bp29_confirmed_replacement_takes_the_place_and_the_old_one_stays(
    planner, approver
):
    row = shown()
    new = replacement(row, planner)

    documents.confirm_version(new, by=approver, asks_renewal=False)

    old, current = PublishedVersion.objects.order_by("version__number")
    new.refresh_from_db()
    assert (old.version, current.version) == (row.version, new)
    assert old.last_minute == current.first_minute == new.confirmed_at
    assert (new.confirmed_by, new.asks_renewal) == (approver, False)
    entry = AuditEntry.objects.get(action="planning.replace")
    assert (entry.actor, entry.reason) == (approver, "Ein Maß war falsch.")


def test_bp29_confirming_twice_does_it_once(planner, approver):
    new = replacement(shown(), planner)
    first = documents.confirm_version(new, by=approver, asks_renewal=True)

    again = documents.confirm_version(new, by=approver, asks_renewal=False)

    assert again.confirmed_at == first.confirmed_at
    assert again.asks_renewal
    assert PublishedVersion.objects.count() == 2


def test_bp29_older_version_can_not_come_back(planner, approver):
    row = shown()
    second, third = replacement(row, planner), replacement(row, planner)
    documents.confirm_version(third, by=approver, asks_renewal=False)

    with pytest.raises(ValidationError):
        documents.confirm_version(second, by=approver, asks_renewal=False)


def test_bp29_what_was_never_public_leaves_no_trace_in_the_round(planner, approver):
    row = shown(first_day=days_from_now(3), last_day=days_from_now(40))
    new = replacement(row, planner)

    documents.confirm_version(new, by=approver, asks_renewal=False)

    assert PublishedVersion.objects.get().version == new


def test_bp29_decision_to_publish_again_waits_until_it_is_done(planner, approver):
    row = shown()
    new = replacement(row, planner)
    assert tasks_titled(approver, "begründung") == 1
    documents.confirm_version(new, by=approver, asks_renewal=True)
    due = list(documents.renewals_due())

    publish(new, RoundFactory(plan=row.round.plan, rule="4a-3", number=2))

    assert tasks_titled(approver, "begründung") == 0
    assert due == [new]
    assert list(documents.renewals_due()) == []


def tasks_titled(person, word):
    return sum(word in task.title.lower() for task in tasks_for(person))


def test_after_a_round_a_new_version_is_no_replacement(planner):
    row = shown(over=True)

    new = documents.add_version(row.version.document, file(plain_pdf()), by=planner)

    assert not documents.waiting_for_confirmation(timezone.localdate()).exists()
    with pytest.raises(ValidationError):
        documents.confirm_version(
            new,
            by=UserFactory(roles=[roles.PARTICIPATION_APPROVERS]),
            asks_renewal=False,
        )


def test_versions_of_a_round_are_chosen_before_approval(planner):
    plan = PlanFactory()
    version = DocumentVersionFactory(document__plan=plan)
    other = DocumentVersionFactory(document=version.document, number=2)
    round = RoundFactory(plan=plan, draft=True, submitted_at=timezone.now())

    documents.choose_versions(round, [version], by=planner)
    documents.choose_versions(round, [other], by=planner)

    assert round.published_versions.get().version == other
    round.refresh_from_db()
    assert round.submitted_at is None


def test_versions_of_a_round_stand_once_it_is_approved(planner):
    row = shown()

    with pytest.raises(ValidationError):
        documents.choose_versions(row.round, [], by=planner)

    assert row.round.published_versions.count() == 1


def test_round_shows_one_version_of_its_own_documents(planner):
    round = RoundFactory(draft=True)
    first = DocumentVersionFactory(document__plan=round.plan)
    second = DocumentVersionFactory(document=first.document, number=2)

    for wrong in ([first, second], [DocumentVersionFactory()]):
        with pytest.raises(ValidationError):
            documents.choose_versions(round, wrong, by=planner)


# --- The desk ---------------------------------------------------------------


@pytest.fixture
def at_desk(client, planner):
    sync_roles()
    client.force_login(planner)
    return client


def test_planner_adds_a_document_and_its_file(at_desk):
    plan = PlanFactory()
    data = {"title": "Umweltbericht", "role": "1050", "position": 2}
    data |= {"topics": ["wasser", "boden"], "keywords": "Starkregen\nVersiegelung"}

    made = at_desk.post(reverse("planning:document_create", args=[plan.pk]), data)
    uploaded = at_desk.post(made.url, {"file": file(plain_pdf(), "umwelt.pdf")})
    page = at_desk.get(uploaded.url).content.decode()

    document = PlanDocument.objects.get()
    assert document.topics == ["wasser", "boden"]
    assert document.keywords == ["Starkregen", "Versiegelung"]
    assert "umwelt.pdf" in page
    assert document.versions.get().sha256 in page


def test_unreadable_pdf_is_refused_in_words(at_desk):
    document = PlanDocumentFactory()
    address = reverse("planning:version_create", args=[document.plan_id, document.pk])

    answer = at_desk.post(address, {"file": file(b"%PDF-1.7 kaputt")})

    assert answer.status_code == 400
    assert document.versions.count() == 0


def test_words_of_an_announced_document_stand(at_desk):
    document = shown().version.document
    address = reverse("planning:document_edit", args=[document.plan_id, document.pk])

    at_desk.post(address, {"title": "Anders", "role": "9999", "position": 7})

    document.refresh_from_db()
    assert (document.title, document.position) == ("Begründung", 7)


def test_second_person_confirms_on_the_desk(client, planner, approver):
    sync_roles()
    new = replacement(shown(), planner)
    address = reverse("planning:version_confirm", args=[new.document.plan_id, new.pk])

    client.force_login(planner)
    refused = client.get(address, follow=True)
    client.force_login(approver)
    undecided = client.post(address, {"asks_renewal": ""})
    decided = client.post(address, {"asks_renewal": "ja"})

    new.refresh_from_db()
    assert refused.redirect_chain  # the administration's way to say no
    assert undecided.status_code == 400
    assert decided.status_code == 302
    assert new.asks_renewal is True


def test_planner_chooses_versions_on_the_desk(at_desk):
    version = DocumentVersionFactory()
    round = RoundFactory(plan=version.document.plan, draft=True)
    where = [round.plan_id, round.pk]
    data = {f"document-{version.document_id}": version.pk}

    at_desk.post(reverse("planning:round_documents", args=where), data)

    assert round.published_versions.get().version == version


def test_draft_file_is_sent_to_planners_and_kept_by_nobody(at_desk):
    version = DocumentVersionFactory(content=b"%PDF-1.7 Entwurf")
    where = [version.document.plan_id, version.pk]

    answer = at_desk.get(reverse("planning:version_file", args=where))

    assert b"".join(answer.streaming_content) == b"%PDF-1.7 Entwurf"
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.django_db
def test_bp32_planning_office_sees_no_documents(client):
    sync_roles()
    office = UserFactory(roles=[roles.PLANNING_OFFICE])
    version = DocumentVersionFactory()
    plan = version.document.plan
    plan.office_agreement_on = timezone.localdate() - timedelta(days=1)
    plan.save()
    plan.office_people.add(office)
    client.force_login(office)

    for name, where in (
        ("documents", [plan.pk]),
        ("version_file", [plan.pk, version.pk]),
    ):
        answer = client.get(reverse(f"planning:{name}", args=where))
        assert answer.status_code in (302, 403)
        assert not answer.streaming


def test_desk_needs_the_same_queries_for_more_documents(at_desk):
    plan, counted = PlanFactory(), []
    for _ in range(3):
        version = DocumentVersionFactory(document__plan=plan)
        publish(version, RoundFactory(plan=plan, number=10 + len(counted)))
        at_desk.get(reverse("planning:documents", args=[plan.pk]))
        with CaptureQueriesContext(connection) as queries:
            at_desk.get(reverse("planning:documents", args=[plan.pk]))
        counted.append(len(queries))

    assert counted[0] == counted[1] == counted[2]


def private_letter(planner, **fields):
    """What a neighbour wrote, uploaded by a planner."""
    document = PlanDocumentFactory(
        role=PlanDocument.Role.ENVIRONMENT_STATEMENT,
        title="Hinweise zum Lärm",
        written_by=PlanDocument.Writer.PERSON,
    )
    return DocumentVersionFactory(document=document, uploaded_by=planner, **fields)


def words_missing(round):
    return [item.words for item in readiness.needed(round) if "Hinweise" in item.words]


def test_bp30_private_statement_stops_a_round_until_a_second_person_has_read_it(
    planner, approver
):
    version = private_letter(planner)
    round = RoundFactory(plan=version.document.plan, draft=True)
    round.published_versions.create(version=version)

    assert len(words_missing(round)) == 1
    with pytest.raises(PermissionDenied):
        redacted_copies.confirm(version, by=planner)
    redacted_copies.confirm(version, by=approver)

    assert words_missing(round) == []
    version.refresh_from_db()
    assert version.redacted_by == approver
    assert AuditEntry.objects.get(action="planning.confirm_copy").actor == approver


def test_bp30_private_statement_replaces_nothing_before_it_was_read(planner, approver):
    row = shown(private_letter(planner))
    new = replacement(row, planner)

    with pytest.raises(ValidationError):
        documents.confirm_version(new, by=approver, asks_renewal=False)
    redacted_copies.confirm(new, by=approver)

    assert documents.confirm_version(new, by=approver, asks_renewal=False).confirmed_at


def test_bp30_private_statement_does_not_come_into_force_unread(planner):
    version = private_letter(planner)

    words = " ".join(
        in_force.missing(version.document.plan, {"versions": [version.pk]})
    )

    assert "Hinweise zum Lärm" in words


def test_bp30_the_second_person_sees_what_a_scan_finds_and_gives_their_word(
    client, planner, approver
):
    sync_roles()
    content = letter("Rufen Sie an: 06322 123456, kern@example.org")
    version = private_letter(planner, filename="brief.pdf", content=content)
    where = [version.document.plan_id, version.pk]
    address = reverse("planning:version_copy", args=where)
    assert address in {task.url for task in tasks_for(approver)}
    assert address not in {task.url for task in tasks_for(planner)}

    client.force_login(planner)
    refused = client.get(address, follow=True)
    client.force_login(approver)
    page = client.get(address).content.decode()
    unread = client.post(address, {})
    read = client.post(address, {"is_redacted": "on"})

    version.refresh_from_db()
    assert refused.redirect_chain
    assert "kern@example.org" in page
    assert unread.status_code == 400
    assert read.status_code == 302
    assert version.redacted_by == approver
    assert address not in {task.url for task in tasks_for(approver)}


def test_bp30_scan_reads_what_a_black_bar_only_covers(planner):
    content = letter("kern@example.org", drawn="0 g 40 690 500 30 re f")
    version = private_letter(planner, filename="brief.pdf", content=content)

    [found] = redacted_copies.findings(version)

    assert found.text == "kern@example.org"


def letter(words, drawn=""):
    """A letter of one line as PDF, as a program reads it; ``drawn`` lies above it."""
    made = pikepdf.new()
    made.add_blank_page()
    page = made.pages[0]
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Courier,
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    line = f"BT /F1 12 Tf 50 700 Td ({words}) Tj ET {drawn}"
    page.Contents = made.make_stream(line.encode())
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def test_bp30_desk_asks_who_wrote_an_environmental_statement(at_desk):
    plan = PlanFactory()
    data = {"title": "Schreiben", "role": "2700", "position": 1}
    address = reverse("planning:document_create", args=[plan.pk])

    unsaid = at_desk.post(address, data)
    said = at_desk.post(address, data | {"written_by": "person"})

    assert [unsaid.status_code, said.status_code] == [400, 302]
    assert PlanDocument.objects.get().written_by == "person"
