from datetime import timedelta

import pytest
from django.utils import timezone

from home.models import ServiceLink, TownNewsIndexPage
from tests.factories.home import (
    AccessibilityPageFactory,
    ContentPageFactory,
    TownNewsPageFactory,
)

TODAY = timezone.localdate()


@pytest.fixture
def index(town):
    return TownNewsIndexPage.objects.get()


def test_front_page_shows_the_three_latest_news(client, index):
    for age, title in enumerate(["Heute", "Gestern", "Vorgestern", "Zu alt"]):
        TownNewsPageFactory(parent=index, title=title, day=TODAY - timedelta(days=age))

    html = client.get("/").content.decode()

    assert html.index("Heute") < html.index("Gestern") < html.index("Vorgestern")
    assert "Zu alt" not in html


def test_front_page_keeps_drafts_to_itself(client, index):
    TownNewsPageFactory(parent=index, title="Noch geheim", live=False)

    assert "Noch geheim" not in client.get("/").content.decode()


def test_front_page_leads_to_services(client, town):
    page = ContentPageFactory(title="Hund anmelden", slug="hund-anmelden")
    ServiceLink.objects.create(home_page=town, page=page, title="Hund anmelden")

    assert 'href="/hund-anmelden/"' in client.get("/").content.decode()


def test_news_come_in_pages_of_twelve(client, index):
    for number in range(13):
        TownNewsPageFactory(parent=index, title=f"Meldung {number}")

    first = client.get("/neues/").content.decode()
    second = client.get("/neues/?page=2").content.decode()

    assert first.count('class="card__title"') == 12
    assert second.count('class="card__title"') == 1
    assert "1 bis 12 von 13" in " ".join(first.split())


@pytest.mark.parametrize(
    ("age", "words"),
    [(0, "Nächste Prüfung bis"), (366, "Die jährliche Prüfung ist fällig.")],
)
def test_accessibility_declaration_tells_its_yearly_clock(client, town, age, words):
    page = AccessibilityPageFactory(checked_on=TODAY - timedelta(days=age))

    html = client.get(page.get_url()).content.decode()

    assert "Zuletzt geprüft am" in html
    assert words in html


def test_content_page_leads_to_the_pages_below(client, town):
    parent = ContentPageFactory(title="Ortsteile", slug="ortsteile")
    ContentPageFactory(parent=parent, title="Seebachtal", slug="seebachtal")
    ContentPageFactory(parent=parent, title="Entwurf", slug="entwurf", live=False)

    html = client.get("/ortsteile/").content.decode()

    assert 'href="/ortsteile/seebachtal/"' in html
    assert "Entwurf" not in html
