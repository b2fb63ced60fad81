import mimetypes

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from participation.planning import deadlines, notices, offers, readiness
from participation.planning.desk.access import for_planners, plan_of
from participation.planning.desk.rounds import ALONE
from participation.planning.desk.rounds_access import (
    for_the_town,
    notice_of,
    round_of,
)
from participation.planning.desk.rounds_forms import AbroadForm, AppearanceForm
from participation.planning.desk.rounds_notice_form import NoticeForm
from participation.planning.desk.views import titled
from participation.planning.models import Appearance, PublicNotice
from participation.planning.notice_blocks import blocks_of
from participation.planning.notice_paper import pdf_of
from participation.planning.permissions import can_approve, can_plan


@require_http_methods(["GET", "POST"])
@for_planners
def notice_create(request, pk, kind):
    """A notice that belongs to no round, such as that of the decision to draw up."""
    if kind not in ALONE:
        raise Http404
    return edit(request, PublicNotice(plan=plan_of(request, pk), kind=kind))


@require_http_methods(["GET", "POST"])
@for_planners
def round_notice(request, pk, number):
    """The notice of a round: the one there is, or a new one."""
    round = round_of(request, pk, number)
    kind = offers.notice_kind(round)
    if not kind:
        raise Http404
    new = PublicNotice(plan=round.plan, round=round, kind=kind)
    return edit(request, round.notices.filter(kind=kind).last() or new)


@require_http_methods(["GET", "POST"])
@for_planners
def notice_edit(request, pk, number):
    return edit(request, notice_of(request, pk, number))


def edit(request, notice):
    if notice.approved_at:
        messages.error(request, _("The notice is approved: its wording stands."))
        return redirect("planning:notice", notice.plan_id, notice.pk)
    form = NoticeForm(request.POST or None, notice=notice)
    if form.is_valid():
        notices.prepare_notice(
            notice, typed=form.typed, adapted=form.own_wording, by=request.user
        )
        messages.success(request, _("Saved. Please read the wording and the checks."))
        return redirect("planning:notice", notice.plan_id, notice.pk)
    context = titled(pgettext("notice by law", "Notice"), notice.get_kind_display())
    context |= {"plan": notice.plan, "form": form}
    template = "participation/planning/desk/form.html"
    return render(request, template, context, status=400 if form.errors else 200)


@require_safe
@for_the_town
def notice_detail(request, pk, number):
    return show(request, notice_of(request, pk, number))


def show(request, notice, status=200, **forms):
    """The wording, the checks, where it appeared; ``forms`` are those with errors."""
    appearances = list(notice.appearances.select_related("recorded_by"))
    effected = notices.effected_on(appearances)
    context = titled(pgettext("notice by law", "Notice"), notice.get_kind_display()) | {
        "plan": notice.plan,
        "notice": notice,
        "blocks": blocks_of(notice.text),
        "checks": readiness.checks_of(notice),
        "appearances": appearances,
        "earliest": effected and deadlines.earliest_start(effected),
        "cited": notice.fields.get("standards_cited", []),
        "may_plan": can_plan(request.user),
        "may_approve": may_approve(request.user, notice),
        "form": AppearanceForm(),
        "abroad_form": AbroadForm(prefix="nachbar"),
    }
    context |= forms
    template = "participation/planning/desk/rounds/notice.html"
    return render(request, template, context, status=status)


def may_approve(user, notice):
    alone = notice.round_id is None and notice.approved_at is None
    return alone and can_approve(user) and user.pk != notice.prepared_by_id


@require_POST
@for_the_town
def notice_approve(request, pk, number):
    notice = notice_of(request, pk, number)
    try:
        notices.approve_notice(notice, by=request.user, at=timezone.now())
    except ValidationError as error:
        for text in error.messages:
            messages.error(request, text)
    else:
        messages.success(request, _("Approved. The wording stands now."))
    return redirect("planning:notice", pk, number)


@require_POST
@for_planners
def appearance_add(request, pk, number):
    notice = notice_of(request, pk, number)
    appearance = Appearance(notice=notice)
    form = AppearanceForm(request.POST, request.FILES, instance=appearance)
    if form.is_valid() and recorded(request, notice, form):
        messages.success(request, _("Recorded."))
        return redirect("planning:notice", pk, number)
    return show(request, notice, 400, form=form)


def recorded(request, notice, form):
    try:
        notices.record_appearance(
            notice, form.instance, by=request.user, at=timezone.now()
        )
    except ValidationError as error:
        form.add_error(None, error)
    return not form.errors


@require_POST
@for_planners
def abroad_told(request, pk, number):
    notice = notice_of(request, pk, number)
    form = AbroadForm(request.POST, prefix="nachbar")
    if not form.is_valid():
        return show(request, notice, 400, abroad_form=form)
    notices.record_abroad(notice, on=form.cleaned_data["on"], by=request.user)
    messages.success(request, _("Recorded."))
    return redirect("planning:notice", pk, number)


@require_safe
@for_the_town
def notice_text(request, pk, number):
    notice = notice_of(request, pk, number)
    return HttpResponse(notice.text, content_type="text/plain; charset=utf-8")


@require_safe
@for_the_town
def notice_pdf(request, pk, number):
    response = HttpResponse(
        pdf_of(notice_of(request, pk, number)), content_type="application/pdf"
    )
    response.headers["Content-Disposition"] = 'inline; filename="bekanntmachung.pdf"'
    return response


@require_safe
@for_the_town
def appearance_scan(request, pk, number, appearance):
    return send_scan(notice_of(request, pk, number), appearance)


def send_scan(notice, pk):
    found = get_object_or_404(notice.appearances.exclude(scan=""), pk=pk)
    kind = mimetypes.guess_type(found.scan.name)[0] or "application/octet-stream"
    return FileResponse(found.scan.open(), as_attachment=True, content_type=kind)
