"""The notices at the end: inspection of a result, and entry into force."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from participation.planning import council_notices
from participation.planning.desk.access import for_planners, plan_of
from participation.planning.desk.council_access import done, for_the_two
from participation.planning.desk.council_forms import (
    ApproveForm,
    InForceForm,
)
from participation.planning.desk.rounds_forms import AppearanceForm
from participation.planning.desk.rounds_notices import send_scan
from participation.planning.desk.views import titled
from participation.planning.models import PublicNotice
from participation.planning.permissions import can_approve, can_plan

Kind = PublicNotice.Kind
FORM = "participation/planning/desk/form.html"


def notice_of(plan, pk):
    kinds = list(council_notices.MATTERS)
    rows = plan.notices.filter(kind__in=kinds).prefetch_related("appearances")
    return get_object_or_404(rows.select_related("plan__procedure"), pk=pk)


@require_POST
@for_planners
def inspection_create(request, pk):
    """Nothing is typed: place and hours stand with the groups."""
    plan = plan_of(request, pk)
    notice = council_notices.draft(plan, Kind.INSPECTION, fields={}, by=request.user)
    return redirect("planning:council_notice", plan.pk, notice.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_planners
def in_force_create(request, pk):
    plan = plan_of(request, pk)
    before = council_notices.latest(plan, Kind.IN_FORCE)
    form = InForceForm(
        plan, request.POST or None, initial=before.fields if before else None
    )
    if form.is_valid():
        notice = council_notices.draft(
            plan, Kind.IN_FORCE, fields=form.values, by=request.user
        )
        return redirect("planning:council_notice", plan.pk, notice.pk)
    title = _("Notice of the entry into force")
    context = titled(title, plan.name) | {"plan": plan, "form": form}
    return render(request, FORM, context, status=400 if form.errors else 200)


@require_safe
@for_the_two
def notice(request, pk, notice):
    plan = plan_of(request, pk)
    found = notice_of(plan, notice)
    is_other = request.user.pk != found.prepared_by_id
    context = titled(found.get_kind_display(), plan.name) | {
        "plan": plan,
        "notice": found,
        "missing": [] if found.approved_at else council_notices.missing(found),
        "checks": council_notices.checks(found),
        "may_plan": can_plan(request.user),
        "may_approve": can_approve(request.user) and is_other,
        "approve_form": ApproveForm(initial={"seen": found.text}),
    }
    template = "participation/planning/desk/council/notice.html"
    return render(request, template, context)


@require_POST
@for_the_two
def approve(request, pk, notice):
    plan = plan_of(request, pk)
    found = notice_of(plan, notice)
    seen = request.POST.get("seen", "")
    words = _("The notice is approved. It may appear now.")
    done(
        request,
        lambda: council_notices.approve(found, seen=seen, by=request.user),
        words,
    )
    return redirect("planning:council_notice", plan.pk, found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@for_planners
def appear(request, pk, notice):
    plan = plan_of(request, pk)
    found = notice_of(plan, notice)
    form = AppearanceForm(request.POST or None, request.FILES or None)
    if form.is_valid() and appeared(found, form, request.user):
        messages.success(request, _("It is recorded. The page of the plan shows it."))
        return redirect("planning:council_notice", plan.pk, found.pk)
    context = titled(_("Where it appeared"), plan.name) | {"plan": plan, "form": form}
    return render(request, FORM, context, status=400 if form.errors else 200)


def appeared(found, form, by):
    try:
        council_notices.appear(found, **form.cleaned_data, by=by)
    except ValidationError as error:
        form.add_error(None, error)
        return False
    return True


@require_safe
@for_the_two
def scan(request, pk, notice, appearance):
    """The proof that a notice appeared, as it was uploaded."""
    return send_scan(notice_of(plan_of(request, pk), notice), appearance)
