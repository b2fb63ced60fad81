"""Who puts a page online where four eyes are asked: real clicks, role by role."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page, TaskState, Workflow

from home import roles
from home.models import FourEyesTaskState, TownNewsPage
from tests.factories.home import UserFactory
from tests.home.editing import APPROVERS, EDITORS, FORM, act, approve, submit

pytestmark = pytest.mark.django_db


def test_editor_writes_approver_approves_and_it_is_public(
    client, page, miriam, henrike
):
    submit(client, miriam, page)
    assert not page.live

    approve(client, henrike, page)

    assert page.live
    assert client.get(page.url).status_code == 200


@pytest.mark.parametrize(
    "person",
    [
        pytest.param({"roles": [EDITORS]}, id="editor"),
        pytest.param({"roles": [APPROVERS]}, id="approver"),
        pytest.param({"roles": [EDITORS, APPROVERS]}, id="editor and approver"),
        pytest.param({"roles": [roles.ADMINISTRATION]}, id="administration"),
        pytest.param({"is_superuser": True}, id="superuser"),
    ],
)
def test_nobody_publishes_by_button(client, page, person):
    act(client, UserFactory(**person), page, "action-publish")

    assert not page.live


@pytest.mark.parametrize(
    "person",
    [
        pytest.param({"roles": [EDITORS, APPROVERS]}, id="editor and approver"),
        pytest.param({"is_superuser": True}, id="superuser"),
    ],
)
def test_nobody_approves_what_they_wrote(client, branch, page, person):
    writer = UserFactory(**person)
    submit(client, writer, page, title="Neue Bänke im Kurpark")

    approve(client, writer, page, title="Neue Bänke im Kurpark")

    assert not page.live


@pytest.mark.parametrize(
    "person",
    [
        pytest.param({"roles": [EDITORS]}, id="editor"),
        pytest.param({"roles": [roles.INTRANET_APPROVERS]}, id="approver elsewhere"),
        pytest.param({"roles": [roles.ADMINISTRATION]}, id="administration in time"),
        pytest.param({"roles": [roles.INTRANET_READERS]}, id="reader"),
    ],
)
def test_others_do_not_approve(client, page, miriam, henrike, person):
    submit(client, miriam, page)

    approve(client, UserFactory(**person), page)

    assert not page.live


def test_whoever_fixed_a_comma_earlier_does_not_approve(client, page, miriam):
    ben = UserFactory(roles=[EDITORS, APPROVERS])
    act(client, ben, page, "action-save", title="Neue Bänke!")
    submit(client, miriam, page, title="Neue Bänke")

    approve(client, ben, page)

    assert not page.live


def test_whoever_changes_while_approving_is_refused(client, page, miriam, henrike):
    submit(client, miriam, page)

    approve(client, henrike, page, title="Ganz anders")

    assert not page.live


def test_after_a_change_while_waiting_somebody_else_approves(
    client, page, miriam, henrike
):
    submit(client, miriam, page)
    act(client, henrike, page, "action-save", title="Neue Bänke im Park")
    joachim = UserFactory(roles=[APPROVERS])

    approve(client, henrike, page, title="Neue Bänke im Park")
    assert not page.live
    approve(client, joachim, page, title="Neue Bänke im Park")
    approve(client, joachim, page, title="Neue Bänke im Park")

    assert page.live
    assert page.title == "Neue Bänke im Park"


def test_saving_the_same_words_again_asks_for_no_second_approval(
    client, page, miriam, henrike
):
    submit(client, miriam, page)
    act(client, miriam, page, "action-save")  # autosave, overtaken by the submission

    approve(client, henrike, page)

    assert page.live
    assert not page.has_unpublished_changes


def test_a_change_after_publication_asks_again(client, page, miriam, henrike):
    submit(client, miriam, page)
    approve(client, henrike, page)

    act(client, miriam, page, "action-save", title="Alte Bänke")
    assert page.live
    assert page.title == "Neue Bänke"
    submit(client, miriam, page, title="Alte Bänke")
    assert page.title == "Neue Bänke"
    approve(client, henrike, page, title="Alte Bänke")

    assert page.title == "Alte Bänke"


def test_the_approver_of_one_version_may_write_the_next_but_not_approve_it(
    client, page, miriam, henrike
):
    submit(client, miriam, page)
    approve(client, henrike, page)
    henrike.groups.add(Group.objects.get(name=EDITORS))

    submit(client, henrike, page, title="Alte Bänke")
    approve(client, henrike, page, title="Alte Bänke")

    assert page.title == "Neue Bänke"


def test_a_published_version_overwritten_by_its_author_counts_as_written(
    client, page, henrike
):
    ben = UserFactory(roles=[EDITORS, APPROVERS])
    submit(client, ben, page)
    approve(client, henrike, page)
    latest = page.specific.get_latest_revision()
    page.specific.save_revision(user=ben, overwrite_revision=latest)

    submit(client, UserFactory(roles=[EDITORS]), page)
    approve(client, ben, page)

    state = FourEyesTaskState.objects.latest("pk")
    assert state.status == TaskState.STATUS_IN_PROGRESS


def test_a_direct_post_to_the_task_is_refused_as_well(client, page, miriam):
    ben = UserFactory(roles=[EDITORS, APPROVERS])
    submit(client, ben, page)
    state = FourEyesTaskState.objects.get()
    url = reverse(
        "wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk]
    )

    client.post(url, {"comment": ""})

    page.refresh_from_db()
    assert not page.live


def test_a_branch_whose_workflow_lost_its_task_publishes_nothing(client, page, miriam):
    Workflow.objects.get(name="Freigabe Presse").workflow_tasks.all().delete()

    submit(client, miriam, page)

    assert not page.live


@pytest.mark.parametrize("name", ["publish", "unpublish", "delete", "move"])
@pytest.mark.parametrize(
    "person",
    [
        pytest.param({"roles": [EDITORS]}, id="editor"),
        pytest.param({"roles": [APPROVERS]}, id="approver"),
    ],
)
def test_bulk_actions_leave_the_branch_alone(
    client, branch, page, miriam, henrike, name, person
):
    submit(client, miriam, page)
    approve(client, henrike, page)
    draft = branch.add_child(instance=TownNewsPage(title="Entwurf", live=False))
    draft.save_revision()
    client.force_login(UserFactory(**person))
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", name])

    client.post(
        f"{url}?id={page.pk}&id={draft.pk}", {"chooser": branch.get_parent().pk}
    )

    assert list(Page.objects.child_of(branch).live()) == [page.page_ptr]


@pytest.mark.parametrize("name", ["unpublish", "delete"])
def test_not_even_administration_takes_approved_pages_off_without_a_reason(
    client, page, miriam, henrike, name
):
    submit(client, miriam, page)
    approve(client, henrike, page)
    client.force_login(UserFactory(is_superuser=True))

    client.post(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]))

    page.refresh_from_db()
    assert page.live


def test_new_pages_start_as_drafts_whatever_is_pressed(client, branch):
    client.force_login(UserFactory(is_superuser=True))
    url = reverse("wagtailadmin_pages:add", args=["home", "townnewspage", branch.pk])

    client.post(url, FORM | {"title": "Eilig", "action-publish": "1"})

    assert not TownNewsPage.objects.get(title="Eilig").live


def test_a_copy_is_not_published_either(client, branch, page, miriam, henrike):
    submit(client, miriam, page)
    approve(client, henrike, page)
    client.force_login(UserFactory(is_superuser=True))

    client.post(
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        {
            "new_title": "Kopie",
            "new_slug": "kopie",
            "new_parent_page": branch.pk,
            "publish_copies": "on",
        },
    )

    assert not TownNewsPage.objects.filter(slug="kopie", live=True).exists()


def test_deputies_stand_in_when_all_approvers_wrote_it(client, page):
    ben = UserFactory(roles=[EDITORS, APPROVERS])
    piotr = UserFactory(roles=[roles.ADMINISTRATION])
    submit(client, ben, page)

    approve(client, piotr, page)

    assert page.live


@pytest.mark.parametrize("person", ["henrike", "ben"])
def test_the_main_button_is_what_one_may_do(client, page, miriam, henrike, person):
    ben = UserFactory(roles=[EDITORS, APPROVERS])
    act(client, ben, page, "action-save", title="Neue Bänke!")
    submit(client, miriam, page, title="Neue Bänke!")
    client.force_login({"henrike": henrike, "ben": ben}[person])

    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))

    menu = response.context["action_menu"]
    names = [item.name for item in [menu.default_item, *menu.menu_items]]
    assert ("approve" in names) is (person == "henrike")
    assert (menu.default_item.name == "approve") is (person == "henrike")
