"""B2: a procedure is a page; drafts, approval, schedule and revisions are Wagtail's."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from home import roles
from home.rights_sync import sync_roles
from participation.models import ProcedurePage
from tests.factories.home import UserFactory
from tests.factories.participation import ProcedurePageFactory
from tests.participation.test_admin import form_of, rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(town):
    sync_roles()
    return {
        "editor": UserFactory(roles=[roles.PARTICIPATION_EDITORS]),
        "approver": UserFactory(roles=[roles.PARTICIPATION_APPROVERS]),
    }


@pytest.fixture
def procedure(people):
    return ProcedurePageFactory(title="Mehr Bäume", live=False)


def press(client, person, page, action, **changes):
    """Open the edit screen of a procedure as somebody and press a button."""
    client.force_login(person)
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = form_of(slug=page.slug, **rows_of(page), **changes) | {action: "1"}
    response = client.post(address, data)
    assert response.status_code == 302, response.content.decode()[:2000]
    return ProcedurePage.objects.get(pk=page.pk)


def approve(client, person, page, **changes):
    named = {"workflow-action-name": "approve"}
    return press(client, person, page, "action-workflow-action", **named, **changes)


def test_b2_a_draft_is_nobodys_until_two_people_have_said_yes(
    client, people, procedure
):
    drafted = press(client, people["editor"], procedure, "action-save")
    assert client.get(drafted.get_url()).status_code == 404

    submitted = press(client, people["editor"], procedure, "action-submit")
    assert not submitted.live

    approved = approve(client, people["approver"], procedure)

    assert approved.live
    client.logout()
    assert client.get(approved.get_url()).status_code == 200


def test_b2_the_author_cannot_publish_alone(client, people, procedure):
    page = press(client, people["editor"], procedure, "action-publish")

    assert not page.live


def test_b2_an_approved_procedure_goes_online_on_its_day(client, people, procedure):
    day = timezone.now() + timedelta(days=3)
    go_live = {"go_live_at": timezone.localtime(day).strftime("%Y-%m-%d %H:%M")}
    press(client, people["editor"], procedure, "action-submit", **go_live)
    waiting = approve(client, people["approver"], procedure, **go_live)
    assert (waiting.live, waiting.approved_schedule) == (False, True)

    with time_machine.travel(day + timedelta(minutes=5)):
        call_command("publish_scheduled", verbosity=0)

    assert ProcedurePage.objects.get(pk=procedure.pk).live


def test_b2_two_versions_are_compared_word_by_word(client, people, procedure):
    press(client, people["editor"], procedure, "action-save", title="Zwölf Linden")
    press(client, people["editor"], procedure, "action-save", title="Zwölf Eichen")
    last, before = procedure.revisions.order_by("-pk")[:2]
    address = reverse(
        "wagtailadmin_pages:revisions_compare",
        args=[procedure.pk, before.pk, last.pk],
    )

    page = client.get(address).content.decode()

    assert '<span class="deletion">Linden</span>' in page
    assert '<span class="addition">Eichen</span>' in page


def test_b2_a_draft_is_previewed_as_it_will_be(client, people, procedure):
    press(client, people["editor"], procedure, "action-save", title="Zwölf Linden")

    address = reverse("wagtailadmin_pages:view_draft", args=[procedure.pk])
    page = client.get(address).content.decode()

    assert "Zwölf Linden" in page
    assert "Idee einreichen" in page


def test_b2_an_older_version_can_be_brought_back(client, people, procedure):
    press(client, people["editor"], procedure, "action-save", title="Zwölf Linden")
    first = procedure.revisions.latest("pk")
    press(client, people["editor"], procedure, "action-save", title="Zwölf Eichen")

    page = press(
        client,
        people["editor"],
        procedure,
        "action-save",
        title="Zwölf Linden",
        revision=first.pk,
    )

    assert page.get_latest_revision_as_object().title == "Zwölf Linden"


def test_b2_a_template_is_refused_at_the_door_of_approval(client, people, procedure):
    client.force_login(people["editor"])
    address = reverse("wagtailadmin_pages:edit", args=[procedure.pk])
    data = form_of(slug=procedure.slug, is_template="on", **rows_of(procedure))

    response = client.post(address, data | {"action-submit": "1"})

    assert "Eine Vorlage geht nie online." in response.content.decode()
