from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from home.rights_sync import sync_roles
from participation.planning import council_notices, in_force
from participation.planning.models import Plan, PlanDocument, PublicNotice
from participation.planning.waiting import tasks_of
from tests.factories.home import UserFactory
from tests.factories.planning import (
    DocumentVersionFactory,
    PlanDocumentFactory,
    PlanFactory,
    ResolutionFactory,
    RoundFactory,
)
from tests.leaks.reading import body_of
from tests.participation.planning.council import approver, planner

pytestmark = pytest.mark.django_db

Role = PlanDocument.Role
PLACE = {"place": "Rathaus, Zimmer 12", "hours": "Mo bis Fr 8 bis 12 Uhr"}
GAZETTE = {"medium": "gazette", "name": "Amtsblatt", "issue": "11/2027"}


def version(plan, role, content=b"%PDF-1.7 Satzung"):
    document = PlanDocumentFactory(plan=plan, role=role, title=Role(role).label)
    return DocumentVersionFactory(document=document, content=content)


@pytest.fixture
def plan(town):
    plan = PlanFactory(statute_on=timezone.localdate() - timedelta(days=9))
    ResolutionFactory(plan=plan, kind="statute", day=plan.statute_on)
    return plan


@pytest.fixture
def fields(plan):
    roles = (Role.DRAFT, Role.REASONS, Role.SUMMARY)
    return PLACE | {"versions": [version(plan, role).pk for role in roles]}


def drafted(plan, fields, by=None):
    kind = PublicNotice.Kind.IN_FORCE
    return council_notices.draft(plan, kind, fields=fields, by=by or planner())


def approved(plan, fields):
    notice = drafted(plan, fields)
    council_notices.approve(notice, seen=notice.text, by=approver())
    notice.refresh_from_db()
    return notice


@pytest.mark.parametrize(
    ("words", "blocks"),
    [
        ("Die Rechte enden eines Jahres nach Inkrafttreten.", True),
        ("Anträge nach § 47 Abs. 2a VwGO sind unzulässig.", True),
        ("Auswirkungen sind nicht zu erwarten.", False),
    ],
)
def test_bp06_dead_law_stops_the_notice_and_judging_words_are_pointed_out(
    plan, fields, words, blocks
):
    plan.spatial_description = words
    plan.save()
    notice = drafted(plan, fields)

    [check] = council_notices.checks(notice)

    assert check.blocks is blocks
    assert (check.words in council_notices.missing(notice)) is blocks
    if blocks:
        with pytest.raises(ValidationError):
            council_notices.approve(notice, seen=notice.text, by=approver())


@pytest.mark.parametrize("kind", Plan.Kind.values)
def test_bp06_wording_of_the_law_falls_into_no_trap(plan, fields, kind):
    plan.kind = kind
    plan.save()

    assert council_notices.checks(drafted(plan, fields)) == []


def test_bp05_scan_proves_that_it_appeared_and_only_the_town_opens_it(
    client, plan, fields, settings, tmp_path
):
    sync_roles()
    settings.PRIVATE_MEDIA_ROOT = tmp_path
    notice, by = approved(plan, fields), planner()
    where = [plan.pk, notice.pk]
    form = GAZETTE | {"appeared_on": timezone.localdate()}
    client.force_login(by)

    def record(scan):
        address = reverse("planning:council_notice_appear", args=where)
        return client.post(address, form | {"scan": scan})

    wrong = record(SimpleUploadedFile("beleg.pdf", b"<html>"))
    right = record(SimpleUploadedFile("beleg.pdf", b"%PDF-1.7 Amtsblatt"))

    assert [wrong.status_code, right.status_code] == [400, 302]
    made = notice.appearances.get()
    address = reverse("planning:council_notice_scan", args=[*where, made.pk])
    page = client.get(reverse("planning:council_notice", args=where))
    assert address in page.content.decode()
    assert body_of(client.get(address)) == b"%PDF-1.7 Amtsblatt"
    client.force_login(UserFactory())
    assert client.get(address).status_code == 403


def put_in_force(plan, fields, **appearance):
    values = GAZETTE | {"appeared_on": timezone.localdate()} | appearance
    council_notices.appear(approved(plan, fields), **values, by=planner())
    plan.refresh_from_db()
    return plan


def test_bp26_notice_counts_the_year_since_the_notice(plan, fields):
    text = drafted(plan, fields).text

    assert "innerhalb eines Jahres seit Bekanntmachung" in text
    assert "seit Inkrafttreten" not in text


@pytest.mark.parametrize(
    "words",
    [
        "Mit dieser Bekanntmachung tritt der Bebauungsplan in Kraft.",
        "§ 10 Absatz 3 BauGB",
        "Rathaus, Zimmer 12, Mo bis Fr 8 bis 12 Uhr",
        "§ 44 Absatz 3 Satz 1 und 2 sowie Absatz 4 BauGB",
        "§ 215 Absatz 1 BauGB",
        "§ 24 Absatz 6 GemO",
        "zusammenfassenden Erklärung",
    ],
)
def test_bp26_notice_says_what_the_law_asks_for(plan, fields, words):
    assert words in drafted(plan, fields).text


def test_bp18_notice_threatens_no_exclusion_before_court(plan, fields):
    assert "47" not in drafted(plan, fields).text


def test_bp26_land_use_plan_becomes_effective_by_permission(plan, fields):
    Plan.objects.filter(pk=plan.pk).update(kind=Plan.Kind.LAND_USE)
    plan.refresh_from_db()

    notice = drafted(plan, fields | {"permission": "mit Bescheid vom 3. Mai 2027"})

    assert "wird der Flächennutzungsplan wirksam" in notice.text
    assert "§ 24 Absatz 6 GemO" not in notice.text
    assert council_notices.missing(notice) == []


def test_bp26_summarising_statement_is_required(plan, fields):
    fields["versions"] = fields["versions"][:2]

    with pytest.raises(ValidationError) as refused:
        approved(plan, fields)

    assert "zusammenfassende Erklärung" in refused.value.messages[0]


@pytest.mark.parametrize("way", ["13", "13a"])
def test_bp26_summarising_statement_is_not_required_by_13_and_13a(plan, fields, way):
    Plan.objects.filter(pk=plan.pk).update(way=way)
    plan.refresh_from_db()
    fields["versions"] = fields["versions"][:2]

    notice = drafted(plan, fields)

    assert council_notices.missing(notice) == []
    assert "zusammenfassenden Erklärung" not in notice.text


def test_bp26_nothing_comes_into_force_without_a_statute(plan, fields):
    Plan.objects.filter(pk=plan.pk).update(statute_on=None)
    plan.refresh_from_db()

    with pytest.raises(ValidationError):
        approved(plan, fields)


def test_second_person_approves_what_they_have_read(plan, fields):
    by = approver()
    notice = drafted(plan, fields)

    with pytest.raises(ValidationError):
        council_notices.approve(notice, seen="etwas anderes", by=by)
    council_notices.approve(notice, seen=notice.text.replace("\n", "\r\n"), by=by)

    notice.refresh_from_db()
    assert notice.approved_by == by


def test_whoever_prepared_a_notice_does_not_approve_it(plan, fields):
    by = planner()
    by.groups.add(approver().groups.get())
    notice = drafted(plan, fields, by=by)

    with pytest.raises(PermissionDenied):
        council_notices.approve(notice, seen=notice.text, by=by)


def test_notice_that_nobody_approved_does_not_appear(plan, fields):
    with pytest.raises(ValidationError):
        council_notices.appear(
            drafted(plan, fields),
            **GAZETTE,
            appeared_on=timezone.localdate(),
            by=planner(),
        )


def test_approved_notice_is_not_rewritten(plan, fields):
    before = approved(plan, fields)

    after = drafted(plan, fields | {"place": "Bauamt"})

    before.refresh_from_db()
    assert (after.pk != before.pk, "Zimmer 12" in before.text) == (True, True)


def test_plan_is_in_force_with_the_last_medium(plan, fields):
    put_in_force(plan, fields)

    assert plan.in_force_on == timezone.localdate()


@pytest.mark.parametrize(
    ("announced", "last_day"),
    [
        (date(2027, 3, 15), date(2028, 3, 15)),
        (date(2028, 2, 29), date(2029, 2, 28)),
    ],
)
def test_bp26_year_ends_on_the_same_day(announced, last_day):
    plan = PlanFactory.build(in_force_on=announced, procedure=None)

    assert in_force.last_day_to_complain(plan) == last_day


def test_bp26_planner_is_reminded_when_the_year_is_over(plan, fields):
    put_in_force(plan, fields)
    last_day = in_force.last_day_to_complain(plan)
    person = planner()

    with time_machine.travel(last_day):
        early = list(tasks_of(person))
    with time_machine.travel(last_day + timedelta(days=1)):
        [task] = tasks_of(person)

    assert early == []
    assert plan.name in task.title


def test_page_of_the_plan_is_missing_before_anything_is_announced(client, plan, fields):
    approved(plan, fields)

    assert client.get(page(plan)).status_code == 404


def page(plan):
    return reverse("participation:plan_archive", args=[plan.procedure.slug])


def test_bp26_page_of_the_plan_has_documents_notice_and_dates(client, plan, fields):
    round = RoundFactory(plan=plan, over=True)
    put_in_force(plan, fields)

    answer = client.get(page(plan))

    text = answer.content.decode()
    for role in (Role.DRAFT, Role.REASONS, Role.SUMMARY):
        assert str(Role(role).label) in text
    assert round.get_absolute_url() in text
    assert "§ 215 Absatz 1 BauGB" in text
    assert not answer.cookies


def test_bp26_page_and_documents_stay_when_the_procedure_goes_offline(
    client, plan, fields
):
    put_in_force(plan, fields)
    plan.procedure.unpublish()
    first = fields["versions"][0]
    where = [plan.procedure.slug, first, "begruendung.pdf"]

    answer = client.get(reverse("participation:plan_paper", args=where))

    assert client.get(page(plan)).status_code == 200
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 Satzung"


def test_document_that_is_not_in_force_is_nobodys_business(client, plan, fields):
    put_in_force(plan, fields)
    draft = version(plan, Role.OTHER)
    where = [plan.procedure.slug, draft.pk, draft.filename]

    answer = client.get(reverse("participation:plan_paper", args=where))

    assert answer.status_code == 404
