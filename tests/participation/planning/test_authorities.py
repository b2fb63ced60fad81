"""Asking authorities: invitations, their link, their period (BP-12, BP-13, B13)."""

import logging
import re
import uuid
from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from home import roles
from home.logs import WithoutKeys
from home.models import AuditEntry, Letter
from participation.clock import BERLIN
from participation.planning import (
    authority_answers,
    authority_decisions,
    authority_follow_up,
    invitations,
)
from participation.planning.models import (
    AuthorityInvitation,
    AuthorityMessage,
    Statement,
    StatementDraft,
)
from tests.factories.home import UserFactory
from tests.factories.participation import days_from_now
from tests.factories.planning import (
    AuthorityFactory,
    DocumentVersionFactory,
    PlanDocumentFactory,
    RoundFactory,
    publish,
)
from tests.leaks.reading import body_of

pytestmark = pytest.mark.django_db
Kind = AuthorityMessage.Kind


@pytest.fixture(autouse=True)
def _town(town, settings, tmp_path):
    settings.PRIVATE_MEDIA_ROOT = tmp_path


@pytest.fixture
def planner():
    return UserFactory(roles=[roles.PARTICIPATION_PLANNERS])


@pytest.fixture
def asked():
    """A round of § 4 (2) with one document."""
    found = RoundFactory(to_authorities=True)
    document = PlanDocumentFactory(plan=found.plan)
    publish(DocumentVersionFactory(document=document, content=b"%PDF-1.7 A"), found)
    return found


def noon(day):
    return datetime.combine(day, datetime.min.time(), BERLIN) + timedelta(hours=12)


def link_in(letter):
    return re.search(r"/beteiligung/traeger/[\w-]+/", letter.body).group()


def invite_one(asked, planner, **fields):
    """An authority's invitation, and the link in its mail."""
    at = fields.pop("at", None)
    [made] = invitations.invite(asked, [AuthorityFactory(**fields)], by=planner, at=at)
    return made, link_in(made.letter) if made.letter else ""


def test_bp12_each_is_written_to_with_time_text_checksums_and_who(asked, planner):
    authority = AuthorityFactory(name="Forstamt", email="forst@example.org")

    [made] = invitations.invite(asked, [authority], by=planner, note="Eilt nicht.")

    [message], [letter] = made.messages.all(), Letter.objects.all()
    version = asked.published_versions.get().version
    assert (message.to, message.made_by, message.letter) == (
        "forst@example.org",
        planner,
        letter,
    )
    assert made.enclosed == [
        {
            "name": "Begründung",
            "filename": "begruendung.pdf",
            "sha256": version.sha256,
        }
    ]
    assert version.sha256 in message.text
    assert "Eilt nicht." in message.text
    assert "§ 4 Abs. 2 BauGB" in message.text
    assert made.deadline["sentence"] in letter.body
    entry = AuditEntry.objects.get(action="planning.invite_authorities")
    assert entry.actor == planner
    assert entry.data == {"plan": asked.plan_id, "number": 1}


def test_bp12_the_file_and_the_database_never_hold_the_link(asked, planner):
    made, link = invite_one(asked, planner)
    key = link.split("/")[-2]

    assert len(key) >= 43  # 256 bits
    assert made.link_digest == invitations.digest_of(key)
    assert key not in made.messages.get().text
    assert key not in str(AuditEntry.objects.values())


def test_bp12_delivery_is_noted_and_the_link_forgotten(asked, planner):
    made, link = invite_one(asked, planner)
    Letter.objects.update(state=Letter.State.SENT, sent_at=timezone.now())

    done = [authority_follow_up.note_deliveries(timezone.now()) for _ in range(2)]

    message = made.messages.get()
    assert done == [1, 0]
    assert message.delivered_at == message.letter.sent_at
    assert link not in message.letter.body


def test_bp12_parked_mail_is_a_bounce_until_it_goes_out_after_all(asked, planner):
    made, _link = invite_one(asked, planner)
    Letter.objects.update(state=Letter.State.PARKED)

    authority_follow_up.note_deliveries(timezone.now())
    made.refresh_from_db()
    bounced = made.bounced_at
    Letter.objects.update(state=Letter.State.SENT, sent_at=timezone.now())
    authority_follow_up.note_deliveries(timezone.now())
    made.refresh_from_db()

    assert bounced is not None
    assert made.bounced_at is None


def test_bp12_invited_twice_is_written_to_once(asked, planner):
    authority = AuthorityFactory()

    first = invitations.invite(asked, [authority], by=planner)
    second = invitations.invite(asked, [authority], by=planner)

    assert (len(first), len(second), Letter.objects.count()) == (1, 0, 1)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"draft": True, "to_authorities": True}, "zweite Person"),
        ({}, "nicht die Behörden"),
        ({"to_authorities": True, "first_day": days_from_now(2)}, "öffentlich"),
    ],
    ids=["not approved", "asks the public", "has not begun"],
)
def test_bp12_no_invitation_before_its_time(planner, fields, words):
    with pytest.raises(invitations.NotNow):
        invitations.invite(RoundFactory(**fields), [AuthorityFactory()], by=planner)

    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("role", "may"),
    [
        (roles.PARTICIPATION_PLANNERS, True),
        (roles.PARTICIPATION_APPROVERS, False),
        (roles.PLANNING_OFFICE, False),
        (roles.PARTICIPATION_EDITORS, False),
        (roles.INTRANET_READERS, False),
    ],
)
def test_bp12_only_planners_invite(asked, role, may):
    person = UserFactory(roles=[role])

    try:
        done = bool(invitations.invite(asked, [AuthorityFactory()], by=person))
    except PermissionDenied:
        done = False

    assert done is may


def test_bp12_without_mail_it_waits_for_its_letter(asked, planner):
    made, _link = invite_one(asked, planner, email="", address="Am Ring 1, Mainz")

    assert made in AuthorityInvitation.objects.to_print()
    assert not Letter.objects.exists()


def test_bp13_period_is_an_event_period_of_its_own(planner):
    asked = RoundFactory(
        to_authorities=True,
        first_day=date(2026, 11, 2),
        last_day=date(2026, 12, 2),
        approved_at=noon(date(2026, 10, 20)),
    )
    made, _link = invite_one(asked, planner, at=noon(date(2026, 12, 1)))

    assert made.received_on == date(2026, 12, 1)
    assert made.due_on == date(2027, 1, 4)  # 1 January, then a weekend
    assert made.deadline["rule"] == "4-2"
    assert "§ 187 Abs. 1 BGB" in made.deadline["sentence"]


def test_bp13_never_below_thirty_days(planner):
    asked = RoundFactory(
        to_authorities=True,
        first_day=date(2027, 1, 4),
        last_day=date(2027, 2, 4),
        approved_at=noon(date(2026, 12, 20)),
    )
    made, _link = invite_one(asked, planner, at=noon(date(2027, 1, 31)))

    assert made.due_on == date(2027, 3, 2)  # the month would end on 28 February


def test_bp13_a_longer_announced_period_holds(planner):
    asked = RoundFactory(to_authorities=True, last_day=days_from_now(60))

    made, _link = invite_one(asked, planner)

    assert made.due_on == asked.last_day
    assert made.deadline["announced"] is True
    assert f"{asked.last_day:%d.%m.%Y}" in made.messages.get().text


def test_bp13_later_receipt_moves_the_end(asked, planner):
    made, _link = invite_one(asked, planner)
    before = made.due_on

    day = made.received_on + timedelta(days=10)
    invitations.correct_receipt(made, received_on=day, by=planner)

    made.refresh_from_db()
    assert made.due_on > before
    assert made.deadline["inputs"]["start"] == day.isoformat()
    data = AuditEntry.objects.get(action="planning.correct_receipt").data
    assert data["after"] == day.isoformat()


def test_bp13_extension_counts_from_the_end_and_happens_once(asked, planner):
    made, _link = invite_one(asked, planner)
    until = made.due_on + timedelta(days=14)

    longer = authority_decisions.grant(
        made, until=until, because="Gutachten fehlt", by=planner
    )

    assert longer.last_day >= until
    assert "§ 190 BGB" in longer.deadline["extension"]["sentence"]
    message = longer.messages.get(kind=Kind.EXTENSION)
    assert "Gutachten fehlt" in message.text
    assert longer.deadline["extension"]["sentence"] in message.text
    with pytest.raises(invitations.NotNow):
        authority_decisions.grant(
            made, until=until + timedelta(days=9), because="Noch einmal", by=planner
        )


def test_bp13_extension_must_be_longer(asked, planner):
    made, _link = invite_one(asked, planner)

    with pytest.raises(ValidationError):
        authority_decisions.grant(made, until=made.due_on, because="x", by=planner)


def test_bp13_refusal_is_told_with_its_reason(asked, planner):
    made, _link = invite_one(asked, planner)
    until = made.due_on + timedelta(days=7)
    authority_answers.ask_for_time(
        made, until=until, because="Urlaub", at=timezone.now()
    )

    authority_decisions.refuse(made, because="Kein wichtiger Grund.", by=planner)

    made.refresh_from_db()
    message = made.messages.get(kind=Kind.REFUSAL)
    assert "Kein wichtiger Grund." in message.text
    assert message.letter.to == made.authority.email
    assert not made.is_asking
    assert made.last_day == made.due_on


REMINDED = [(-8, 0), (-7, 1), (-6, 1), (-1, 1), (0, 1), (1, 0)]


@pytest.mark.parametrize(("days", "reminders"), REMINDED)
def test_bp13_reminders_a_week_before_and_on_the_day(asked, planner, days, reminders):
    made, _link = invite_one(asked, planner)
    at = noon(made.due_on + timedelta(days=days))

    sent = [authority_follow_up.remind(at) for _attempt in range(2)]

    assert sent == [reminders, 0]


def test_bp13_both_reminders_come_once_each(asked, planner):
    made, _link = invite_one(asked, planner)
    days = [made.due_on + timedelta(days=n) for n in range(-9, 3)]

    sent = [day for day in days if authority_follow_up.remind(noon(day))]

    assert sent == [made.due_on - timedelta(days=7), made.due_on]
    texts = [m.text for m in made.messages.filter(kind=Kind.REMINDER)]
    assert ["endet heute" in text for text in texts] == [False, True]


def test_bp13_nobody_who_answered_or_bounced_is_reminded(asked, planner):
    answered, _link = invite_one(asked, planner)
    bounced, _link = invite_one(asked, planner)
    AuthorityInvitation.objects.filter(pk=answered.pk).update(
        answered_at=timezone.now()
    )
    invitations.record_bounce(bounced, by=planner)

    assert authority_follow_up.remind(noon(answered.due_on)) == 0


def test_bp13_new_address_after_a_bounce_begins_the_period_anew(asked, planner):
    made, old_link = invite_one(asked, planner, at=timezone.now() - timedelta(days=4))
    invitations.record_bounce(made, by=planner)
    made.authority.email = "neu@example.org"
    made.authority.save()

    invitations.send_again(made, by=planner)

    made.refresh_from_db()
    assert made.received_on == timezone.localdate()
    assert made.bounced_at is None
    assert made.letter.to == "neu@example.org"
    assert link_in(made.letter) != old_link


def get(client, link):
    return client.get(link, headers={"referer": "https://mail.example.org/"})


def test_b13_page_shows_plan_documents_and_deadline(client, asked, planner):
    made, link = invite_one(asked, planner, name="Forstamt")

    answer = get(client, link)

    text = answer.content.decode()
    assert "Forstamt" in text
    assert asked.plan.spatial_description in text
    assert made.deadline["sentence"] in text
    assert "Begründung" in text
    made.refresh_from_db()
    assert made.opened_at is not None
    assert made.answered_at is None  # a scanner of mails confirms nothing


def test_b13_page_tells_its_address_to_nobody(client, asked, planner):
    _made, link = invite_one(asked, planner)

    answer = get(client, link)

    assert answer.headers["Referrer-Policy"] == "strict-origin"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert not answer.cookies
    key = link.split("/")[-2]
    around = re.sub(
        rf'(action|href)="/beteiligung/traeger/{key}/', "", answer.content.decode()
    )
    assert key not in around
    assert "seite=%2F" not in around


@pytest.mark.parametrize(
    ("act", "status"), [("unterlagen/1/fremd.pdf", 404), ("mehr-zeit/", 409)]
)
def test_b13_refusals_tell_the_address_to_nobody(client, asked, planner, act, status):
    made, link = invite_one(asked, planner)
    AuthorityInvitation.objects.update(asked_until=made.due_on, asked_because="x")
    until = made.due_on + timedelta(days=3)

    ask = client.post if act == "mehr-zeit/" else client.get
    answer = ask(link + act, {"until": until.isoformat(), "because": "y"})

    assert answer.status_code == status
    assert link.split("/")[-2] not in answer.content.decode()
    assert answer.headers["Referrer-Policy"] == "strict-origin"


def test_b13_head_opens_nothing(client, asked, planner):
    made, link = invite_one(asked, planner)

    client.head(link)

    made.refresh_from_db()
    assert made.opened_at is None


def test_b13_document_comes_by_the_link_alone(client, asked, planner):
    _made, link = invite_one(asked, planner)
    version = asked.published_versions.get().version
    other = DocumentVersionFactory(document__plan=asked.plan, filename="geheim.pdf")

    own = client.get(f"{link}unterlagen/{version.pk}/{version.filename}")
    foreign = client.get(f"{link}unterlagen/{other.pk}/{other.filename}")

    assert body_of(own) == b"%PDF-1.7 A"
    assert foreign.status_code == 404


def test_b13_draft_with_file_stays_and_is_sent_after_a_look(client, asked, planner):
    made, link = invite_one(asked, planner)
    file = SimpleUploadedFile("anlage.pdf", b"%PDF-1.7 Anlage")

    saved = client.post(link, {"text": "Wald betroffen.", "files": file})
    again = get(client, link).content.decode()
    checked = client.post(link, {"text": "Wald betroffen.", "schritt": "pruefen"})
    review = client.get(checked.url).content.decode()
    seen = re.search(r'name="gelesen" value="(\w+)"', review).group(1)
    sent = [client.post(checked.url, {"gelesen": seen}) for _attempt in range(2)]

    assert saved.status_code == 302
    assert "Wald betroffen." in again
    assert "anlage.pdf" in review
    assert [answer.status_code for answer in sent] == [302, 302]
    statement = Statement.objects.get()
    assert statement.invitation == made
    assert statement.giver == Statement.Giver.AUTHORITY
    assert statement.current.text == "Wald betroffen."
    assert statement.files.get().filename == "anlage.pdf"
    assert not StatementDraft.objects.exists()
    made.refresh_from_db()
    assert made.answered_at == statement.received_at
    page = get(client, link).content.decode()
    assert statement.reference in page
    assert statement.current.sha256 in page


def test_b13_attachment_is_opened_and_taken_out_before_sending(client, asked, planner):
    _made, link = invite_one(asked, planner)
    _other, other = invite_one(asked, planner)
    file = SimpleUploadedFile("anlage.pdf", b"%PDF-1.7 Anlage")
    checked = client.post(link, {"text": "Wald.", "files": file, "schritt": "pruefen"})
    page = client.get(checked.url).content.decode()
    [name] = re.findall(rf'href="{link}anlage/([^"]+)"', page)
    [stored] = re.findall(r'name="weg"\s+value="([^"]+)"', page)

    opened = client.get(f"{link}anlage/{name}")
    foreign = client.get(f"{other}anlage/{name}")
    after = client.post(checked.url, {"weg": stored}, follow=True)

    assert body_of(opened) == b"%PDF-1.7 Anlage"
    assert "no-store" in opened["Cache-Control"]
    assert foreign.status_code == 404
    assert "anlage.pdf" not in after.content.decode()
    assert client.get(f"{link}anlage/{name}").status_code == 404
    assert not Statement.objects.exists()


def code_place(statement, name):
    found = statement.round
    return reverse(f"participation:{name}", args=[found.procedure.slug, found.key])


def answered(client, asked, planner):
    """An authority's statement with a file, and the code its page shows."""
    _made, link = invite_one(asked, planner)
    file = SimpleUploadedFile("anlage.pdf", b"%PDF-1.7 Anlage")
    checked = client.post(link, {"text": "Wald.", "files": file, "schritt": "pruefen"})
    review = client.get(checked.url).content.decode()
    seen = re.search(r'name="gelesen" value="(\w+)"', review).group(1)
    client.post(checked.url, {"gelesen": seen})
    page = get(client, link).content.decode()
    [code] = re.findall(r"<strong>((?:\w{4}-){3}\w{4})</strong>", page)
    assert reverse("participation:receipt_lookup") in page
    return Statement.objects.get(), code


def test_b13_receipt_code_corrects_text_and_files_and_withdraws(client, asked, planner):
    statement, code = answered(client, asked, planner)
    correct = code_place(statement, "statement_correct")
    withdraw = code_place(statement, "statement_withdraw")
    data = {"text": "Wald und Wasser.", "key": uuid.uuid4()}
    new = SimpleUploadedFile("neu.pdf", b"%PDF-1.7 Neu")
    weg = [statement.files.get().pk]

    found = client.post(reverse("participation:receipt_lookup"), {"code": code})
    done = client.post(correct, data | {"code": code, "files": new, "weg": weg})
    paper = client.post(code_place(statement, "statement_paper"), {"code": code})
    client.post(withdraw, {"code": code, "sicher": "1"})

    assert correct in found.content.decode()
    assert [done.status_code, paper.status_code] == [200, 200]
    statement = Statement.objects.get()
    assert statement.current.text == "Wald und Wasser."
    assert [file.filename for file in statement.current_files] == ["neu.pdf"]
    assert statement.files.count() == 2
    assert statement.original.text == "Wald."
    assert statement.withdrawn_at is not None


def test_b13_receipt_code_changes_nothing_once_the_procedure_is_closed(
    client, asked, planner
):
    statement, code = answered(client, asked, planner)
    asked.plan.closed_on = days_from_now(0)
    asked.plan.save()

    found = client.post(reverse("participation:receipt_lookup"), {"code": code})
    answer = client.post(
        code_place(statement, "statement_withdraw"), {"code": code, "sicher": "1"}
    )

    assert code_place(statement, "statement_correct") not in found.content.decode()
    assert answer.status_code == 403
    assert Statement.objects.get().withdrawn_at is None


def test_b13_changed_draft_has_to_be_read_again(client, asked, planner):
    _made, link = invite_one(asked, planner)
    client.post(link, {"text": "Erster Stand", "schritt": "pruefen"})

    answer = client.post(f"{link}pruefen/", {"gelesen": "anderes"})

    assert answer.status_code == 409
    assert not Statement.objects.exists()


def test_b13_empty_statement_is_kept_but_not_sent(client, asked, planner):
    _made, link = invite_one(asked, planner)

    answer = client.post(link, {"text": "", "schritt": "pruefen"})

    assert answer.status_code == 400
    assert not Statement.objects.exists()


def test_b13_no_concerns_is_one_statement_with_a_receipt(client, asked, planner):
    _made, link = invite_one(asked, planner)
    key = re.search(r'name="key" value="([\w-]+)"', get(client, link).content.decode())
    form = {"key": key.group(1), "name": "Frau Ohlig"}

    answers = [client.post(f"{link}keine-bedenken/", form) for _attempt in range(2)]

    statement = Statement.objects.get()
    assert [answer.status_code for answer in answers] == [302, 302]
    assert statement.no_concerns
    assert statement.name == "Frau Ohlig"
    receipt = client.get(f"{link}eingang-{statement.number}.pdf")
    assert receipt.content.startswith(b"%PDF")


def test_b13_asking_for_time_is_a_wish_for_a_planner(client, asked, planner):
    made, link = invite_one(asked, planner)
    until = made.due_on + timedelta(days=14)
    form = {"until": until.isoformat(), "because": "Ein Gutachten fehlt."}

    client.post(f"{link}mehr-zeit/", form)
    twice = client.post(f"{link}mehr-zeit/", form)
    other = client.post(f"{link}mehr-zeit/", form | {"because": "Noch eins."})

    made.refresh_from_db()
    assert made.is_asking
    assert made.last_day == made.due_on
    assert (twice.status_code, other.status_code) == (302, 409)


def test_b13_wish_without_reason_or_too_early_is_not_taken(client, asked, planner):
    made, link = invite_one(asked, planner)
    form = {"until": made.due_on.isoformat(), "because": ""}

    answer = client.post(f"{link}mehr-zeit/", form)

    assert answer.status_code == 400
    made.refresh_from_db()
    assert made.asked_until is None


ACTS = [
    "",
    "pruefen/",
    "keine-bedenken/",
    "mehr-zeit/",
    "eingang-1.pdf",
    "1/berichtigen/",
    "1/zuruecknehmen/",
]


@pytest.mark.parametrize("act", ACTS)
def test_b13_link_dies_with_the_period(client, asked, planner, act):
    made, link = invite_one(asked, planner)
    set_end(made, timezone.localdate() - timedelta(days=1))

    ask = client.post if act in {"keine-bedenken/", "mehr-zeit/"} else client.get
    answer = ask(link + act)

    assert answer.status_code == 410
    assert asked.plan.name not in answer.content.decode()


def test_b13_link_works_on_the_last_day_and_in_an_extension(client, asked, planner):
    made, link = invite_one(asked, planner)
    set_end(made, timezone.localdate())
    on_the_day = get(client, link).status_code
    set_end(made, timezone.localdate() - timedelta(days=3))
    AuthorityInvitation.objects.filter(pk=made.pk).update(
        extended_until=timezone.localdate(), extended_because="Grund"
    )

    assert (on_the_day, get(client, link).status_code) == (200, 200)


def set_end(made, day):
    AuthorityInvitation.objects.filter(pk=made.pk).update(due_on=day)


def test_b13_dead_drafts_go_with_their_link(client, asked, planner):
    made, link = invite_one(asked, planner)
    client.post(link, {"text": "Entwurf"})

    kept = authority_answers.drop_drafts(made.due_on)
    gone = authority_answers.drop_drafts(made.due_on + timedelta(days=1))

    assert (kept, gone) == (0, 1)


def said_by_link(invitation):
    return authority_answers.say_no_concerns(
        invitation, key=uuid.uuid4(), name="", at=timezone.now()
    ).statement


def test_b13_link_leads_to_correcting_what_was_sent(client, asked, planner):
    made, link = invite_one(asked, planner)
    here = f"{link}{said_by_link(made).number}/berichtigen/"
    assert here in get(client, link).content.decode()
    form = {"text": "Doch, der Stollen.", "key": str(uuid.uuid4())}

    answers = [client.post(here, form) for _twice in range(2)]

    statement = Statement.objects.get()
    assert [answer.status_code for answer in answers] == [302, 302]
    assert statement.current.text == "Doch, der Stollen."
    assert statement.versions.count() == 2


def test_b13_link_leads_to_withdrawing_what_was_sent(client, asked, planner):
    made, link = invite_one(asked, planner)
    number = said_by_link(made).number
    here = f"{link}{number}/zuruecknehmen/"

    looked = get(client, here)
    assert Statement.objects.get().withdrawn_at is None
    answers = [client.post(here) for _twice in range(2)]

    assert (looked.status_code, *(a.status_code for a in answers)) == (200, 302, 302)
    assert Statement.objects.get().withdrawn_at
    assert get(client, here).status_code == 403
    assert get(client, f"{link}{number}/berichtigen/").status_code == 403
    assert here not in get(client, link).content.decode()


@pytest.mark.parametrize("act", ["berichtigen/", "zuruecknehmen/"])
def test_b13_change_is_asked_for_without_a_code_and_leads_back(
    client, asked, planner, act
):
    made, link = invite_one(asked, planner)

    page = get(client, f"{link}{said_by_link(made).number}/{act}").content.decode()

    assert f'href="{link}"' in page
    assert 'name="code"' not in page


@pytest.mark.parametrize("act", ["berichtigen/", "zuruecknehmen/"])
def test_b13_link_changes_nothing_of_others(client, asked, planner, act):
    _mine, link = invite_one(asked, planner, name="Forstamt")
    other, _link = invite_one(asked, planner, name="Bergamt")
    here = f"{link}{said_by_link(other).number}/{act}"
    form = {"text": "Alles gut.", "key": str(uuid.uuid4())}

    answers = [get(client, here), client.post(here, form)]

    statement = Statement.objects.get()
    assert [answer.status_code for answer in answers] == [404, 404]
    assert (statement.withdrawn_at, statement.versions.count()) == (None, 1)


def test_b13_page_shows_nothing_of_others(client, asked, planner):
    _mine, link = invite_one(asked, planner, name="Forstamt")
    other, other_link = invite_one(asked, planner, name="Bergamt")
    client.post(other_link, {"text": "Geheimer Entwurf des Bergamts"})
    client.post(other_link, {"text": "Stollen unter dem Plan", "schritt": "pruefen"})
    authority_answers.say_no_concerns(
        other, key=uuid.uuid4(), name="", at=timezone.now()
    )

    page = get(client, link).content.decode()
    receipt = client.get(f"{link}eingang-{Statement.objects.get().number}.pdf")

    assert not re.search("Bergamt|Geheimer|Stollen", page)
    assert Statement.objects.get().reference not in page
    assert receipt.status_code == 404


def test_b13_key_of_another_form_is_refused(client, asked, planner):
    other, _link = invite_one(asked, planner)
    _mine, link = invite_one(asked, planner)
    key = uuid.uuid4()
    authority_answers.say_no_concerns(other, key=key, name="", at=timezone.now())

    answer = client.post(f"{link}keine-bedenken/", {"key": key})

    assert answer.status_code == 409
    assert Statement.objects.count() == 1


def test_b13_guessing_is_limited(client):
    answers = {
        client.get(reverse("participation:authority", args=[f"{n:043d}"])).status_code
        for n in range(40)
    }

    assert answers == {404, 429}


def test_b13_our_logs_never_name_the_link():
    key = "A" * 43
    record = logging.LogRecord(
        "django.request",
        logging.WARNING,
        "",
        1,
        "Gone: %s",
        (f"/beteiligung/traeger/{key}/pruefen/",),
        None,
    )

    WithoutKeys().filter(record)

    assert record.getMessage() == "Gone: /beteiligung/traeger/…/pruefen/"
