"""Telling people what became of their statements."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from home import audit
from participation.planning import results, telling
from participation.planning.council import subject_of
from participation.planning.desk.access import for_planners, plan_of
from participation.planning.desk.council_access import done
from participation.planning.desk.council_forms import PostedForm, ToldForm
from participation.planning.desk.views import titled
from participation.planning.models import ResultMessage

PAGE_SIZE = 50


@require_safe
@for_planners
def result_list(request, pk):
    """Who still has to be told, with names: so every look at it is on record."""
    plan = plan_of(request, pk)
    audit.record("planning.names_seen", subject_of(plan), actor=request.user)
    untold = results.untold(plan)
    context = titled(_("Tell the results"), plan.name) | {
        "plan": plan,
        "page_obj": Paginator(untold, PAGE_SIZE).get_page(request.GET.get("page")),
        "number_untold": len(untold),
        "told": told_by_channel(plan),
        "not_posted": telling.not_posted(plan).count(),
        "failed": telling.failed(plan).select_related("statement__plan", "letter"),
        "posted_form": PostedForm(),
    }
    template = "participation/planning/desk/council/results.html"
    return render(request, template, context)


def told_by_channel(plan):
    """How many were told by which way."""
    labels = dict(ResultMessage.Channel.choices)
    rows = ResultMessage.objects.filter(statement__plan=plan, sent_on__isnull=False)
    return [
        {"label": labels[channel], "number": rows.filter(channel=channel).count()}
        for channel in labels
    ]


@require_POST
@for_planners
def tell(request, pk):
    plan = plan_of(request, pk)
    told = telling.tell(plan, by=request.user)
    unreachable = told.pop("", 0)
    number = told.total()
    words = ngettext("%(n)d message was made.", "%(n)d messages were made.", number) % {
        "n": number
    }
    messages.success(request, words)
    if unreachable:
        words = ngettext(
            "%(n)d person left neither mail nor address nor receipt.",
            "%(n)d people left neither mail nor address nor receipt.",
            unreachable,
        )
        messages.warning(request, words % {"n": unreachable})
    return redirect("planning:results", plan.pk)


@require_POST
@for_planners
def posted(request, pk):
    plan = plan_of(request, pk)
    form = PostedForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please give the day as a date."))
    else:
        day, by = form.cleaned_data["on"], request.user
        words = _("The letters count as told since this day.")
        done(request, lambda: telling.confirm_posted(plan, on=day, by=by), words)
    return redirect("planning:results", plan.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_planners
def note_told(request, pk, statement):
    plan = plan_of(request, pk)
    rows = results.with_results(plan.statements.all())
    found = get_object_or_404(rows, pk=statement)
    form = ToldForm(request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        act = lambda: telling.note_told(found, **given, by=request.user)  # noqa: E731
        if done(request, act, _("It is noted.")):
            return redirect("planning:results", plan.pk)
    title = _("Told in another way: %s") % found.reference
    context = titled(title, plan.name) | {"plan": plan, "form": form}
    template = "participation/planning/desk/form.html"
    return render(request, template, context, status=400 if form.is_bound else 200)
