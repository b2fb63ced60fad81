from datetime import date

import pytest

from home.models import PageCare
from home.roles import INTRANET_READERS, KNOWLEDGE_EDITORS
from knowledge.models import ArticleFeedback, ArticlePage, KnowledgeIndexPage
from tests.factories.home import UserFactory
from tests.factories.knowledge import (
    AreaPageFactory,
    ArticleFeedbackFactory,
    ArticlePageFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses(article):
    return [
        "/intranet/wissen/",
        article.get_parent().get_url(),
        article.get_url(),
        "/intranet/wissen/artikel/",
        f"/intranet/wissen/artikel/{article.pk}/rueckmeldung/",
        "/intranet/wissen/rueckmeldungen/",
    ]


@pytest.mark.parametrize("role", [None, KNOWLEDGE_EDITORS])
def test_those_who_may_not_read_find_nothing(client, addresses, role):
    client.force_login(UserFactory(roles=[role] if role else []))

    assert {client.get(address).status_code for address in addresses} == {404}


def test_readers_find_everything(client, people, addresses):
    client.force_login(people["colleague"])

    assert {client.get(address).status_code for address in addresses} == {200}


def test_article_says_who_vouches_for_it(client, people, article):
    care = PageCare.objects.get(page=article)
    care.reviewed_on = date(2026, 10, 5)
    care.save()
    client.force_login(people["colleague"])

    text = client.get(article.get_url()).content.decode()

    assert "5. Oktober 2026" in text
    assert "Sachgebiet Personal" in text


@pytest.mark.parametrize(
    ("who", "asked"), [("owner", True), ("area", True), ("colleague", False)]
)
def test_only_those_in_charge_are_asked_whether_it_is_right(
    client, people, article, who, asked
):
    client.force_login(people[who])

    text = client.get(article.get_url()).content.decode()

    assert ("Stimmt er noch?" in text) is asked


def test_one_click_confirms(client, people, article):
    PageCare.objects.filter(page=article).update(review_on=date(2020, 1, 1))
    client.force_login(people["owner"])

    response = client.post(f"/intranet/wissen/artikel/{article.pk}/stimmt-noch/")

    assert response.url == article.get_url()
    assert PageCare.objects.get(page=article).freshness == "fresh"


def test_area_is_confirmed_like_an_article(client, people, article):
    area = article.get_parent()
    client.force_login(people["area"])

    client.post(f"/intranet/wissen/artikel/{area.pk}/stimmt-noch/")

    assert PageCare.objects.get(page=area).reviewed_by == people["area"]


@pytest.mark.parametrize("who", ["colleague", "head"])
def test_click_of_anybody_else_is_refused(client, people, article, who):
    client.force_login(people[who])

    response = client.post(f"/intranet/wissen/artikel/{article.pk}/stimmt-noch/")

    assert response.status_code == 403
    assert PageCare.objects.get(page=article).reviewed_by is None


def test_article_without_care_cannot_be_confirmed(client, people, article):
    unowned = ArticlePageFactory(parent=article.get_parent())
    client.force_login(people["area"])

    response = client.post(f"/intranet/wissen/artikel/{unowned.pk}/stimmt-noch/")

    assert response.status_code == 404


def test_feedback_is_given_and_answered(client, people, article):
    client.force_login(people["colleague"])
    client.post(
        f"/intranet/wissen/artikel/{article.pk}/rueckmeldung/",
        {"kind": "outdated", "text": "Der Satz gilt nicht mehr."},
    )
    feedback = ArticleFeedback.objects.get()
    client.force_login(people["owner"])
    inbox = client.get("/intranet/wissen/rueckmeldungen/").content.decode()

    client.post(
        f"/intranet/wissen/rueckmeldungen/{feedback.pk}/erledigt/", {"answer": "Danke!"}
    )

    feedback.refresh_from_db()
    assert "Der Satz gilt nicht mehr." in inbox
    assert (feedback.answer, feedback.done_by) == ("Danke!", people["owner"])


def test_feedback_of_others_cannot_be_put_away(client, people, article):
    feedback = ArticleFeedbackFactory(page=article)
    client.force_login(people["colleague"])

    response = client.post(f"/intranet/wissen/rueckmeldungen/{feedback.pk}/erledigt/")

    feedback.refresh_from_db()
    assert (response.status_code, feedback.done_at) == (404, None)


def test_too_long_feedback_is_refused_in_words_and_kept(client, people, article):
    client.force_login(people["colleague"])
    text = "x" * 1001

    response = client.post(
        f"/intranet/wissen/artikel/{article.pk}/rueckmeldung/",
        {"kind": "outdated", "text": text},
    )

    assert response.status_code == 400
    assert text in response.content.decode()
    assert not ArticleFeedback.objects.exists()


def test_helped_needs_one_click(client, people, article):
    client.force_login(people["colleague"])

    client.post(f"/intranet/wissen/artikel/{article.pk}/hat-geholfen/")

    assert ArticleFeedback.objects.get().kind == "helped"


def test_articles_are_found_by_words_kind_and_topic(client, people):
    topic = TopicFactory(slug="reise")
    area = AreaPageFactory()
    ArticlePageFactory(parent=area, title="Urlaub", kind="faq")
    trip = ArticlePageFactory(parent=area, title="Dienstreise", kind="howto")
    trip.topics.add(topic)
    trip.save_revision().publish()
    client.force_login(people["colleague"])

    def found(query):
        page = client.get(f"/intranet/wissen/artikel/?{query}").context["page_obj"]
        return [article.title for article in page]

    assert found("") == ["Dienstreise", "Urlaub"]
    assert found("art=faq") == ["Urlaub"]
    assert found("thema=reise") == ["Dienstreise"]
    assert found("q=Dienstreisen") == ["Dienstreise"]
    assert found("q=quatschwort") == []
    assert found("page=abc&art=unsinn") == ["Dienstreise", "Urlaub"]


def test_repealed_regulation_stays_readable_and_says_so(client, people, article):
    ArticlePage.objects.filter(pk=article.pk).update(
        kind="regulation", valid_until=date(2020, 12, 31)
    )
    client.force_login(people["colleague"])

    text = client.get(article.get_url()).content.decode()

    assert "Nicht mehr in Kraft seit 31. Dezember 2020" in text


def test_front_page_shows_what_is_due_to_its_owner_alone(client, people, article):
    PageCare.objects.filter(page=article).update(review_on=date(2020, 1, 1))
    address = KnowledgeIndexPage.objects.get().get_url()
    client.force_login(people["owner"])
    mine = client.get(address).context["due"]
    client.force_login(UserFactory(roles=[INTRANET_READERS]))
    others = client.get(address).context["due"]

    assert ([care.page_id for care in mine], list(others)) == ([article.pk], [])
