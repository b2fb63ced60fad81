"""BP-14 to BP-17: a statement is written, checked, sent, and never lost."""

import io
import re
import uuid
from datetime import timedelta
from hashlib import sha256

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from home.models import AuditEntry, Letter
from participation import receipts
from participation.models import Activity
from participation.overview import procedure_url
from participation.planning import drafts, statement_papers, statements
from participation.planning.models import Statement, StatementDraft, StatementFile
from tests.factories.home import UserFactory
from tests.factories.participation import ContributionFactory, days_from_now
from tests.factories.planning import (
    DocumentVersionFactory,
    PlanFactory,
    RoundFactory,
    noon,
    publish,
)
from tests.leaks.reading import body_of

pytestmark = pytest.mark.django_db
LOOKUP = "/beteiligung/quittung/"
TEXT = "Die Straße ist zu schmal.\n\nBitte breiter bauen."
SIGNED = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3 mit Signatur /ByteRange [0 1 2 3]"


@pytest.fixture(autouse=True)
def _town(town, settings, tmp_path):
    settings.PRIVATE_MEDIA_ROOT = tmp_path


@pytest.fixture
def in_round():
    return RoundFactory()


def address(in_round, *more, name="statement_create"):
    where = [in_round.procedure.slug, in_round.key, *more]
    return reverse(f"participation:{name}", args=where)


def draft_at(in_round, key):
    return address(in_round, key, name="statement_draft")


def write(client, in_round, key=None, step="pruefen", text=TEXT, **fields):
    key = key or uuid.uuid4()
    data = {"text": text, "schritt": step, **fields}
    return client.post(draft_at(in_round, key), data)


def send(client, in_round, key):
    review = address(in_round, key, name="statement_review")
    page = client.get(review).content.decode()
    [seen] = re.findall(r'name="gelesen" value="(\w+)"', page)
    return client.post(review, {"gelesen": seen})


def give(client, in_round, key=None, **fields):
    """The whole way, as somebody goes it; returns the page of the receipt."""
    key = key or uuid.uuid4()
    write(client, in_round, key, **fields)
    return client.get(send(client, in_round, key).url)


def code_on(answer):
    return re.search(r'receipt__code">([\w-]+)<', answer.content.decode()).group(1)


def content_of(row):
    with row.file.open() as file:
        return file.read()


def picture():
    file, told = io.BytesIO(), Image.Exif()
    told[0x010E] = "geheim"
    Image.new("RGB", (4, 4), "red").save(file, "JPEG", exif=told)
    return SimpleUploadedFile("IMG 1.jpg", file.getvalue())


def test_bp14_statement_needs_no_account_no_cookie_no_consent(client, in_round):
    page = client.get(address(in_round))
    answer = give(client, in_round)

    statement = Statement.objects.get()
    assert statement.original.text == TEXT
    assert (statement.origin, statement.number, statement.name) == ("online", 1, "")
    assert statement.reference in answer.content.decode()
    assert client.cookies == {}
    assert 'type="checkbox"' not in page.content.decode()


def test_ds01_form_tells_the_basis_and_ds02_asks_for_the_text_alone(client, in_round):
    page = client.get(address(in_round)).content.decode()
    answer = write(client, in_round, text="", name="Hedwig Kern")

    assert "Art. 6 Abs. 1 Buchst. e DSGVO" in page
    assert "das Ergebnis nur mitteilen, wenn" in page
    assert "100.000 Zeichen" in page
    assert answer.status_code == 400
    assert list(answer.context["form"].errors) == ["text"]
    assert 'value="Hedwig Kern"' in answer.content.decode()


def test_bp15_unproven_address_neither_delays_nor_stops_it(client, in_round):
    with time_machine.travel(noon(timezone.localdate()), tick=False):
        give(client, in_round, email="nie-bestaetigt@example.org")

    statement = Statement.objects.get()
    assert statement.received_at == noon(timezone.localdate())
    assert [letter.to for letter in Letter.objects.all()] == [statement.email]
    body = Letter.objects.get().body
    assert TEXT in body
    assert statement.original.sha256 in body
    assert receipts.code_for(statement.idempotency_key) not in body


def test_bp16_no_mail_without_an_address(client, in_round):
    give(client, in_round, name="Hedwig Kern", address="Salinenstraße 4")

    assert Letter.objects.count() == 0


def test_bp16_review_shows_all_of_it_before_anything_is_sent(client, in_round):
    document = publish(DocumentVersionFactory(), in_round).version.document
    key = uuid.uuid4()

    write(
        client,
        in_round,
        key,
        document=document.pk,
        passage="Abschnitt 4",
        name="Hedwig Kern",
        files=[SimpleUploadedFile("Anlage.pdf", SIGNED)],
    )
    page = client.get(address(in_round, key, name="statement_review"))

    text = page.content.decode()
    for shown in ("Bitte breiter bauen.", "Abschnitt 4", "Hedwig Kern", "Anlage.pdf"):
        assert shown in text
    assert str(document) in text
    assert sha256(SIGNED).hexdigest() in text
    assert Statement.objects.count() == 0


def test_bp16_receipt_has_number_time_with_offset_hash_and_text(client, in_round):
    key = uuid.uuid4()
    with time_machine.travel("2027-06-14T21:59:58Z", tick=False):
        in_round.first_day, in_round.last_day = "2027-06-01", "2027-07-01"
        in_round.save()
        page = give(client, in_round, key).content.decode()
        papers = [
            client.get(address(in_round, key, kind, name="statement_copy"))
            for kind in ("pdf", "txt")
        ]

    statement = Statement.objects.get()
    pdf, text = (paper.content for paper in papers)
    printed = str(statement_papers.receipt_data(statement, "7KQM"))
    for shown in (page, printed):
        assert statement.reference in shown
        assert "2027-06-14T23:59:58+02:00" in shown
        assert "Bitte breiter bauen." in shown
    assert sha256(text).hexdigest() == statement.original.sha256
    assert statement.original.sha256 in page
    assert statement.original.sha256 in printed
    assert pdf.startswith(b"%PDF-")
    assert b"/StructTreeRoot" in pdf


@pytest.mark.parametrize(
    ("rule", "email", "is_promised"),
    [("3-1", "kern@example.org", False), ("3-2", "", False),
     ("3-2", "kern@example.org", True)],
    ids=["early", "without an address", "with an address"],
)  # fmt: skip
def test_receipt_promises_a_message_where_one_will_come(
    client, rule, email, is_promised
):
    page = give(client, RoundFactory(rule=rule), email=email).content.decode()

    assert ("Danach teilen wir Ihnen das Ergebnis mit" in page) == is_promised


def test_bp16_receipt_is_shown_for_an_hour_and_by_the_code_later(client, in_round):
    key = uuid.uuid4()
    code = code_on(give(client, in_round, key))

    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        later = client.get(address(in_round, key, name="statement_receipt"))
        paper = client.get(address(in_round, key, "pdf", name="statement_copy"))
        by_code = client.post(LOOKUP, {"code": code}).content.decode()

    assert "breiter" not in later.content.decode()
    assert code not in later.content.decode()
    assert paper.status_code == 404
    assert "Bitte breiter bauen." in by_code
    assert Statement.objects.get().original.sha256 in by_code


def test_the_same_form_sent_twice_is_one_statement_with_one_receipt(client, in_round):
    key = uuid.uuid4()
    write(client, in_round, key)
    write(client, in_round, key)
    row = StatementDraft.objects.get()

    first = send(client, in_round, key)
    again = client.post(address(in_round, key, name="statement_review"), {})
    reloaded = write(client, in_round, key)

    assert first.url == again.url == reloaded.url
    assert [s.idempotency_key for s in Statement.objects.all()] == [row.key]
    assert StatementDraft.objects.count() == 0


def test_another_text_in_a_form_that_was_sent_is_another_statement(client, in_round):
    key = uuid.uuid4()
    give(client, in_round, key)

    for _attempt in range(2):
        answer = write(client, in_round, key, text="Und der Lärm!")
    new = StatementDraft.objects.get()
    send(client, in_round, new.key)

    assert answer.url == address(in_round, new.key, name="statement_review")
    texts = [statement.original.text for statement in Statement.objects.all()]
    assert texts == [TEXT, "Und der Lärm!"]


def test_what_was_changed_in_another_window_is_read_again_before_it_is_sent(
    client, in_round
):
    key = uuid.uuid4()
    write(client, in_round, key)
    review = address(in_round, key, name="statement_review")
    seen = drafts.digest_of(StatementDraft.objects.get())

    write(client, in_round, key, text="Etwas anderes.")
    answer = client.post(review, {"gelesen": seen})

    assert answer.status_code == 409
    assert "Etwas anderes." in answer.content.decode()
    assert Statement.objects.count() == 0


def test_bp17_form_stays_open_after_the_end_and_marks_what_is_late(client):
    over = RoundFactory(over=True)

    page = client.get(address(over)).content.decode()
    receipt = give(client, over).content.decode()

    assert "§ 4a Abs. 5 Satz 1 BauGB" in page
    assert Statement.objects.get().is_late
    assert "Als verspätet gekennzeichnet" in receipt


@pytest.mark.parametrize(("moment", "late"), [("21:59:59", False), ("22:00:00", True)])
def test_bp17_the_last_day_ends_at_midnight_in_berlin(client, moment, late):
    in_round = RoundFactory(first_day="2027-06-01", last_day="2027-07-01")
    key = uuid.uuid4()

    with time_machine.travel(f"2027-07-01T{moment}Z", tick=False):
        give(client, in_round, key)

    assert Statement.objects.get().is_late == late


def test_before_the_first_day_it_is_refused_in_words_and_the_text_comes_back(client):
    soon = RoundFactory(first_day=days_from_now(3), last_day=days_from_now(40))

    page = client.get(address(soon))
    answer = write(client, soon)

    assert (page.status_code, answer.status_code) == (403, 403)
    assert "Bitte breiter bauen." in answer.content.decode()
    assert StatementDraft.objects.count() == 0


def test_closed_procedure_takes_none_and_says_so(client):
    closed = PlanFactory(closed_on=days_from_now(-1))

    answer = client.get(address(RoundFactory(plan=closed)))

    assert answer.status_code == 403
    assert "abgeschlossen" in answer.content.decode()


@pytest.mark.parametrize(
    "fields", [{"to_authorities": True}, {"draft": True}], ids=["authorities", "draft"]
)
def test_rounds_that_are_not_for_the_public_are_not_found(client, fields):
    hidden = RoundFactory(**fields)

    assert client.get(address(hidden)).status_code == 404
    assert write(client, hidden).status_code == 404


def test_restricted_round_says_who_is_asked(client):
    restricted = RoundFactory(
        is_restricted=True, restricted_because="Die Eigentümer der Flurstücke 4 und 5."
    )

    page = client.get(address(restricted)).content.decode()

    assert "Die Eigentümer der Flurstücke 4 und 5." in page


def test_draft_is_kept_without_a_session_and_goes_on_later(client, in_round):
    key = uuid.uuid4()

    saved = write(client, in_round, key, step="speichern", text="Begonn", email="halb")
    later = type(client)().get(draft_at(in_round, key)).content.decode()

    assert saved.status_code == 302
    assert "Begonn" in later
    assert 'value="halb"' in later
    assert client.get(draft_at(in_round, uuid.uuid4())).status_code == 404


def test_saving_tells_the_address_to_keep(client, in_round):
    key = uuid.uuid4()

    page = client.get(write(client, in_round, key, step="speichern").url)

    assert f"http://testserver{draft_at(in_round, key)}" in page.content.decode()


def test_ad01_bytes_of_a_signed_pdf_stay_and_pictures_are_painted_anew(
    client, in_round
):
    files = [SimpleUploadedFile("Anlage.pdf", SIGNED), picture()]

    give(client, in_round, files=files)

    stored = {file.filename: file for file in StatementFile.objects.all()}
    assert content_of(stored["Anlage.pdf"]) == SIGNED
    assert stored["Anlage.pdf"].sha256 == sha256(SIGNED).hexdigest()
    assert b"geheim" not in content_of(stored["IMG 1.jpg"])


def test_bad_files_are_named_and_good_ones_stay_with_the_draft(client, in_round):
    key = uuid.uuid4()
    files = [
        SimpleUploadedFile("Anlage.pdf", SIGNED),
        SimpleUploadedFile("virus.pdf", b"MZ kein PDF"),
    ]

    answer = write(client, in_round, key, files=files)
    page = answer.content.decode()

    assert answer.status_code == 400
    assert "virus.pdf: " in page
    assert "Anlage.pdf" in page
    [kept] = drafts.files_of(StatementDraft.objects.get())
    assert kept.filename == "Anlage.pdf"


def test_no_more_than_five_files_and_each_can_be_taken_out_again(client, in_round):
    key = uuid.uuid4()
    six = [SimpleUploadedFile(f"{n}.pdf", SIGNED + bytes([n])) for n in range(6)]

    answer = write(client, in_round, key, files=six)
    first = drafts.files_of(StatementDraft.objects.get())
    write(client, in_round, key, weg=first[0].stored)
    after = drafts.files_of(StatementDraft.objects.get())

    assert answer.status_code == 400
    assert [file.filename for file in first] == [f"{n}.pdf" for n in range(5)]
    assert after == first[1:]


def test_the_same_file_sent_twice_is_attached_once(client, in_round):
    key = uuid.uuid4()

    for _attempt in range(2):
        write(client, in_round, key, files=[SimpleUploadedFile("A.pdf", SIGNED)])

    assert len(drafts.files_of(StatementDraft.objects.get())) == 1


def attachments_on(page):
    return re.findall(r'href="(/[^"]+/anlage/[^"]+)"', page.content.decode())


def test_bp16_attachments_are_opened_and_taken_out_before_sending(client, in_round):
    key, review = uuid.uuid4(), ""
    files = [a_pdf("erste.pdf"), a_pdf("zweite.pdf", SIGNED + b" 2")]
    review = write(client, in_round, key, files=files).url
    first, second = attachments_on(client.get(review))

    opened = client.get(first)
    stored = drafts.files_of(StatementDraft.objects.get())[0].stored
    after = client.post(review, {"gelesen": "x", "weg": stored}, follow=True)

    assert body_of(opened) == SIGNED
    assert "no-store" in opened["Cache-Control"]
    assert "private" in opened["Cache-Control"]
    assert opened["Content-Disposition"] == 'attachment; filename="erste.pdf"'
    assert not client.cookies
    assert attachments_on(after) == [second]
    assert client.get(first).status_code == 404
    assert not Statement.objects.exists()
    send(client, in_round, key)
    assert Statement.objects.get().files.get().filename == "zweite.pdf"
    assert client.get(second).status_code == 404


def test_bp16_no_other_key_opens_an_attachment(client, in_round):
    key = uuid.uuid4()
    [link] = attachments_on(
        client.get(write(client, in_round, key, files=[a_pdf("a.pdf")]).url)
    )
    other = uuid.uuid4()
    write(client, in_round, other, files=[a_pdf("b.pdf")])

    assert body_of(client.get(link)) == SIGNED
    for wrong in (other, uuid.uuid4()):
        assert client.get(link.replace(str(key), str(wrong))).status_code == 404
    elsewhere = RoundFactory()
    there = link.replace(in_round.procedure.slug, elsewhere.procedure.slug)
    assert client.get(there).status_code == 404


def test_flood_is_answered_429_and_the_text_comes_back(client, in_round, monkeypatch):
    monkeypatch.setattr("participation.planning.views.statements.MOST_PER_ADDRESS", 1)
    key = uuid.uuid4()
    write(client, in_round, key)

    answer = write(client, in_round, text="Noch ein Gedanke")
    sent = send(client, in_round, key)

    assert answer.status_code == 429
    assert "Noch ein Gedanke" in answer.content.decode()
    assert sent.status_code == 302
    assert Statement.objects.count() == 1


def test_b1_statement_cites_an_earlier_idea(client, in_round):
    page = in_round.procedure
    activity = Activity.objects.create(
        procedure=page, key="a", format="ideas", title="I"
    )
    idea = ContributionFactory(activity=activity, title="Mehr Bäume")

    form = client.get(f"{address(in_round)}?beitrag={idea.pk}").content.decode()
    answer = give(client, in_round, idea=idea.pk)

    assert "Mehr Bäume" in form
    assert Statement.objects.get().idea == idea
    assert "Mehr Bäume" in answer.content.decode()


def contribution_to(in_round, **fields):
    activities = Activity.objects
    activity, _new = activities.get_or_create(
        procedure=in_round.procedure, key="a", format="ideas", title="I"
    )
    return ContributionFactory(activity=activity, title="Mehr Bäume", **fields)


def test_bp33_a_contribution_leads_to_the_form_and_is_handed_in_by_hand(
    client, in_round
):
    idea = contribution_to(in_round)
    link = f"{address(in_round)}?beitrag={idea.pk}"

    assert f'href="{link}"' in client.get(idea.get_absolute_url()).content.decode()

    form = client.get(link).content.decode()
    assert f"Mehr Bäume\n\n{idea.text}</textarea>" in form
    assert not Statement.objects.exists()
    assert not StatementDraft.objects.exists()

    give(client, in_round, text="Mehr Bäume, und zwar Linden.", idea=idea.pk)
    statement = Statement.objects.get()
    assert statement.current.text == "Mehr Bäume, und zwar Linden."
    assert statement.idea == idea


def test_bp33_the_form_takes_over_what_the_visitor_may_read_and_nothing_else(
    client, in_round
):
    author = UserFactory()
    waiting = contribution_to(in_round, status="waiting", author=author)
    elsewhere = ContributionFactory(title="Mehr Bäume")

    def form_with(pk):
        return client.get(f"{address(in_round)}?beitrag={pk}").content.decode()

    for pk in (waiting.pk, elsewhere.pk, 10**30, "x"):
        assert "Mehr Bäume" not in form_with(pk)

    client.force_login(author)
    own = form_with(waiting.pk)
    assert "Mehr Bäume" in own
    assert f'value="{waiting.pk}" selected' not in own


@pytest.mark.parametrize(
    "fields", [{"over": True}, {"draft": True}, {"to_authorities": True}]
)
def test_bp33_no_round_runs_so_no_contribution_leads_to_a_statement(client, fields):
    in_round = RoundFactory(**fields)

    page = client.get(contribution_to(in_round).get_absolute_url()).content.decode()

    assert "/stellungnahme/" not in page


def test_bp33_a_withdrawn_contribution_leads_to_no_statement(client, in_round):
    author = UserFactory()
    idea = contribution_to(in_round, author=author, withdrawn_at=timezone.now())
    client.force_login(author)

    assert "/stellungnahme/" not in client.get(idea.get_absolute_url()).content.decode()


def test_bp33_statements_stand_nowhere_in_public(client, in_round):
    give(client, in_round, text="Quendelgarten", name="Hedwig Kern")

    for path in (
        f"/beteiligung/{in_round.procedure.slug}/",
        "/suche/?q=Quendel",
        "/beteiligung/api/v1/procedures",
    ):
        page = client.get(path).content.decode()
        assert "Quendelgarten" not in page
        assert "Hedwig" not in page


def test_b3_code_opens_correction_and_withdrawal(client, in_round):
    code = code_on(give(client, in_round))
    correct = address(in_round, name="statement_correct")
    withdraw = address(in_round, name="statement_withdraw")
    form = client.post(correct, {"code": code})
    data = {"code": code, "text": "Sie ist zu breit.", "key": uuid.uuid4()}

    done, _again = (client.post(correct, data) for _attempt in range(2))
    client.post(withdraw, {"code": code})
    asked = Statement.objects.get().withdrawn_at
    gone = client.post(withdraw, {"code": code, "sicher": "1"})

    statement = Statement.objects.get()
    titles = [page.context["title"] for page in (done, gone)]
    assert titles[0] == "Eingegangen" != titles[1]
    assert "Die Straße ist zu schmal." in form.content.decode()
    assert done.status_code == 200
    assert [version.text for version in statement.versions.all()] == [
        TEXT,
        "Sie ist zu breit.",
    ]
    assert (statement.original.text, asked) == (TEXT, None)
    assert statement.withdrawn_at is not None
    assert client.post(correct, data | {"key": uuid.uuid4()}).status_code == 403


@pytest.mark.parametrize("name", ["statement_correct", "statement_withdraw"])
def test_b3_change_is_asked_for_with_the_code_and_leads_back(client, in_round, name):
    code = code_on(give(client, in_round))

    page = client.post(address(in_round, name=name), {"code": code}).content.decode()

    [asked] = re.findall(r'<form method="post".*?</form>', page, re.S)
    assert f'name="code" value="{code}"' in asked
    assert f'href="{procedure_url(in_round.procedure.slug)}"' in asked


def a_pdf(name, content=SIGNED):
    return SimpleUploadedFile(name, content)


def test_b3_correction_changes_files_and_the_old_ones_stay_with_the_old_wording(
    client, in_round
):
    old = [a_pdf("alt.pdf"), a_pdf("bleibt.pdf", SIGNED + b" B")]
    code = code_on(give(client, in_round, files=old))
    correct = address(in_round, name="statement_correct")
    gone, stays = Statement.objects.get().files.all()
    asked = client.post(correct, {"code": code}).content.decode()
    data = {"code": code, "text": TEXT, "key": uuid.uuid4(), "weg": [gone.pk]}

    for _attempt in range(2):
        new = {"files": a_pdf("neu.pdf", SIGNED + b" N")}
        assert client.post(correct, data | new).status_code == 200

    assert "alt.pdf" in asked
    statement = Statement.objects.get()
    added = statement.files.get(filename="neu.pdf")
    assert statement.current_files == [stays, added]
    assert [statement.versions.count(), statement.current.text] == [2, TEXT]
    assert [file.belongs_to(1) for file in (gone, stays, added)] == [True, True, False]
    assert content_of(gone) == SIGNED
    entry = AuditEntry.objects.get(action="planning.statement_correct")
    assert entry.data["files_added"] == [added.sha256]
    assert entry.data["files_removed"] == [gone.sha256]


def test_b3_correction_takes_no_bad_file_and_none_of_another_statement(
    client, in_round
):
    code = code_on(give(client, in_round, files=[a_pdf("eigene.pdf")]))
    own = Statement.objects.get().files.get()
    give(client, in_round, text="Anderes", files=[a_pdf("fremde.pdf")])
    other = StatementFile.objects.exclude(pk=own.pk).get()
    correct = address(in_round, name="statement_correct")
    data = {"code": code, "text": TEXT, "key": uuid.uuid4()}

    bad = client.post(correct, data | {"files": a_pdf("x.pdf", b"MZ")})
    foreign = client.post(correct, data | {"weg": [other.pk]})
    nothing = client.post(correct, data)

    assert [bad.status_code, foreign.status_code, nothing.status_code] == [400] * 3
    assert not StatementFile.objects.exclude(last_version=None).exists()


@pytest.mark.parametrize("name", ["correct", "withdraw", "paper"])
def test_wrong_code_opens_nothing(client, in_round, name):
    give(client, in_round)
    code = receipts.code_for(uuid.uuid4())

    answer = client.post(address(in_round, name=f"statement_{name}"), {"code": code})

    assert answer.status_code == 404


def test_audit_trail_knows_that_it_came_and_not_what_it_says(client, in_round):
    give(client, in_round, name="Hedwig Kern")

    entry = AuditEntry.objects.get(action="planning.statement_received")
    assert entry.data["sha256"] == Statement.objects.get().original.sha256
    assert "Kern" not in f"{entry.subject}{entry.reason}{entry.data}"
    assert "schmal" not in str(entry.data)


def test_signed_in_people_send_it_with_their_token(client, in_round):
    client.force_login(UserFactory())

    answer = give(client, in_round)

    assert answer.status_code == 200
    assert Statement.objects.count() == 1


def test_refused_statement_leaves_nothing_behind(client, in_round):
    with pytest.raises(statements.PermissionDenied):
        statements.submit_statement(
            in_round,
            key=uuid.uuid4(),
            at=timezone.now(),
            text=TEXT,
            values={},
            origin="letter",
        )

    assert Statement.objects.count() == 0


def test_old_drafts_go_a_month_after_the_end_with_their_files(
    client, tmp_path, django_capture_on_commit_callbacks
):
    over = RoundFactory(over=True)
    key = uuid.uuid4()
    write(client, over, key, files=[SimpleUploadedFile("A.pdf", SIGNED)])

    kept = drafts.drop_old_drafts(timezone.now() + timedelta(days=20))
    with django_capture_on_commit_callbacks(execute=True):
        gone = drafts.drop_old_drafts(timezone.now() + timedelta(days=60))

    assert (kept, gone) == (0, 1)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
