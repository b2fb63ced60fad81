import pytest
from wagtail.rich_text import RichText

from home.roles import INTRANET_READERS
from knowledge.models import ArticlePage, RelatedPage
from knowledge.reading import anchor
from tests.factories.home import ContentPageFactory, UserFactory
from tests.factories.knowledge import ArticlePageFactory

pytestmark = pytest.mark.django_db


def body_of(*texts):
    page = ArticlePage(title="Artikel")
    page.body = [("text", RichText(text)) for text in texts]
    return page.body


def test_headings_become_a_table_of_contents_with_addresses():
    body = body_of("<p>Vorab.</p><h2>Für wen es gilt</h2><p>…</p><h2>Fristen</h2>")

    assert anchor(body) == [
        ("fuer-wen-es-gilt", "Für wen es gilt"),
        ("fristen", "Fristen"),
    ]
    assert '<h2 id="fristen">Fristen</h2>' in str(body)


def test_headings_of_all_blocks_are_listed_and_never_share_an_address():
    body = body_of("<h2>Fristen</h2>", "<h2>Fristen</h2><h2>§§</h2>")

    assert [name for name, _words in anchor(body)] == [
        "fristen",
        "fristen-2",
        "abschnitt",
    ]


def test_contents_show_words_not_markup():
    [(name, words)] = anchor(body_of("<h2>Geld &amp; <b>Zeit</b></h2>"))

    assert (name, words) == ("geld-zeit", "Geld & Zeit")


def test_related_pages_are_only_those_the_reader_may_see(client):
    article = ArticlePageFactory()
    for page in (
        ContentPageFactory(title="Öffentlich"),
        ContentPageFactory(title="Entwurf", live=False),
    ):
        RelatedPage.objects.create(article=article, page=page)
    client.force_login(UserFactory(roles=[INTRANET_READERS]))

    text = client.get(article.get_url()).content.decode()

    assert "Öffentlich" in text
    assert "Entwurf" not in text
