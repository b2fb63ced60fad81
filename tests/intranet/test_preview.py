import pytest
from django.conf import settings

from home import roles
from intranet.models import IntranetPage, NewsIndexPage, NewsPage, StaffCouncilPage
from knowledge.models import AreaPage, ArticlePage, KnowledgeIndexPage
from tests.factories.home import UnitFactory, UserFactory
from tests.factories.knowledge import AreaPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def preview(client, rf):
    """What an editor of the intranet sees of a page before it is published."""
    readers = [roles.INTRANET_READERS, roles.INTRANET_EDITORS]
    client.force_login(UserFactory(roles=readers))
    cookie = f"{settings.SESSION_COOKIE_NAME}={client.session.session_key}"
    request = rf.get("/verwaltung/", HTTP_COOKIE=cookie)
    return lambda page: page.make_preview_request(original_request=request)


@pytest.mark.parametrize(
    "page_type", [IntranetPage, NewsIndexPage, StaffCouncilPage, KnowledgeIndexPage]
)
def test_index_pages_can_be_previewed(preview, page_type):
    assert preview(page_type.objects.get()).status_code == 200


def test_news_can_be_previewed_before_they_are_saved(preview):
    page = NewsPage(title="Neuer Drucker", slug="neuer-drucker", must_read=True)
    page.units = [UnitFactory(name="Bauhof")]

    answer = preview(page)

    assert "Neuer Drucker" in answer.content.decode()
    assert "Bauhof" in answer.content.decode()


@pytest.mark.parametrize("page_type", [ArticlePage, AreaPage])
def test_knowledge_can_be_previewed_before_it_is_saved(preview, page_type):
    page = page_type(title="Dienstreise", slug="dienstreise")
    area = AreaPageFactory()
    page.path, page.depth = f"{area.path}ZZZZ", area.depth + 1  # as Wagtail does
    page.set_url_path(area)

    assert "Dienstreise" in preview(page).content.decode()
