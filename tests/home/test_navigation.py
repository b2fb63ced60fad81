import pytest
from django.urls import resolve

from home.templatetags.navigation import address_to_tell
from tests.factories.home import ContentPageFactory, UserFactory


@pytest.fixture
def page(town):
    parent = ContentPageFactory(title="Ortsteile", slug="ortsteile", show_in_menus=True)
    return ContentPageFactory(parent=parent, title="Seebachtal", slug="seebachtal")


def test_navigation_shows_what_editors_put_into_menus(client, page):
    ContentPageFactory(title="Nicht im Menü")

    html = client.get("/").content.decode()

    assert 'href="/ortsteile/">Ortsteile</a>' in html
    assert "Nicht im Menü" not in html


def test_navigation_forgets_what_is_no_longer_online(
    client, page, django_capture_on_commit_callbacks
):
    client.get("/")
    with django_capture_on_commit_callbacks(execute=True):
        page.get_parent().specific.unpublish()

    assert 'href="/ortsteile/"' not in client.get("/").content.decode()


def test_navigation_marks_where_one_is(client, page):
    html = client.get("/ortsteile/seebachtal/").content.decode()

    assert 'href="/ortsteile/" aria-current="true"' in html


def test_breadcrumb_leads_back(client, page):
    html = client.get("/ortsteile/seebachtal/").content.decode()

    assert '<a href="/ortsteile/">Ortsteile</a>' in html
    assert '<span aria-current="page">Seebachtal</span>' in html


def test_footer_leads_to_the_required_pages(client, page):
    html = client.get("/ortsteile/").content.decode()

    for address in (
        "/impressum/",
        "/datenschutz/",
        "/barrierefreiheit/",
        "/leichte-sprache/",
        "/gebaerdensprache/",
        "/kontakt/",
        "/barriere-melden/?seite=/ortsteile/",
    ):
        assert f'href="{address}"' in html


@pytest.mark.parametrize(
    "address",
    [
        "/beteiligung/kurpark/stellungnahme/offenlage/{key}/",
        "/beteiligung/kurpark/stellungnahme/offenlage/{key}/eingang/",
        "/beteiligung/umfrage/eingang/{key}/",
        "/beteiligung/traeger/{key}/pruefen/",
        "/beteiligung/einladung/{key}/",
        "/veranstaltungen/gast/{key}/",
        "/abbestellen/{key}/",
    ],
)
def test_report_of_a_barrier_never_tells_a_key(rf, address):
    key = "8f14e45f-ceea-467f-a7e6-1b1c2d3e4f50"
    request = rf.get(address.format(key=key))
    request.resolver_match = resolve(request.path)

    told = address_to_tell({"request": request})

    assert told == address.format(key="…")


def test_anonymous_readers_are_offered_to_sign_in(client, page):
    html = client.get("/ortsteile/").content.decode()

    assert "?next=/ortsteile/" in html
    assert "Abmelden" not in html
    assert "csrfmiddlewaretoken" not in html


def test_citizens_see_no_way_into_intranet_or_administration(client, page):
    client.force_login(UserFactory())

    html = client.get("/ortsteile/").content.decode()

    assert "Meine Seite" in html
    assert 'href="/intranet/"' not in html
    assert 'href="/verwaltung/"' not in html


def test_staff_see_the_way_into_the_intranet(client, page):
    client.force_login(UserFactory(roles=["Intranet: Lesen"]))

    html = client.get("/ortsteile/").content.decode()

    assert 'href="/intranet/"' in html
    assert 'href="/verwaltung/"' not in html


@pytest.mark.parametrize("rows", [1, 3])
def test_page_costs_the_same_with_more_menu_entries(
    client, page, rows, django_assert_num_queries
):
    for number in range(rows):
        ContentPageFactory(title=f"Thema {number}", show_in_menus=True)
    client.get("/ortsteile/")

    with django_assert_num_queries(7):
        client.get("/ortsteile/?frisch")
