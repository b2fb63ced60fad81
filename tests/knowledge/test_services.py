from datetime import date

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from wagtail.models import Revision

from home.models import AuditEntry, PageCare
from knowledge.models import ArticleFeedback
from knowledge.services import close_feedback, confirm_page, give_feedback
from tests.factories.home import UnitFactory, UserFactory
from tests.factories.knowledge import ArticlePageFactory

pytestmark = pytest.mark.django_db


@time_machine.travel("2027-03-01 09:00 +01:00")
def test_confirming_makes_the_badge_fresh_but_no_revision(people, article):
    PageCare.objects.filter(page=article).update(review_on=date(2027, 1, 1))
    revisions = Revision.objects.count()

    care = confirm_page(article, people["owner"])

    assert care.freshness == PageCare.Freshness.FRESH
    assert (care.reviewed_on, care.reviewed_by) == (date(2027, 3, 1), people["owner"])
    assert care.review_on == date(2028, 3, 1)
    assert Revision.objects.count() == revisions


def test_confirming_is_on_record_with_its_note(people, article):
    confirm_page(article, people["owner"], "Beträge geprüft")

    entry = AuditEntry.objects.get(action="page.confirmed")
    assert (entry.actor, entry.reason) == (people["owner"], "Beträge geprüft")
    assert entry.data["page"] == article.pk


def test_colleagues_cannot_confirm(people, article):
    with pytest.raises(PermissionDenied):
        confirm_page(article, people["colleague"])

    assert not AuditEntry.objects.filter(action="page.confirmed").exists()


def test_feedback_is_told_to_the_owner_alone(people, article):
    give_feedback(article, people["colleague"], "outdated", "Die Nummer ist falsch.")

    [notice] = people["owner"].notices.all()
    assert notice.title == "Rückmeldung zu „Dienstreise beantragen“"
    assert "Die Nummer ist falsch." in notice.text
    assert not people["area"].notices.exists()


def test_feedback_on_an_unowned_article_is_told_to_the_area(people, article):
    unowned = ArticlePageFactory(parent=article.get_parent())

    give_feedback(unowned, people["colleague"], "not-helped")

    assert people["area"].notices.count() == 1


def test_thanks_are_counted_without_a_name_and_told_to_nobody(people, article):
    give_feedback(article, people["colleague"], "helped")

    assert ArticleFeedback.objects.get().author is None
    assert not people["owner"].notices.exists()
    assert not ArticleFeedback.objects.open().exists()


def test_outsiders_cannot_give_feedback(article):
    with pytest.raises(PermissionDenied):
        give_feedback(article, UserFactory(), "outdated", "Ich war nie hier.")


def test_answer_reaches_whoever_gave_the_feedback(people, article):
    feedback = give_feedback(article, people["colleague"], "outdated")

    close_feedback(feedback, people["owner"], "Danke, ist geändert.")

    [notice] = people["colleague"].notices.all()
    assert notice.text == "Danke, ist geändert."
    assert not ArticleFeedback.objects.open().exists()


def test_feedback_can_be_put_away_without_an_answer(people, article):
    feedback = give_feedback(article, people["colleague"], "outdated")

    close_feedback(feedback, people["owner"])

    assert not people["colleague"].notices.exists()
    assert feedback.done_by == people["owner"]


def test_unit_without_anybody_breaks_nothing(people, article):
    care = PageCare.objects.get(page=article)
    care.owner.unit = UnitFactory()
    care.owner.holder = care.owner.deputy = None
    care.owner.save()

    assert give_feedback(article, people["colleague"], "outdated").pk
