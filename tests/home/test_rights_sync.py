import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import CommandError, call_command
from wagtail.models import Collection, GroupPagePermission, Page

from home import roles
from home.models import TownNewsIndexPage
from home.rights import FOUR_EYES, INTERNAL_COLLECTION, FourEyesRule
from home.rights_sync import Report, Stock, lay_four_eyes, pages_of, sync_roles
from tests.factories.home import UserFactory

pytestmark = pytest.mark.django_db

APPROVERS = [rule.approvers for rule in FOUR_EYES]


def test_every_role_is_a_group(town):
    names = Group.objects.filter(name__in=roles.ALL_ROLES).values_list(
        "name", flat=True
    )

    assert sorted(names) == sorted(roles.ALL_ROLES)


def test_sync_roles_twice_adds_nothing(town):
    assert sync_roles().added == []


def test_sync_roles_gives_back_what_was_lost(town):
    group = Group.objects.get(name=roles.ADMINISTRATION)
    group.permissions.clear()

    report = sync_roles()

    assert group.permissions.filter(codename="access_admin").exists()
    assert "Recht Administration: wagtailadmin.access_admin" in report.added


def test_sync_roles_leaves_what_a_town_gave_and_tells(town):
    group = Group.objects.get(name=roles.INTRANET_READERS)
    right = Permission.objects.get(codename="add_unit")
    group.permissions.add(right)

    report = sync_roles()

    assert list(group.permissions.all()) == [right]
    assert report.drift == ["Recht: 1 mehr vergeben, als hier erklärt sind."]


def test_readers_of_the_intranet_have_no_administration(town):
    reader = UserFactory(roles=[roles.INTRANET_READERS])

    assert not reader.has_perm("wagtailadmin.access_admin")


@pytest.mark.parametrize("role", APPROVERS)
def test_approvers_hold_no_publish_right(town, role):
    rights = GroupPagePermission.objects.filter(group__name=role)

    assert not rights.filter(permission__codename="publish_page").exists()
    assert UserFactory(roles=[role]).has_perm("wagtailadmin.access_admin")


def test_internal_files_are_for_readers_of_the_intranet(town):
    collection = Collection.objects.get(name=INTERNAL_COLLECTION)

    restriction = collection.get_view_restrictions().get()

    assert [group.name for group in restriction.groups.all()] == [
        roles.INTRANET_READERS
    ]


@pytest.mark.parametrize("label", ["participation.GibtEsNichtPage", "garten.BeetPage"])
def test_pages_of_a_missing_model_are_none(label):
    assert pages_of(label) == []


def test_a_branch_gets_its_workflow_once(town):
    rule = FourEyesRule(
        "Freigabe Presse", "home.TownNewsIndexPage", roles.PARTICIPATION_APPROVERS
    )
    page = Page.objects.get(pk=TownNewsIndexPage.objects.get().pk)
    groups = {group.name: group for group in Group.objects.all()}
    stock = Stock(groups=groups, pages={}, permissions={}, collections={})
    first, second = Report(), Report()

    lay_four_eyes(rule, page, stock, first)
    lay_four_eyes(rule, page, stock, second)

    assert first.added == ["Ablauf „Freigabe Presse“ ab „Neues aus der Stadt“"]
    assert (second.added, second.drift) == ([], [])
    task = page.get_workflow().tasks.get().specific
    assert [group.name for group in task.groups.all()] == [rule.approvers]


def test_sync_roles_check_changes_nothing_and_fails(town):
    Group.objects.get(name=roles.TRAINERS).delete()

    with pytest.raises(CommandError, match="fehlen"):
        call_command("sync_roles", "--check")

    assert not Group.objects.filter(name=roles.TRAINERS).exists()


def test_sync_roles_check_is_content_when_all_is_there(town, capsys):
    call_command("sync_roles", "--check")

    assert "Alles da." in capsys.readouterr().out
