"""The public calendar, the programme for staff, and one session as a file."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from home.visibility import visible_pages
from training.agenda import Agenda, Choice, this_month
from training.models import EventIndexPage, OfferPage, Session, TrainingIndexPage
from training.months import Month
from training.permissions import can_plan

VIEWS = ["liste"]


@require_safe
def calendar(request):
    """What everyone may come to."""
    page = get_object_or_404(visible_pages(request.user, EventIndexPage))
    offers = visible_pages(request.user, OfferPage).child_of(page)
    sessions = Session.objects.visible_to(request.user).filter(offer__in=offers)
    return month_of_sessions(request, page, sessions)


@require_safe
def programme(request):
    """What staff may come to: their own courses and everything public."""
    page = get_object_or_404(visible_pages(request.user, TrainingIndexPage))
    return month_of_sessions(request, page, Session.objects.visible_to(request.user))


def month_of_sessions(request, page, sessions):
    agenda = Agenda(sessions, choice_of(request.GET), request)
    if not agenda.is_within:
        raise Http404
    context = {
        "page": page,
        "agenda": agenda,
        "tabs": tabs(agenda.choice),
        "may_plan": can_plan(request.user),
    }
    return render(request, "training/calendar.html", context)


def choice_of(params) -> Choice:
    """What the visitor chose, as far as it can be understood."""
    month = Month.parse(params.get("monat", "")) or this_month()
    kind = params.get("art", "")
    return Choice(
        month,
        kind=kind if kind in OfferPage.Kind.values else "",
        topic=slugify(params.get("thema", ""))[:60],
        view=params.get("ansicht") if params.get("ansicht") in VIEWS else "",
    )


def tabs(choice: Choice) -> list[dict]:
    """Month and list, side by side as equals."""
    return [
        {
            "label": pgettext("view", "Month"),
            "url": choice.address(ansicht=""),
            "active": not choice.view,
        },
        {
            "label": pgettext("view", "List"),
            "url": choice.address(ansicht="liste"),
            "active": bool(choice.view),
        },
    ]


@require_safe
def session_ics(request, pk):
    from training.ics import calendar_of  # here: it is large

    sessions = Session.objects.visible_to(request.user).select_related("offer", "place")
    session = get_object_or_404(sessions, pk=pk)
    body = calendar_of(session, url=session.offer.get_url(request))
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    name = f"{slugify(session.offer.title)[:60] or 'termin'}.ics"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
