"""What the lists of the knowledge base show, narrowed to their reader."""

from collections import Counter
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.utils.translation import pgettext

from home.models import Visitor
from home.search import find
from home.visibility import visible_pages
from knowledge.forms import ConfirmForm
from knowledge.models.articles import ArticlePage
from knowledge.models.topics import Topic
from knowledge.permissions import can_confirm, feedback_in_charge
from knowledge.reading import care_of
from knowledge.reviews import due_for

PER_PAGE = 30
RECENT = 6
LONGEST_QUERY = 120


def articles(reader: Visitor):
    """All articles this person may read, with what their badges need."""
    return visible_pages(reader, ArticlePage).select_related("care__owner__unit")


def front(reader: Visitor, page, area_type) -> dict:
    """The front page: areas, what changed lately, what is due for this person."""
    paths = visible_pages(reader, ArticlePage).values_list("path", flat=True)
    counts = Counter(path[: -ArticlePage.steplen] for path in paths)
    areas = list(visible_pages(reader, area_type).child_of(page).order_by("path"))
    for area in areas:
        area.article_count = counts[area.path]
    return {
        "areas": areas,
        "recent": articles(reader).order_by("-last_published_at")[:RECENT],
        "due": due_for(reader),
        "feedback_count": feedback_in_charge(reader).open().count(),
    }


def area(request, page) -> dict:
    """The articles of one area, with its guarantor."""
    found = articles(request.user).child_of(page)
    care = care_of(page)
    return filtered(request, found) | {
        "care": care,
        "contact": care.owner.person_in_charge() if care else None,
        "may_confirm": care is not None and can_confirm(request.user, page),
        "confirm_form": ConfirmForm(),
    }


def filtered(request, found) -> dict:
    """A list of articles with its filters by kind and topic."""
    kind, slug = request.GET.get("art", ""), request.GET.get("thema", "")
    words = request.GET.get("q", "").strip()[:LONGEST_QUERY]
    ranks = found_by(words, request.user) if words else {}
    if words:
        found = found.filter(pk__in=ranks)
    kinds = Counter(found.order_by().values_list("kind", flat=True))
    topic = Topic.objects.filter(slug=slug).first() if slug else None
    if topic:
        found = found.filter(article_topics__tag=topic)
    if kind in ArticlePage.Kind.values:
        found = found.filter(kind=kind)
    found = found.order_by("title", "pk")
    if words:
        found = sorted(found, key=lambda page: ranks[page.pk])
    pages = Paginator(found, PER_PAGE)
    asked = {"art": kind, "thema": slug, "q": words}
    return {
        "page_obj": pages.get_page(request.GET.get("page")),
        "chips": kind_chips(kind, kinds, asked),
        "topic": topic,
        "words": words,
        "query": query(asked),
    }


def kind_chips(chosen: str, counts: Counter, asked: dict) -> list[dict]:
    total = sum(counts.values())
    everything = [(pgettext("articles", "All"), "", total)]
    kinds = [(k.label, k.value, counts[k.value]) for k in ArticlePage.Kind]
    return [
        {
            "label": label,
            "url": f"?{query(asked | {'art': kind})}",
            "active": kind == chosen,
            "count": count,
        }
        for label, kind, count in everything + kinds
        if count or kind == chosen
    ]


def query(asked: dict) -> str:
    return urlencode({name: value for name, value in asked.items() if value})


def found_by(words: str, reader: Visitor) -> dict[int, int]:
    """The articles that the search of the house finds, with their rank."""
    kind = ArticlePage.search_kind[0]
    hits = [thing for _key, found, thing in find(reader, words) if found == kind]
    return {thing: rank for rank, thing in enumerate(hits)}
