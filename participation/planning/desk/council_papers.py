"""Papers on the desk: having them made, fetching them, letting them out."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from participation.planning import prepared
from participation.planning.desk.access import for_planners, plan_of
from participation.planning.desk.council_access import done, for_the_two
from participation.planning.desk.council_forms import PaperForm
from participation.planning.desk.views import titled
from participation.planning.models import PreparedFile
from participation.planning.permissions import can_approve, can_plan
from participation.planning.views.plan_archive import send_paper

MOST = 50


@require_safe
@for_the_two
def paper_list(request, pk):
    plan = plan_of(request, pk)
    context = titled(pgettext("paper", "Papers"), plan.name) | {
        "plan": plan,
        "papers": visible(request.user, plan)[:MOST],
        "kinds": PreparedFile.Kind.choices,
        "may_plan": can_plan(request.user),
        "may_approve": can_approve(request.user),
        "kept": prepared.KEPT.days,
    }
    template = "participation/planning/desk/council/papers.html"
    return render(request, template, context)


def visible(user, plan):
    """Planners see all papers; the second person those that are to be let out."""
    papers = prepared.papers_of(plan)
    if can_plan(user):
        return papers
    return papers.filter(kind__in=PreparedFile.PUBLIC_KINDS)


@require_POST
@for_planners
def paper_create(request, pk):
    plan = plan_of(request, pk)
    form = PaperForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Please choose a paper."))
        return redirect("planning:papers", plan.pk)
    paper = prepared.ask(plan, form.cleaned_data["kind"], by=request.user)
    if paper.is_ready:
        messages.success(request, _("It is ready."))
    elif paper.state == PreparedFile.State.FAILED:
        messages.error(request, paper.error)
    else:
        words = _("It is being made. You may leave; a notice tells when it is done.")
        messages.success(request, words)
    return redirect("planning:papers", plan.pk)


@require_safe
@for_the_two
def paper_file(request, pk, paper):
    plan = plan_of(request, pk)
    found = get_object_or_404(visible(request.user, plan), pk=paper, state="ready")
    response = send_paper(found)
    prepared.fetched(found, by=request.user)
    patch_cache_control(response, private=True, no_store=True)
    return response


@require_POST
@for_the_two
def let_out(request, pk, paper):
    plan = plan_of(request, pk)
    found = get_object_or_404(visible(request.user, plan), pk=paper)
    words = _("Everybody finds the table on the page of the plan.")
    done(request, lambda: prepared.let_out(found, by=request.user), words)
    return redirect("planning:papers", plan.pk)
