import pytest

from home import roles
from intranet.models import NewsIndexPage, QuickLink
from tests.factories.home import PostFactory, UnitFactory, UserFactory
from tests.factories.intranet import NewsPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    person = UserFactory(roles=[roles.INTRANET_READERS, roles.INTRANET_EDITORS])
    client.force_login(person)
    return person


@pytest.fixture
def bauhof():
    unit = UnitFactory(name="Bauhof")
    for _number in range(2):
        person = UserFactory(roles=[roles.INTRANET_READERS])
        PostFactory(unit=unit, holder=person)
    return unit


def test_editor_sees_how_many_the_news_reaches(client, editor, bauhof):
    news = NewsPageFactory(units=[bauhof])

    text = client.get(f"/verwaltung/pages/{news.pk}/edit/").content.decode()

    assert "Erreicht 2 Menschen." in text


def test_new_news_reaches_everyone_until_somebody_is_chosen(client, editor, bauhof):
    index = NewsIndexPage.objects.get()
    url = f"/verwaltung/pages/add/intranet/newspage/{index.pk}/"

    assert "Erreicht 3 Menschen." in client.get(url).content.decode()


def test_reach_is_told_while_choosing(client, editor, bauhof):
    response = client.get(
        "/verwaltung/intranet/reichweite/", {"units": [bauhof.pk, "x"]}
    )

    assert response.content.decode() == "Erreicht 2 Menschen."


def test_reach_is_told_to_editors_alone(client, bauhof):
    client.force_login(UserFactory(roles=[roles.INTRANET_READERS]))

    assert client.get("/verwaltung/intranet/reichweite/").status_code == 403


def test_repeated_confirmation_is_never_asked_by_habit(client, editor):
    news = NewsPageFactory(must_read=True, ask_again=True)

    form = client.get(f"/verwaltung/pages/{news.pk}/edit/").context["form"]

    assert form.initial["ask_again"] is False


def test_editors_keep_the_quick_links(client, editor):
    client.post(
        "/verwaltung/schnellzugriffe/new/",
        {
            "title": "Zeiterfassung",
            "url": "https://zeit.example.org",
            "group": "Täglich",
        },
    )

    assert QuickLink.objects.get().title == "Zeiterfassung"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//fremd.example.org", "zeit"])
def test_quick_links_lead_to_addresses_only(client, editor, url):
    client.post(
        "/verwaltung/schnellzugriffe/new/",
        {"title": "Zeiterfassung", "url": url, "group": "Täglich"},
    )

    assert not QuickLink.objects.exists()
