from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils.html import escape
from wagtail.models import PageViewRestriction

from home import roles
from home.models import ContentPage, SearchEntry
from home.search import drop, index
from tests.factories.home import ContentPageFactory, UserFactory
from tests.leaks.home import restrict

pytestmark = pytest.mark.django_db


def titles(response):
    return [
        "".join(part.text for part in result["title"])
        for result in response.context["results"]
    ]


def search(client, query, **more):
    return client.get("/suche/", {"q": query} | more)


def test_search_without_a_query_explains_itself(town, client):
    response = client.get("/suche/")

    assert response.status_code == 200
    assert "Schreiben Sie ein Wort oder mehrere" in response.content.decode()


def test_search_finds_what_is_in_the_text(town, client):
    ContentPageFactory(title="Markt", introduction="Donnerstags mit Gemüse.")

    response = search(client, "Gemüse")

    assert titles(response) == ["Markt"]
    assert "Donnerstags mit <mark>Gemüse</mark>." in response.content.decode()


def test_found_words_are_escaped(town, client):
    ContentPageFactory(title="Gemüse & <b>Obst</b>", introduction="<i>Gemüse</i>")

    text = search(client, "Gemüse").content.decode()

    assert "<mark>Gemüse</mark> &amp; &lt;b&gt;Obst&lt;/b&gt;" in text
    assert "<b>Obst" not in text
    assert "<i>" not in text


@pytest.mark.parametrize(
    "query",
    [
        "<script>alert(1)</script>",
        '" onfocus="alert(1)',
        "'; DROP TABLE--",
        "%00",
        "\0",
    ],
)
def test_hostile_queries_are_only_words(town, client, query):
    response = search(client, query)

    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
    assert '" onfocus="' not in response.content.decode()


@pytest.mark.parametrize("page", ["abc", "-1", "0", "99999", ""])
def test_any_page_number_shows_results(town, client, page):
    ContentPageFactory(title="Gemüsemarkt")

    assert titles(search(client, "Gemüsemarkt", page=page)) == ["Gemüsemarkt"]


def test_long_query_is_cut_and_says_so(town, client):
    response = search(client, "Gemüse " * 70)

    assert response.status_code == 200
    assert "nach den ersten 120 Zeichen" in response.content.decode()
    assert response.context["query"] == " ".join(["Gemüse"] * 17)


def test_results_come_in_pages(town, client):
    for number in range(12):
        ContentPageFactory(title=f"Gemüsegarten {number}")

    first = search(client, "Gemüsegarten")
    second = search(client, "Gemüsegarten", page=2)

    assert len(titles(first)) == 10
    assert len(titles(second)) == 2
    assert not set(titles(first)) & set(titles(second))
    assert "q=Gem%C3%BCsegarten&amp;page=2" in first.content.decode()


def test_nothing_found_gives_tips_and_a_near_word(town, client):
    ContentPageFactory(title="Bebauungsplan Salzwiesen")

    response = search(client, "Bebaungsplan")

    assert titles(response) == []
    assert response.context["similar"] == "Bebauungsplan"
    assert "Prüfen Sie die Schreibweise" in response.content.decode()


def test_near_words_come_from_what_one_may_see(town, client):
    restrict(ContentPageFactory(title="Kündigungsliste"), roles.INTRANET_READERS)

    assert search(client, "Kündigunsliste").context["similar"] == ""


def test_hidden_pages_are_neither_found_nor_counted(town, client):
    restrict(ContentPageFactory(title="Gemüse intern"), roles.INTRANET_READERS)
    ContentPageFactory(title="Gemüse für alle")

    response = search(client, "Gemüse")

    assert titles(response) == ["Gemüse für alle"]
    assert response.context["page_obj"].paginator.count == 1


def test_staff_find_what_is_theirs(town, client):
    client.force_login(UserFactory(roles=[roles.INTRANET_READERS]))
    restrict(ContentPageFactory(title="Gemüse intern"), roles.INTRANET_READERS)

    assert titles(search(client, "Gemüse")) == ["Gemüse intern"]


def test_unknown_kind_shows_everything(town, client):
    ContentPageFactory(title="Gemüse")

    assert titles(search(client, "Gemüse", art="nichts")) == ["Gemüse"]


def test_results_are_not_for_search_engines(town, client):
    assert search(client, "Gemüse")["X-Robots-Tag"] == "noindex"


def test_page_is_found_when_published_and_gone_when_not(town, client):
    page = ContentPageFactory(title="Gemüse", live=False)
    assert titles(search(client, "Gemüse")) == []

    page.save_revision().publish()
    assert titles(search(Client(), "Gemüse")) == ["Gemüse"]

    ContentPage.objects.get(pk=page.pk).unpublish()
    assert titles(search(Client(), "Gemüse")) == []


def test_drafts_of_a_page_are_not_found(town, client):
    page = ContentPageFactory(title="Gemüse")
    page.title = "Obst"
    page.save_revision()

    assert titles(search(client, "Obst")) == []


def test_deleted_page_leaves_the_index(town):
    page = ContentPageFactory(title="Gemüse")
    child = ContentPageFactory(title="Möhren", parent=page)
    page.delete()

    assert not SearchEntry.objects.filter(object_id__in=[page.pk, child.pk]).exists()


def test_moved_branch_is_found_at_its_new_address(town):
    section, page = ContentPageFactory(), ContentPageFactory()
    child = ContentPageFactory(title="Möhren", parent=page)

    page.move(section, "last-child")

    entry = SearchEntry.objects.get(kind="pages", object_id=child.pk)
    assert entry.url == f"/{section.slug}/{page.slug}/{child.slug}/"


def test_renamed_branch_is_found_at_its_new_address(
    town, django_capture_on_commit_callbacks
):
    page = ContentPageFactory()
    child = ContentPageFactory(parent=page)
    page.slug = "neu"

    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()

    entry = SearchEntry.objects.get(kind="pages", object_id=child.pk)
    assert entry.url == f"/neu/{child.slug}/"


def test_index_and_drop_are_repeatable(town):
    page = ContentPageFactory(title="Gemüse")
    index("pages", page)
    index("pages", page)
    assert SearchEntry.objects.filter(kind="pages", object_id=page.pk).count() == 1

    drop("pages", page.pk)
    drop("pages", page.pk)
    assert not SearchEntry.objects.filter(kind="pages", object_id=page.pk).exists()


def test_rebuild_writes_what_is_missing_and_drops_what_is_gone(town):
    page = ContentPageFactory(title="Gemüse")
    SearchEntry.objects.all().delete()
    SearchEntry.objects.create(kind="pages", object_id=4711, title="Weg")

    call_command("rebuild_search", stdout=StringIO())

    keys = SearchEntry.objects.filter(kind="pages").values_list("object_id", flat=True)
    assert page.pk in keys
    assert 4711 not in keys


def test_suggestions_name_what_begins_like_this(town, client):
    ContentPageFactory(title="Straßenbau in der Altstadt")
    ContentPageFactory(title="Alles über Straßen")
    ContentPageFactory(title="Bahnhof", introduction="An der Straße.")
    restrict(ContentPageFactory(title="Straßenliste"), roles.INTRANET_READERS)

    found = client.get("/suche/vorschlaege/", {"q": "strass"}).json()["suggestions"]

    assert [s["title"] for s in found] == [
        "Straßenbau in der Altstadt",
        "Alles über Straßen",
    ]
    assert {s["kind"] for s in found} == {"Seiten"}


@pytest.mark.parametrize("query", ["", "s", "?", "x" * 500])
def test_too_little_or_too_much_suggests_nothing(town, client, query):
    response = client.get("/suche/vorschlaege/", {"q": query})

    assert response.json() == {"suggestions": []}


def test_search_stays_what_was_typed(town, client):
    text = search(client, "Möhren & Co").content.decode()

    assert f'value="{escape("Möhren & Co")}"' in text


def test_page_below_a_new_lock_is_no_longer_found(town, client):
    page = ContentPageFactory(title="Gemüse")
    search(client, "Gemüse")

    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.GROUPS
    )

    assert titles(search(client, "Gemüse")) == []
