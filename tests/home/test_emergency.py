import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from home import roles
from home.audit import broken_links
from home.emergency import release
from home.models import AuditEntry, Notice, TownNewsPage
from tests.factories.home import ContentPageFactory, UserFactory
from tests.home.editing import APPROVERS, EDITORS, approve, submit

pytestmark = pytest.mark.django_db

REASON = "Der Termin morgen fällt aus, das muss heute noch hin."


@pytest.fixture
def piotr():
    return UserFactory(first_name="Piotr", roles=[roles.ADMINISTRATION])


def act_alone(client, person, page, act="release", reason=REASON):
    client.force_login(person)
    url = reverse("home_emergency", args=[page.pk])
    response = client.post(url, {"act": act, "reason": reason})
    page.refresh_from_db()
    return response


def test_administration_releases_with_a_reason_on_record(client, page, henrike, piotr):
    act_alone(client, piotr, page)

    assert page.live
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor, entry.reason) == (
        "emergency_release",
        piotr,
        REASON,
    )
    assert broken_links() == []
    notice = Notice.objects.get(recipient=henrike)
    assert notice.title == "Ohne Freigabe veröffentlicht: Neue Bänke"
    assert REASON in notice.text


def test_administration_takes_a_page_offline(client, page, miriam, henrike, piotr):
    submit(client, miriam, page)
    approve(client, henrike, page)

    act_alone(client, piotr, page, "take_offline")

    assert not page.live
    assert AuditEntry.objects.get().action == "taken_offline"


def test_a_waiting_approval_ends_with_the_release(client, page, miriam, piotr):
    submit(client, miriam, page)

    act_alone(client, piotr, page)

    assert TownNewsPage.objects.get().current_workflow_state is None


@pytest.mark.parametrize("reason", ["", "eilig"])
def test_without_a_proper_reason_nothing_happens(client, page, piotr, reason):
    response = act_alone(client, piotr, page, reason=reason)

    assert not page.live
    assert "reason" in response.context["form"].errors
    assert not AuditEntry.objects.exists()


@pytest.mark.parametrize(
    "role", [EDITORS, APPROVERS, roles.DATA_PROTECTION, roles.INTRANET_READERS]
)
def test_others_do_not_act_alone(client, page, role):
    person = UserFactory(roles=[role])

    act_alone(client, person, page)

    assert not page.live
    with pytest.raises(PermissionDenied):
        release(page, actor=person, reason=REASON)


def test_a_sealed_page_is_not_released_either(client, page, piotr, monkeypatch):
    monkeypatch.setattr(TownNewsPage, "sealed_for", roles.STAFF_COUNCIL, False)

    act_alone(client, piotr, page)

    assert not page.live


def test_pages_without_four_eyes_need_no_emergency(client, town, piotr):
    page = ContentPageFactory(live=False)

    act_alone(client, piotr, page)

    assert not page.live


@pytest.mark.parametrize(
    ("role", "offered"), [(roles.ADMINISTRATION, True), (EDITORS, False)]
)
def test_the_button_is_offered_to_whoever_may_use_it(client, page, role, offered):
    client.force_login(UserFactory(roles=[role]))

    body = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content

    assert (reverse("home_emergency", args=[page.pk]).encode() in body) is offered
