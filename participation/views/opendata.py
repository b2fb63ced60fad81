"""
Open data and feeds: the same for everyone, whoever is signed in.

Everything is read with the eyes of a stranger, so nothing can leave that is not public.
"""

from functools import wraps

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import EmptyPage, Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from home.notices import full_address
from home.town import town_of
from home.visibility import visible_pages
from participation import clock
from participation.models import Comment, Contribution, ProcedurePage
from participation.opendata import records
from participation.opendata.description import openapi
from participation.opendata.feed import atom

PAGE_SIZE = 100
CALENDAR, FEED = "text/calendar; charset=utf-8", "application/atom+xml; charset=utf-8"


def for_every_site(view):
    """Read by scripts of other sites too: it holds nothing that is not public."""

    @require_safe
    @wraps(view)
    def inner(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    return inner


def as_json(view):
    """What is missing is said in the language of the rest."""

    @wraps(view)
    def inner(request, *args, **kwargs):
        try:
            return json(view(request, *args, **kwargs))
        except Http404:
            return json({"error": "not_found"}, status=404)

    return inner


def public_procedures():
    pages = visible_pages(AnonymousUser(), ProcedurePage).with_rounds()
    pages = pages.select_related("topic", "district")
    return pages.prefetch_related("dates", "milestones").order_by(
        "-first_published_at", "-pk"
    )


def public_procedure(slug) -> ProcedurePage:
    return get_object_or_404(public_procedures(), slug=slug)


@for_every_site
@as_json
def description(request):
    return openapi(town_of(request).name)


@for_every_site
@as_json
def procedures(request):
    now = clock.told_at(request)
    return page_of(
        request, public_procedures(), lambda page: records.procedure(page, now)
    )


@for_every_site
@as_json
def procedure(request, slug):
    return records.procedure(public_procedure(slug), clock.told_at(request))


@for_every_site
@as_json
def contributions(request, slug):
    page, now = public_procedure(slug), clock.told_at(request)
    found = Contribution.objects.filter(activity__procedure=page).published()
    found = found.with_counts().with_outcome().prefetch_related("answers")
    activities = {activity.pk: activity for activity in page.activities.all()}

    def as_record(row):
        row.activity = activities[row.activity_id]
        row.activity.procedure = page
        return records.contribution(row, page, now)

    return page_of(request, found.order_by("pk"), as_record)


@for_every_site
@as_json
def comments(request, slug):
    page = public_procedure(slug)
    public = Contribution.objects.filter(activity__procedure=page).published()
    found = Comment.objects.published().filter(contribution__in=public.values("pk"))
    return page_of(
        request, found.order_by("pk"), lambda row: records.comment(row, page)
    )


@for_every_site
@as_json
def result(request, slug):
    return records.result(public_procedure(slug), clock.told_at(request))


@for_every_site
def dates(request):
    name = _("Participation in %(town)s") % {"town": town_of(request).name}
    return calendar(public_procedures(), name)


@for_every_site
def procedure_dates(request, slug):
    page = public_procedure(slug)
    return calendar([page], page.title)


def calendar(pages, name: str) -> HttpResponse:
    from participation.opendata.calendar import calendar_of  # here: it is large

    return HttpResponse(calendar_of(pages, name), content_type=CALENDAR)


@for_every_site
def feed(request):
    town = town_of(request).name
    text = atom(
        public_procedures(),
        title=_("Participation in %(town)s") % {"town": town},
        author=town,
        address=reverse("participation:overview"),
        now=clock.told_at(request),
    )
    return HttpResponse(text, content_type=FEED)


@require_safe
def about(request):
    """What there is as data, for people."""
    context = {
        "trail": [
            (_("Participation"), reverse("participation:overview")),
            (_("Open data"), ""),
        ],
        "embedded": full_address(reverse("participation:embedded")),
        "licence_name": settings.OPEN_DATA_LICENCE_NAME,
        "licence_url": settings.OPEN_DATA_LICENCE_URL,
    }
    return render(request, "participation/open_data.html", context)


@for_every_site
@as_json
def nothing(request, rest):
    """An address of the API that leads nowhere."""
    raise Http404


def page_of(request, queryset, as_record) -> dict:
    """One page of a list, with the addresses of its neighbours."""
    paginator = Paginator(queryset, PAGE_SIZE)
    try:
        page = paginator.page(number_of(request))
    except EmptyPage as error:
        raise Http404 from error
    return {
        "count": paginator.count,
        "next": address(request, page.number + 1) if page.has_next() else None,
        "previous": address(request, page.number - 1) if page.has_previous() else None,
        "results": [as_record(row) for row in page],
    }


def number_of(request) -> int:
    given = request.GET.get("page", "1")
    if not (given.isascii() and given.isdigit() and len(given) <= 6):
        raise Http404
    return int(given)


def address(request, number: int) -> str:
    return full_address(f"{request.path}?page={number}")


def json(data: dict, status: int = 200) -> JsonResponse:
    words = {"ensure_ascii": False}
    return JsonResponse(data, json_dumps_params=words, status=status)
