import pytest
from django.contrib.auth.models import Group
from wagtail.models import GroupPagePermission

from home.models import TownNewsIndexPage, TownNewsPage
from home.rights import FourEyesRule
from home.rights_sync import Report, Stock, lay_four_eyes
from tests.factories.home import UserFactory
from tests.home.editing import APPROVERS, EDITORS


@pytest.fixture
def branch(town, monkeypatch):
    """The town's news as a branch that asks four eyes."""
    monkeypatch.setattr(TownNewsPage, "four_eyes", True)
    index = TownNewsIndexPage.objects.get()
    groups = {group.name: group for group in Group.objects.all()}
    for role, action in [
        (EDITORS, "add"),
        (EDITORS, "change"),
        (APPROVERS, "lock"),
        (APPROVERS, "unlock"),
    ]:
        GroupPagePermission.objects.create(
            group=groups[role], page=index, permission_type=action
        )
    rule = FourEyesRule("Freigabe Presse", "home.TownNewsIndexPage", APPROVERS)
    stock = Stock(groups=groups, pages={}, permissions={}, collections={})
    lay_four_eyes(rule, index.page_ptr, stock, Report())
    return index


@pytest.fixture
def miriam():
    return UserFactory(first_name="Miriam", roles=[EDITORS])


@pytest.fixture
def henrike():
    return UserFactory(first_name="Henrike", roles=[APPROVERS])


@pytest.fixture
def page(branch, miriam):
    """A draft that Miriam wrote."""
    page = TownNewsPage(title="Neue Bänke", slug="meldung", live=False, owner=miriam)
    branch.add_child(instance=page)
    page.save_revision(user=miriam)
    return page
