import pytest
from wagtail.models import Revision
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from home import roles
from home.models import AuditEntry, PageCare
from knowledge.models import ArticlePage
from tests.factories.home import PostFactory, UserFactory
from tests.factories.knowledge import AreaPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client):
    person = UserFactory(roles=[roles.INTRANET_READERS, roles.KNOWLEDGE_EDITORS])
    client.force_login(person)
    return person


def form_data(**fields):
    empty = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0}
    data = {
        "title": "Dienstreise beantragen",
        "slug": "dienstreise-beantragen",
        "introduction": "Vorher fragen.",
        "kind": "howto",
        "body": streamfield([("text", rich_text("<p>So geht es.</p>"))]),
        "interval_months": 12,
        "related_pages": empty,
        "change_notes": empty,
        "topics": "",
    }
    return nested_form_data(data | fields)


def test_new_article_is_made_with_its_care(client, editor):
    area, owner = AreaPageFactory(), PostFactory()

    client.post(
        f"/verwaltung/pages/add/knowledge/articlepage/{area.pk}/",
        form_data(care_owner=owner.pk, file_class="11-10"),
    )

    care = PageCare.objects.get(page__slug="dienstreise-beantragen")
    assert (care.owner, care.file_class, care.interval_months) == (owner, "11-10", 12)
    assert not ArticlePage.objects.get().live


def test_article_without_a_post_cannot_be_submitted(client, editor):
    area = AreaPageFactory()

    response = client.post(
        f"/verwaltung/pages/add/knowledge/articlepage/{area.pk}/",
        form_data() | {"action-submit": "1"},
    )

    assert "care_owner" in response.context["form"].errors


def test_care_holds_at_once_and_its_change_is_on_record(client, editor, article):
    before, after = article.care.owner, PostFactory(key="neue-funktion")
    url = f"/verwaltung/pages/{article.pk}/edit/"
    shown = client.get(url).context["form"].initial["care_owner"]

    client.post(url, form_data(care_owner=after.pk, interval_months=24))

    care = PageCare.objects.get(page=article)
    entry = AuditEntry.objects.get(action="page.reassigned")
    assert shown == before
    assert (care.owner, care.interval_months) == (after, 24)
    assert (entry.actor, entry.data["to"]) == (editor, "neue-funktion")


def test_care_is_no_part_of_any_revision(article):
    article.save_revision()

    contents = [revision.content for revision in Revision.objects.all()]
    assert not any("interval_months" in content for content in contents)


def test_author_of_a_draft_may_leave_the_post_open(client, editor):
    area = AreaPageFactory()

    client.post(f"/verwaltung/pages/add/knowledge/articlepage/{area.pk}/", form_data())

    assert ArticlePage.objects.get().title == "Dienstreise beantragen"
    assert not PageCare.objects.exists()
