"""What the knowledge base hides: articles from outsiders, feedback from colleagues."""

from django.urls import reverse

from tests.factories.home import PostFactory
from tests.factories.knowledge import (
    ArticleFeedbackFactory,
    ArticlePageFactory,
    PageCareFactory,
)
from tests.house import NOBODY, READERS_OF_THE_INTRANET, STAFF
from tests.leaks import HiddenThing


def article(house, secret):
    page = ArticlePageFactory(title=secret, introduction=secret)
    PageCareFactory(page=page, owner__holder=house.people[STAFF])
    return page


def draft_article(house, secret):
    return ArticlePageFactory(title=secret, introduction=secret, live=False)


def feedback(house, secret):
    page = ArticlePageFactory()
    owner = PostFactory(unit=house.unit, holder=house.people[STAFF])
    PageCareFactory(page=page, owner=owner)
    return ArticleFeedbackFactory(page=page, text=secret)


def its_page(page):
    return [page.get_url()]


def inbox(feedback):
    return [reverse("knowledge:feedback_inbox")]


HIDDEN = [
    HiddenThing("article", article, READERS_OF_THE_INTRANET, its_page),
    HiddenThing("article not yet approved", draft_article, NOBODY, its_page),
    HiddenThing("feedback on an article", feedback, frozenset({STAFF}), inbox),
]

NO_CONTENT = [
    ("knowledge:confirm", "answers a POST by redirect"),
    ("knowledge:helped", "answers a POST by redirect"),
    ("knowledge:feedback_done", "answers a POST by redirect"),
]
