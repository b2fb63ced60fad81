"""What the lists of news show: narrowed to their reader, filtered, page by page."""

from django.core.paginator import Paginator
from django.db.models import Count
from django.utils.translation import pgettext

from home.visibility import visible_pages
from intranet.models.news import NewsPage, StaffCouncilNewsPage
from intranet.models.reading import ReadingDuty

PER_PAGE = 20


def latest_news(person, page_type=NewsPage):
    """All news this person may read, the newest in front."""
    news = visible_pages(person, page_type).select_related("author__unit", "picture")
    return news.order_by("-day", "-pk")


def news(request) -> dict:
    """The list of all news with its filter by kind."""
    kind = request.GET.get("art", "")
    pages = latest_news(request.user)
    counts = dict(pages.order_by().values_list("kind").annotate(Count("pk")))
    if kind in NewsPage.Kind.values:
        pages = pages.filter(kind=kind)
    return listed(request, pages) | {
        "chips": kind_chips(kind, counts),
        "query": f"art={kind}" if kind in NewsPage.Kind.values else "",
    }


def staff_council_news(request, page) -> dict:
    """The news of one staff council."""
    pages = latest_news(request.user, StaffCouncilNewsPage).child_of(page)
    return listed(request, pages)


def listed(request, pages) -> dict:
    page_obj = Paginator(pages, PER_PAGE).get_page(request.GET.get("page"))
    duties = ReadingDuty.objects.open_for(request.user)
    open_pages = set(duties.values_list("page_id", flat=True))
    for page in page_obj:
        page.must_confirm = page.pk in open_pages
    return {"page_obj": page_obj}


def kind_chips(chosen: str, counts: dict) -> list[dict]:
    total = sum(counts.values())
    everything = pgettext("news", "All")
    return [chip(everything, "", not chosen, total)] + [
        chip(kind.label, kind.value, kind == chosen, counts.get(kind.value, 0))
        for kind in NewsPage.Kind
        if counts.get(kind.value) or kind == chosen
    ]


def chip(label, kind, active, count) -> dict:
    url = f"?art={kind}" if kind else "?"
    return {"label": label, "url": url, "active": active, "count": count}
