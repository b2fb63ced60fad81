from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from participation import clock, preview, retention
from participation.circles import hidden_from
from participation.cockpit import copying, figures, printing, readiness
from participation.cockpit.forms import CopyForm, MomentForm, turning_moments
from participation.models import ProcedurePage
from participation.page_forms import PARTS
from participation.permissions import can_run
from participation.preview import Preview


def all_procedures(user):
    """Procedures, online or not, for those who run procedures."""
    if not can_run(user):
        raise PermissionDenied
    pages = ProcedurePage.objects.for_page()  # no reader: who runs procedures
    pages = pages.exclude(pk__in=hidden_from(user))
    return pages.prefetch_related(*PARTS)


@require_safe
def cockpits(request):
    day = clock.today(request)
    rows = [
        {
            "page": page,
            "state": readiness.state_of(page, day),
            "next": next(iter(readiness.next_dates(page, day)), None),
            "missing": readiness.missing(page, day),
        }
        for page in all_procedures(request.user).order_by("is_template", "title")
    ]
    context = {"header_title": _("Procedures"), "page_title": _("Procedures")}
    context |= {"header_icon": "group", "rows": rows}
    return render(request, "participation/cockpit/list.html", context)


@require_safe
def cockpit(request, pk):
    procedure = get_object_or_404(all_procedures(request.user), pk=pk)
    return show(request, procedure)


def show(request, procedure, status=200, **forms):
    """Everything about one procedure; ``forms`` are those with errors."""
    day = clock.today(request)
    context = {
        "page": procedure,
        "header_title": _("Cockpit"),
        "page_title": _("Cockpit"),
        "page_subtitle": procedure.get_admin_display_title(),
        "header_icon": "group",
        "state": readiness.state_of(procedure, day),
        "missing": readiness.missing(procedure, day),
        "next_dates": readiness.next_dates(procedure, day)[:8],
        "weeks": figures.by_week(procedure, clock.now(request)),
        "channels": figures.channels(procedure),
        "questions": figures.open_questions(procedure),
        "look_form": forms.get("look_form") or first_form(request),
        "copy_form": forms.get("copy_form") or CopyForm(),
        "moments": turning_moments(procedure.ordered_phases),
        "removal_day": retention.due_on(procedure),
        "certificate": retention.certificate_of(procedure),
    }
    return render(request, "participation/cockpit/cockpit.html", context, status=status)


def first_form(request):
    now = clock.now(request).astimezone(clock.BERLIN)
    hour = now.time().replace(second=0, microsecond=0)
    return MomentForm(initial={"day": now.date(), "hour": hour})


@require_POST
def preview_begin(request, pk):
    """Look at a procedure as a citizen at a moment; a draft, as it is planned now."""
    procedure = get_object_or_404(all_procedures(request.user), pk=pk)
    form = MomentForm(request.POST)
    if not form.is_valid():
        return show(request, procedure, look_form=form, status=400)
    eyes = preview.Eyes(form.cleaned_data["eyes"])
    preview.begin(request, Preview(form.moment, eyes, pk))
    if procedure.live:
        return redirect("participation:procedure", procedure.slug)
    return redirect("wagtailadmin_pages:view_draft", pk)


@require_POST
def preview_end(request):
    chosen = request.session.get(preview.KEY)
    preview.end(request)
    messages.success(request, _("The preview is over."))
    if chosen is None:
        return redirect("wagtailadmin_home")
    return redirect(reverse("participation_cockpit", args=[chosen["procedure"]]))


@require_POST
def copy(request, pk):
    """Make a new procedure from this one, on other days."""
    procedure = get_object_or_404(all_procedures(request.user), pk=pk)
    parent = procedure.get_parent()
    if not parent.permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    form = CopyForm(request.POST)
    if not form.is_valid():
        return show(request, procedure, copy_form=form, status=400)
    made = copying.make_from(procedure, **form.cleaned_data, by=request.user)
    messages.success(request, _("The new procedure is a draft. Look through it."))
    return redirect("wagtailadmin_pages:edit", made.pk)


@require_safe
def certificate(request, pk):
    procedure = get_object_or_404(all_procedures(request.user), pk=pk)
    entry = retention.certificate_of(procedure)
    if entry is None:
        raise Http404
    text = retention.certificate_text(entry)
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    name = f"loeschbescheinigung-{procedure.slug}.txt"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def printed(request, pk, sheet):
    """The poster or the flyer of a procedure."""
    procedure = get_object_or_404(all_procedures(request.user), pk=pk)
    if sheet not in printing.SHEETS:
        raise Http404
    made = printing.pdf(procedure, sheet, clock.today(request))
    response = HttpResponse(made, content_type="application/pdf")
    name = f"{sheet}-{procedure.slug}.pdf"
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response
