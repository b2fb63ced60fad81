"""B11: one count over all channels, and nobody twice."""

import uuid
from datetime import timedelta
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from home import roles
from home.models import AuditEntry
from home.notices import full_address
from participation import intake, merging, receipts
from participation.models import (
    Contribution,
    Intake,
    RecordedSupport,
    SamePerson,
)
from participation.results import figures
from tests.factories.home import UserFactory
from tests.factories.participation import (
    ContributionFactory,
    ProcedurePageFactory,
    SupportFactory,
    activity_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _town(town, settings, tmp_path):
    settings.PRIVATE_MEDIA_ROOT = tmp_path


@pytest.fixture
def activity():
    return activity_of(ProcedurePageFactory())


@pytest.fixture
def clerk():
    return UserFactory(roles=[roles.PARTICIPATION_EDITORS])


@pytest.fixture
def desk(client, clerk):
    client.force_login(clerk)
    return client


HANNE = {"von-name": "Hanne Weiß", "von-address": "Salzstraße 4"}


def send(client, activity, **more):
    form = {
        "title": "Eine Bank am Brunnen",
        "text": "Mit Lehne, bitte.",
        "idempotency_key": uuid.uuid4(),
        "von-idempotency_key": uuid.uuid4(),
        "von-origin": "paper",
        "von-received_on": timezone.localdate(),
    }
    procedure = activity.procedure
    address = f"/beteiligung/erfassen/{procedure.slug}/{activity.key}/"
    return client.post(address, form | more)


def counted(activity):
    return figures(activity.procedure, timezone.localdate() + timedelta(days=100))


@pytest.mark.parametrize("origin", ["paper", "mail", "record", "event"])
def test_b11_every_channel_shows_in_list_page_and_figures(desk, activity, origin):
    send(desk, activity, **{"von-origin": origin})

    found = Contribution.objects.get()
    label = found.get_origin_display()
    assert label in desk.get(activity.get_absolute_url()).text
    assert label in desk.get(found.get_absolute_url()).text
    assert label in desk.get(activity.procedure.result_url).text
    assert [row["origin"] for row in activity.recipe.export_rows(activity)] == [origin]


def test_b11_one_count_over_all_channels(desk, activity):
    ContributionFactory(activity=activity)
    for origin in ("paper", "paper", "event"):
        send(desk, activity, **{"von-origin": origin})

    result = counted(activity)
    assert result["contributions"] == 4
    assert {row["label"]: row["number"] for row in result["by_origin"]} == {
        "online": 1,
        "auf Papier": 2,
        "bei einer Veranstaltung": 1,
    }


def test_b11_the_same_person_is_pointed_out_however_written(desk, activity):
    send(desk, activity, **HANNE)
    send(
        desk,
        activity,
        **{"von-name": "WEISS, Hanne", "von-address": "Salzstr. 4"},
    )

    match = SamePerson.objects.get()
    assert match.verdict == ""
    assert "Ist das dieselbe Person?" in desk.get("/beteiligung/erfassen/").text


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Kellergasse 12", "Kellergasse 12, 67999 Bad Rebenheim"),
        ("67999 Bad Rebenheim, Kellergasse 12", "Kellerg. 12"),
        ("Kellergasse 12\n67999 Bad Rebenheim", "Kellergasse 12"),
        ("", ""),
        ("Kellergasse 12", ""),
        ("", "Kellergasse 12"),
    ],
)
def test_b11_town_and_address_may_be_left_out(desk, activity, first, second):
    for name, address in (("Erika Muster", first), ("Muster, Erika", second)):
        send(desk, activity, **{"von-name": name, "von-address": address})

    assert SamePerson.objects.count() == 1


def test_b11_namesakes_in_two_streets_are_two_people(desk, activity):
    for address in ("Kellergasse 12", "Kellergasse 14", "Salzstraße 12"):
        send(desk, activity, **{"von-name": "Erika Muster", "von-address": address})

    assert not SamePerson.objects.exists()


def test_whoever_answers_reads_from_whom_it_came(client, desk, activity):
    send(desk, activity, **HANNE)
    idea = Contribution.objects.get()

    done = desk.get(f"/beteiligung/erfassen/beitrag/{idea.pk}/").text
    item = desk.get(f"/beteiligung/moderation/beitrag/{idea.pk}/").text
    desk.logout()

    assert "Hanne Weiß" in done
    assert "Salzstraße 4" in done
    assert f"/beteiligung/erfassen/beitrag/{idea.pk}/" in item
    assert full_address("/beteiligung/quittung/") in done
    assert "Hanne" not in desk.get(idea.get_absolute_url()).text


def test_b11_somebody_else_in_the_house_is_not(desk, activity):
    send(desk, activity, **HANNE)
    send(desk, activity, **(HANNE | {"von-name": "Otto Weiß"}))
    send(desk, activity)
    send(desk, activity_of(ProcedurePageFactory()), **HANNE)

    assert not SamePerson.objects.exists()


def test_b11_an_account_with_the_same_address_is_pointed_out(desk, activity):
    person = UserFactory(email="hanne@example.org")

    send(desk, activity, **HANNE, **{"von-email": "Hanne@example.org"})

    assert SamePerson.objects.get().account == person


def test_b11_a_human_decides_and_the_count_follows(desk, activity, clerk):
    send(desk, activity, **HANNE)
    send(desk, activity, **HANNE)
    match = SamePerson.objects.get()
    assert counted(activity)["people"] == 2

    desk.post(f"/beteiligung/erfassen/doppelt/{match.pk}/", {"verdict": "same"})

    assert counted(activity)["people"] == 1
    match.refresh_from_db()
    assert match.decided_by == clerk
    assert AuditEntry.objects.filter(action="participation.same_person").exists()


def test_b11_support_on_paper_counts_with_the_rest(desk, activity):
    idea = ContributionFactory(activity=activity)
    SupportFactory(contribution=idea)
    address = f"/beteiligung/erfassen/beitrag/{idea.pk}/unterstuetzung/"
    form = HANNE | {"von-origin": "event", "von-received_on": timezone.localdate()}

    first = desk.post(address, form)
    again = desk.post(address, form | {"von-address": "Salzstr. 4"})

    assert first.status_code == 302
    assert "Diese Person ist hier schon gezählt." in again.text
    assert Contribution.objects.with_counts().get().support_count == 2
    assert counted(activity)["supports"] == 2
    [row] = activity.recipe.export_rows(activity)
    assert row["supports"] == 2


def test_b11_support_on_paper_counts_once_over_merged_ones(desk, activity):
    first, second = ContributionFactory.create_batch(2, activity=activity)
    sender = {"name": "Hanne Weiß", "address": "Salzstraße 4"}
    by = UserFactory(roles=[roles.PARTICIPATION_MODERATORS])
    for idea in (first, second):
        intake.record_support(
            idea, origin="event", received_on=timezone.localdate(), sender=sender, by=by
        )

    merging.merge(second, into=first, reason="Dieselbe Idee.", by=by)

    assert Contribution.objects.with_counts().get(pk=first.pk).support_count == 1


def test_one_recorded_support_per_person_is_a_promise_of_the_database(activity):
    row = {
        "contribution": ContributionFactory(activity=activity),
        "origin": "event",
        "received_on": timezone.localdate(),
        "identity": intake.identity_of("Hanne Weiß", "Salzstraße 4"),
    }
    RecordedSupport.objects.create(**row)

    with pytest.raises(IntegrityError), transaction.atomic():
        RecordedSupport.objects.create(**row)


def test_what_came_too_late_is_refused_and_kept_in_the_form(desk):
    activity = activity_of(ProcedurePageFactory(over=True))

    late = send(desk, activity)
    assert " möglich." in late.text
    assert "Mit Lehne, bitte." in late.text
    in_time = timezone.localdate() - timedelta(days=3)
    send(desk, activity, **{"von-received_on": in_time})

    assert Contribution.objects.get().phase
    assert Contribution.objects.get().created_at.date() == in_time


def test_sent_twice_it_is_there_once_with_one_receipt(desk, activity):
    key = uuid.uuid4()

    first = send(desk, activity, **{"von-idempotency_key": key})
    again = send(desk, activity, **{"von-idempotency_key": key})

    assert first.url == again.url
    code = receipts.code_for(key)
    assert code in desk.get(first.url).text
    assert receipts.find(code) == Contribution.objects.get()


def test_readers_see_neither_name_nor_address_nor_scan(desk, client, activity):
    scan = SimpleUploadedFile("Brief von Hanne.pdf", b"%PDF-1.7 Brief")
    send(desk, activity, **HANNE, **{"von-scan": scan})
    kept = Intake.objects.get()
    path = urlsplit(kept.scan.url).path
    assert "Hanne" not in kept.scan.name
    assert b"".join(desk.get(path).streaming_content) == b"%PDF-1.7 Brief"

    client.logout()

    page = client.get(kept.contribution.get_absolute_url()).text
    assert "Hanne" not in page
    assert "Salzstr" not in page
    assert client.get(path).status_code == 404
    client.force_login(UserFactory())
    assert client.get(path).status_code == 404


def test_scanned_pictures_are_painted_anew(desk, activity):
    content = BytesIO()
    Image.new("RGB", (40, 30)).save(content, "JPEG", comment=b"Hanne Weiss")
    scan = SimpleUploadedFile("brief.jpg", content.getvalue())

    send(desk, activity, **{"von-scan": scan})

    with Intake.objects.get().scan.open() as kept:
        assert b"Hanne" not in kept.read()


def test_other_files_are_refused_in_words(desk, activity):
    page = send(desk, activity, **{"von-scan": SimpleUploadedFile("x.pdf", b"MZ....")})

    assert "JPEG, PNG oder WebP" in page.text
    assert not Contribution.objects.exists()


@pytest.mark.parametrize("role", [None, roles.INTRANET_READERS, roles.TRAINERS])
def test_nobody_else_records(client, activity, role):
    client.force_login(UserFactory(roles=[role] if role else []))

    assert send(client, activity).status_code == 403
    assert client.get("/beteiligung/erfassen/").status_code == 403


def test_support_without_a_letter_of_a_name_is_refused_in_words(client, clerk):
    idea = ContributionFactory()
    client.force_login(clerk)
    address = reverse("participation:support_record", args=[idea.pk])
    fields = {"origin": "paper", "received_on": timezone.localdate()}
    fields |= {"name": "??", "address": "!!"}

    answer = client.post(address, {f"von-{k}": v for k, v in fields.items()})

    assert "brauchen Buchstaben oder Ziffern" in answer.text
    assert not RecordedSupport.objects.exists()
