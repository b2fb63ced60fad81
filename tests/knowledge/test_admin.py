import pytest

from home import roles
from tests.factories.home import UserFactory
from tests.factories.knowledge import ArticlePageFactory

pytestmark = pytest.mark.django_db

REPORT = "/verwaltung/berichte/pruefung/"


def test_report_lists_the_unowned_first_then_by_date(client, article):
    unowned = ArticlePageFactory(title="Ohne Zuständige")
    client.force_login(
        UserFactory(roles=[roles.INTRANET_READERS, roles.KNOWLEDGE_EDITORS])
    )

    response = client.get(REPORT)

    assert list(response.context["object_list"]) == [unowned, article]
    assert "Sachgebiet Personal" in response.content.decode()


def test_report_is_for_editors(client, article):
    client.force_login(
        UserFactory(roles=[roles.INTRANET_READERS, roles.DATA_PROTECTION])
    )

    assert client.get(REPORT).status_code == 302


def test_report_can_be_taken_away_as_a_sheet(client, article):
    client.force_login(
        UserFactory(roles=[roles.INTRANET_READERS, roles.KNOWLEDGE_EDITORS])
    )

    response = client.get(f"{REPORT}?export=csv")

    lines = b"".join(response.streaming_content).decode().splitlines()
    assert "Dienstreise beantragen" in lines[1]
