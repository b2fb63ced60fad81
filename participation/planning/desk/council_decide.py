"""Recording a resolution and taking back what it says about each point."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from home.numbers import number_in
from participation.planning import council
from participation.planning.desk.access import for_planners, plan_of
from participation.planning.desk.council_forms import FilterForm, ResolutionForm
from participation.planning.desk.views import titled
from participation.planning.models import Point, Resolution

PAGE_SIZE = 50
RESULT, REASONS = "ergebnis-", "gruende-"
LONGEST = 50_000
EVERY_ONE = "alle-gefilterten"


@require_http_methods(["GET", "HEAD", "POST"])
@for_planners
def resolution_create(request, pk):
    plan = plan_of(request, pk)
    form = ResolutionForm(request.POST or None)
    form.instance.plan = plan
    if form.is_valid() and (made := recorded(plan, form, request.user)):
        messages.success(request, _("The resolution is on record."))
        for running in council.still_open(made):
            words = _(
                "“%(round)s” takes statements until %(day)s: what comes until then has"
                " to be weighed, too. Please look whether the day of the resolution"
                " is right."
            )
            told = {"round": running.title, "day": date_format(running.last_day)}
            messages.warning(request, words % told)
        if made.kind != Resolution.Kind.WEIGHING:  # it says nothing about points
            return redirect("planning:council", plan.pk)
        return redirect("planning:decide", plan.pk, made.pk)
    context = titled(_("Record a resolution"), plan.name) | {"plan": plan, "form": form}
    template = "participation/planning/desk/form.html"
    return render(request, template, context, status=400 if form.errors else 200)


def recorded(plan, form, by):
    """The resolution, or nothing if the service refused it; the form says why."""
    try:
        return council.record_resolution(plan, **form.cleaned_data, by=by)
    except ValidationError as error:
        form.add_error(None, error)
        return None


@require_http_methods(["GET", "HEAD", "POST"])
@for_planners
def decide(request, pk, resolution):
    """Choose points; what was not changed follows the proposal."""
    plan = plan_of(request, pk)
    found = get_object_or_404(plan.resolutions, pk=resolution)
    form = FilterForm(plan, request.GET)
    points = form.applied_to(council.points_of(plan))
    if request.method == "POST" and taken(request, found, points):
        return redirect(f"{address(found)}?{request.GET.urlencode()}")
    rows = points.select_related("statement__plan", "statement__round", "resolution")
    rows = rows.order_by("statement__number", "number")
    context = titled(_("Take decisions back"), str(found)) | {
        "plan": plan,
        "resolution": found,
        "form": form,
        "page_obj": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "query": without_page(request.GET),
        "results": Point.Result.choices,
        "open_points": council.open_points(plan).count(),
    }
    status = 400 if request.method == "POST" else 200
    template = "participation/planning/desk/council/decide.html"
    return render(request, template, context, status=status)


def address(resolution):
    return reverse("planning:decide", args=[resolution.plan_id, resolution.pk])


def without_page(query):
    copy = query.copy()
    copy.pop("page", None)
    return copy.urlencode()


def taken(request, resolution, points):
    """Take back what was chosen, or say why not."""
    if EVERY_ONE in request.POST:
        chosen, results, reasons = points.filter(resolution=None), {}, {}
    else:
        keys = [number_in(key) for key in request.POST.getlist("chosen")]
        chosen, results = points.filter(pk__in=keys), others(request.POST)
        reasons = by_point(request.POST, REASONS)
    otherwise = unexplained(chosen, results, reasons)
    try:
        number = council.take_back(
            resolution, chosen, by=request.user, results=results, reasons=reasons
        )
    except ValidationError as error:
        for words in error.messages:
            messages.error(request, words)
        return False
    words = ngettext(
        "%(n)d point has its result.", "%(n)d points have their result.", number
    )
    messages.success(request, words % {"n": number})
    if otherwise:
        words = _(
            "Decided otherwise, with the reasons of the proposal: %(points)s. Please"
            " look whether they fit: people are told them."
        )
        messages.warning(request, words % {"points": council.shortened(otherwise)})
    return True


def others(posted) -> dict[int, str]:
    """The results that were chosen by hand, by the key of the point."""
    found = by_point(posted, RESULT)
    return {key: value for key, value in found.items() if value in Point.Result.values}


def by_point(posted, prefix) -> dict[int, str]:
    """What was typed or chosen for single points, by their keys."""
    found = {
        name.removeprefix(prefix): value.replace("\r\n", "\n")[:LONGEST]
        for name, value in posted.items()
        if name.startswith(prefix)
    }
    return {number_in(key): value for key, value in found.items()}


def unexplained(points, results, reasons) -> list[str]:
    """Points that were decided otherwise, with the reasons of the proposal."""
    return [
        str(point)
        for point in points.filter(pk__in=results).select_related("statement__plan")
        if results[point.pk] != point.proposed_result
        and not reasons.get(point.pk, "").strip()
    ]
