"""Budgets of the knowledge base, for a member of staff who answers for articles."""

from datetime import date

from knowledge.models import ChangeNote, KnowledgeIndexPage, RelatedPage
from tests.budgets import Budget
from tests.factories.home import PostFactory
from tests.factories.knowledge import (
    AreaPageFactory,
    ArticleFeedbackFactory,
    ArticlePageFactory,
    PageCareFactory,
    TopicFactory,
)
from tests.house import STAFF


def cared(house, page):
    owner = PostFactory(unit=house.unit, holder=house.people[STAFF])
    PageCareFactory(page=page, owner=owner, reviewed_on=date(2020, 1, 1))
    return page


def front(house, count):
    for area in AreaPageFactory.create_batch(count):
        cared(house, ArticlePageFactory(parent=area))
    return KnowledgeIndexPage.objects.get().get_url()


def area(house, count):
    page = cared(house, AreaPageFactory())
    for article in ArticlePageFactory.create_batch(count, parent=page):
        cared(house, article)
    return page.get_url()


def article(house, count):
    page = cared(house, ArticlePageFactory())
    for other in ArticlePageFactory.create_batch(count):
        RelatedPage.objects.create(article=page, page=other)
        ChangeNote.objects.create(article=page, text="Neue Frist")
    page.topics.set(TopicFactory.create_batch(count))
    page.save_revision().publish()
    return page.get_url()


def articles(house, count):
    for page in ArticlePageFactory.create_batch(count):
        cared(house, page)
    return "/intranet/wissen/artikel/?q=Dienstreise"


def feedback(house, count):
    return f"/intranet/wissen/artikel/{ArticlePageFactory().pk}/rueckmeldung/"


def inbox(house, count):
    page = cared(house, ArticlePageFactory())
    ArticleFeedbackFactory.create_batch(count, page=page)
    return "/intranet/wissen/rueckmeldungen/"


BUDGETS = [
    Budget("knowledge:front", 15, front, STAFF),
    Budget("page:knowledge.KnowledgeIndexPage", 15, front, STAFF),
    Budget("page:knowledge.AreaPage", 19, area, STAFF),
    Budget("page:knowledge.ArticlePage", 20, article, STAFF),
    Budget("knowledge:articles", 12, articles, STAFF),
    Budget("knowledge:feedback", 8, feedback, STAFF),
    Budget("knowledge:feedback_inbox", 8, inbox, STAFF),
]

NO_BUDGET = [
    ("knowledge:confirm", "answers a POST; its test counts"),
    ("knowledge:helped", "answers a POST"),
    ("knowledge:feedback_done", "answers a POST"),
]
