"""The ways by which knowledge leaves the house, beside its pages."""

from urllib.parse import quote

from django.urls import reverse

from home.registries import Outlet, outlets
from knowledge.models import ArticlePage


def front(word):
    yield reverse("knowledge:front")


def articles(word):
    yield f"{reverse('knowledge:articles')}?q={quote(word)}"
    yield reverse("knowledge:articles")


def feedback_forms(word):
    for pk in ArticlePage.objects.values_list("pk", flat=True):
        yield reverse("knowledge:feedback", args=[pk])


def inbox(word):
    yield reverse("knowledge:feedback_inbox")


outlets += [
    Outlet("knowledge base", ["knowledge:front"], front),
    Outlet("list of articles", ["knowledge:articles"], articles),
    Outlet("feedback on an article", ["knowledge:feedback"], feedback_forms),
    Outlet("feedback to answer", ["knowledge:feedback_inbox"], inbox),
]
