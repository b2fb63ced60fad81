"""A sealed branch: nobody but its own group touches it or sees it in the desk."""

import pytest
from django.urls import reverse
from wagtail.models import GroupPagePermission, Page

from home import roles
from home.models import TownNewsIndexPage, TownNewsPage
from tests.factories.home import TownNewsPageFactory, UserFactory

pytestmark = pytest.mark.django_db

WORD = "Geheimausflug"


@pytest.fixture
def branch(town, monkeypatch):
    """The town's news, sealed for the staff council."""
    monkeypatch.setattr(TownNewsIndexPage, "sealed_for", roles.STAFF_COUNCIL, False)
    index = TownNewsIndexPage.objects.get()
    group = UserFactory(roles=[roles.STAFF_COUNCIL]).groups.get()
    for right in ("add", "change", "publish", "bulk_delete", "lock", "unlock"):
        GroupPagePermission.objects.create(
            group=group, page=index, permission_type=right
        )
    return index


@pytest.fixture
def page(branch):
    return TownNewsPageFactory(parent=branch, title=f"{WORD} am Freitag", locked=True)


@pytest.fixture(params=["superuser", "administration"])
def outsider(request):
    if request.param == "superuser":
        return UserFactory(is_superuser=True)
    return UserFactory(roles=[roles.ADMINISTRATION, roles.INTRANET_READERS])


@pytest.fixture
def dorothea():
    return UserFactory(roles=[roles.STAFF_COUNCIL])


ACTS = ["edit", "delete", "unpublish", "move", "copy", "history", "lock", "usage"]


@pytest.mark.parametrize("name", ACTS)
def test_outsiders_cannot_act(client, page, outsider, name):
    client.force_login(outsider)
    url = reverse(f"wagtailadmin_pages:{name}", args=[page.pk])
    before = Page.objects.filter(pk=page.pk).values().get()

    for response in (client.get(url), client.post(url)):
        assert WORD not in response.content.decode()

    assert Page.objects.filter(pk=page.pk).values().get() == before


@pytest.mark.parametrize("name", ["publish", "unpublish", "delete", "move"])
def test_outsiders_cannot_act_in_bulk(client, branch, page, outsider, name):
    client.force_login(outsider)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", name])
    before = Page.objects.filter(pk=page.pk).values().get()

    client.post(f"{url}?id={page.pk}", {"chooser": branch.get_parent().pk})

    assert Page.objects.filter(pk=page.pk).values().get() == before


def test_outsiders_cannot_pull_the_ground_away(client, page, outsider, town):
    client.force_login(outsider)

    client.post(reverse("wagtailadmin_pages:delete", args=[town.pk]))

    assert Page.objects.filter(pk=page.pk, live=True).exists()


def test_outsiders_cannot_put_pages_into_it(client, branch, outsider):
    client.force_login(outsider)
    add = reverse("wagtailadmin_pages:add", args=["home", "townnewspage", branch.pk])

    client.post(add, {"title": "Einschub", "slug": "einschub"})

    assert not TownNewsPage.objects.exists()


LISTS = {
    "explorer": lambda branch: reverse("wagtailadmin_explore", args=[branch.pk]),
    "search": lambda branch: reverse("wagtailadmin_pages:search") + "?q=Freitag",
    "chooser": lambda branch: reverse(
        "wagtailadmin_choose_page_child", args=[branch.pk]
    ),
    "chooser search": lambda branch: (
        reverse("wagtailadmin_choose_page_search") + "?q=Freitag"
    ),
    "menu": lambda branch: (
        reverse("wagtailadmin_api:pages:listing") + f"?child_of={branch.pk}"
    ),
    "locked pages": lambda branch: reverse("wagtailadmin_reports:locked_pages_results"),
    "ageing pages": lambda branch: reverse("wagtailadmin_reports:aging_pages_results"),
    "history": lambda branch: reverse("wagtailadmin_reports:site_history_results"),
    "page types": lambda branch: reverse(
        "wagtailadmin_reports:page_types_usage_results"
    ),
    "home": lambda branch: reverse("wagtailadmin_home"),
    "pages of a type": lambda branch: reverse(
        "wagtailadmin_pages:type_use", args=["home", "townnewspage"]
    ),
}


@pytest.mark.parametrize("name", LISTS)
def test_outsiders_find_no_trace(client, branch, page, outsider, name):
    client.force_login(outsider)

    response = client.get(LISTS[name](branch), follow=True)

    assert WORD not in response.content.decode()


@pytest.mark.parametrize("name", ["explorer", "search", "locked pages", "menu"])
def test_the_staff_council_finds_its_pages(client, branch, page, dorothea, name):
    client.force_login(dorothea)

    assert WORD in client.get(LISTS[name](branch)).content.decode()


def test_the_staff_council_publishes_by_itself(client, branch, dorothea):
    client.force_login(dorothea)
    url = reverse("wagtailadmin_pages:add", args=["home", "townnewspage", branch.pk])

    client.post(
        url,
        {
            "title": "Sprechstunde",
            "slug": "sprechstunde",
            "introduction": "",
            "day": "2027-02-03",
            "body-count": "0",
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
            "action-publish": "1",
        },
    )

    assert TownNewsPage.objects.get().live
