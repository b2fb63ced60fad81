from dataclasses import replace

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from home import audit
from participation import clock
from participation.planning.checklist import State, facts_of, steps
from participation.planning.desk import timeline
from participation.planning.desk.access import for_lookers, for_planners, plan_of
from participation.planning.desk.forms import PlanForm
from participation.planning.desk.sections import sections_of
from participation.planning.permissions import can_plan, works_inside
from participation.planning.plans import plans_for
from participation.planning.rules import rule_set_on

PLANNERS_ONLY = {"planning:plan_edit"}


def titled(title, subtitle=""):
    """What Wagtail's header prints."""
    return {
        "header_title": title,
        "page_title": title,
        "page_subtitle": subtitle,
        "header_icon": "site",
    }


@require_safe
@for_lookers
def desk(request):
    today = clock.today(request)
    rows = [
        {"plan": given.plan, **overview(given, today, request.user)}
        for given in facts_of(plans_for(request.user)).values()
    ]
    context = titled(_("Urban planning"))
    context |= {"rows": rows, "may_plan": can_plan(request.user)}
    context["is_inside"] = works_inside(request.user)
    context |= {"months": timeline.months(today), "frame": timeline.FRAME}
    context["today"] = today
    return render(request, "participation/planning/desk/desk.html", context)


def overview(given, today, user):
    """One plan on the list: where it stands, what comes next, and its periods."""
    found = steps_for(user, given, today)
    running = [step for step in found if step.state in (State.NOW, State.NEXT)]
    dated = [step for step in found if step.due]
    return {
        "steps": running,
        "first_due": min(dated, key=lambda step: step.due, default=None),
        "bars": timeline.bars(given.rounds, today),
    }


def steps_for(user, given, today):
    """The steps by law; an office has no part in them (§ 4b BauGB)."""
    if not works_inside(user):
        return []
    found = steps(given, today)
    if can_plan(user):
        return found
    return [
        replace(s, url_name="") if s.url_name in PLANNERS_ONLY else s for s in found
    ]


@require_safe
@for_lookers
def plan_detail(request, pk):
    plan = plan_of(request, pk)
    given = facts_of(plans_for(request.user).filter(pk=pk))[pk]
    context = titled(plan.name, plan.number) | {
        "plan": plan,
        "steps": steps_for(request.user, given, clock.today(request)),
        "may_plan": can_plan(request.user),
        "sections": sections_of(plan, request.user),
    }
    return render(request, "participation/planning/desk/plan.html", context)


@require_http_methods(["GET", "POST"])
@for_planners
def plan_create(request):
    form = PlanForm(request.POST or None)
    if form.is_valid():
        plan = form.save(commit=False)
        plan.rule_set_pinned_on = timezone.localdate()
        plan.rule_set = rule_set_on(plan.rule_set_pinned_on).key
        plan.save()
        form.save_m2m()
        audit.record("planning.begin", f"Plan {plan.number}", actor=request.user)
        return redirect("planning:plan", plan.pk)
    return show_form(request, form, _("New plan"))


@require_http_methods(["GET", "POST"])
@for_planners
def plan_edit(request, pk):
    plan = plan_of(request, pk)
    form = PlanForm(request.POST or None, instance=plan)
    if form.is_valid():
        form.save()
        audit.record("planning.change", f"Plan {plan.number}", actor=request.user)
        messages.success(request, _("Saved."))
        return redirect("planning:plan", plan.pk)
    return show_form(request, form, plan.name)


def show_form(request, form, title):
    context = titled(title) | {"form": form}
    template = "participation/planning/desk/form.html"
    return render(request, template, context, status=400 if form.errors else 200)
