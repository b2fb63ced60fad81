from xml.etree import ElementTree

import pytest

from home import roles
from tests.factories.home import ContentPageFactory, UserFactory
from tests.leaks.home import restrict

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def places(client):
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)  # noqa: S314
    return [place.text for place in tree.findall("s:url/s:loc", NAMES)]


def test_site_map_lists_public_pages_by_the_configured_address(town, client):
    page = ContentPageFactory()

    found = places(client)

    assert "https://testserver/" in found
    assert f"https://testserver{page.get_url()}" in found


def test_site_map_is_the_same_for_staff(town, client):
    hidden = restrict(ContentPageFactory(), roles.INTRANET_READERS)
    before = places(client)

    client.force_login(UserFactory(roles=[roles.INTRANET_READERS]))

    assert places(client) == before
    assert f"https://testserver{hidden.get_url()}" not in before


def test_robots_are_shown_the_site_map(client):
    text = client.get("/robots.txt").content.decode()

    assert "Sitemap: https://testserver/sitemap.xml" in text
    assert "Disallow: /konto/" in text
