import pytest
from django.contrib.auth.models import AnonymousUser

from home.models import Post
from knowledge.permissions import can_confirm, feedback_in_charge
from tests.factories.home import UserFactory
from tests.factories.intranet import AbsenceFactory
from tests.factories.knowledge import ArticleFeedbackFactory, ArticlePageFactory

pytestmark = pytest.mark.django_db

MOMENTS = {
    "all there": [],
    "owner away": ["owner"],
    "owner and deputy away": ["owner", "deputy"],
}


@pytest.mark.parametrize(
    ("moment", "who", "answer"),
    [
        ("all there", "owner", True),
        ("all there", "area", True),
        ("all there", "deputy", False),
        ("all there", "head", False),
        ("all there", "colleague", False),
        ("owner away", "deputy", True),
        ("owner away", "head", False),
        ("owner and deputy away", "head", True),
        ("owner and deputy away", "colleague", False),
    ],
)
def test_can_confirm(people, article, moment, who, answer):
    for name in MOMENTS[moment]:
        AbsenceFactory(person=people[name])

    assert can_confirm(people[who], article) is answer


def test_can_confirm_falls_to_the_head_when_a_post_is_vacant(people, article):
    Post.objects.filter(pk=article.care.owner_id).update(holder=None, deputy=None)

    assert can_confirm(people["head"], article)


def test_can_confirm_not_as_superuser(article):
    assert not can_confirm(UserFactory(is_superuser=True), article)


def test_can_confirm_not_anonymously(article):
    assert not can_confirm(AnonymousUser(), article)


@pytest.mark.parametrize(
    ("who", "reads"),
    [
        ("owner", True),
        ("area", True),
        ("deputy", False),
        ("head", False),
        ("colleague", False),
    ],
)
def test_feedback_is_for_those_in_charge_alone(people, article, who, reads):
    feedback = ArticleFeedbackFactory(page=article)

    assert (feedback in feedback_in_charge(people[who])) is reads


def test_feedback_on_an_unowned_article_reaches_the_area(people, article):
    unowned = ArticlePageFactory(parent=article.get_parent())
    feedback = ArticleFeedbackFactory(page=unowned)

    assert feedback in feedback_in_charge(people["area"])
    assert feedback not in feedback_in_charge(people["owner"])
