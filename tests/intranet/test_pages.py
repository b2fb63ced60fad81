import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from wagtail.models import Page, PageViewRestriction

from home import roles
from home.models import ContentPage, HomePage
from home.visibility import can_see
from intranet.models import (
    IntranetPage,
    NewsIndexPage,
    NewsPage,
    StaffCouncilNewsPage,
    StaffCouncilPage,
)
from knowledge.models import AreaPage, ArticlePage, KnowledgeIndexPage
from tests.factories.home import UserFactory
from tests.factories.intranet import NewsPageFactory, StaffCouncilNewsPageFactory

pytestmark = pytest.mark.django_db

INTERNAL = [
    NewsIndexPage,
    NewsPage,
    StaffCouncilPage,
    StaffCouncilNewsPage,
    KnowledgeIndexPage,
    AreaPage,
    ArticlePage,
]


@pytest.mark.parametrize("page_type", INTERNAL)
def test_internal_pages_live_only_below_the_intranet(page_type):
    possible = set(page_type.allowed_parent_page_models())

    assert possible
    assert possible.isdisjoint({Page, HomePage, ContentPage})
    assert all(p is IntranetPage or p in INTERNAL for p in possible)


def test_founded_intranet_is_closed_to_all_but_its_readers(town):
    root = IntranetPage.objects.get()

    assert can_see(UserFactory(roles=[roles.INTRANET_READERS]), root)
    assert not can_see(UserFactory(), root)


def test_founding_again_adds_no_second_lock(town):
    assert PageViewRestriction.objects.count() == 1


def test_check_finds_an_open_intranet(town):
    PageViewRestriction.objects.all().delete()

    with pytest.raises(SystemCheckError, match=r"intranet\.E001"):
        call_command("check", databases=["default"])


def test_check_finds_nothing_in_a_founded_town(town, capsys):
    call_command("check", databases=["default"])

    assert "intranet.E001" not in capsys.readouterr().err


@pytest.mark.parametrize("page_type", [NewsPage, ArticlePage])
def test_what_staff_rely_on_needs_four_eyes(page_type):
    assert page_type.four_eyes


def test_news_of_the_staff_council_need_no_approval_but_their_own(town):
    editor = UserFactory(roles=[roles.INTRANET_READERS, roles.STAFF_COUNCIL])
    page = StaffCouncilNewsPageFactory()

    assert page.permissions_for_user(editor).can_publish()


def test_news_of_the_house_cannot_be_published_by_button(town):
    admin = UserFactory(is_superuser=True)

    assert not NewsPageFactory().permissions_for_user(admin).can_publish()


def test_branch_of_the_staff_council_names_its_group():
    assert StaffCouncilPage.sealed_for == roles.STAFF_COUNCIL
