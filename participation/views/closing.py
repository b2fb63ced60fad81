from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST, require_safe

from home.visibility import visible_pages
from participation import closing
from participation.chips import one_of
from participation.forms.closing import ArchiveForm, ArchivingReasonForm, SettleForm
from participation.models import ProcedurePage
from participation.views.decorators import for_staff, refusals_in_words

PAGE_SIZE = 50
SHOWN = ("offen", "alle")


@require_safe
@for_staff("answers")
def closing_desk(request, slug):
    return show_desk(request, procedure_or_404(request.user, slug))


def procedure_or_404(user, slug):
    pages = visible_pages(user, ProcedurePage).with_timetable()
    return get_object_or_404(pages.prefetch_related("milestones"), slug=slug)


def show_desk(request, procedure, **bound):
    """What has no outcome yet, and what the procedure lacks before it ends."""
    shown = one_of(request.GET.get("zeige"), SHOWN) or SHOWN[0]
    rows = closing.for_desk(procedure, shown)
    page_obj = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    forms = {
        "settle": SettleForm(procedure),
        "reason": ArchivingReasonForm(),
        "archive": ArchiveForm(),
    }
    context = {
        "procedure": procedure,
        "chips": chips(shown, closing.state_of_outcomes(procedure)),
        "page_obj": page_obj,
        "ticked": request.POST.getlist("chosen"),
        "query": f"zeige={shown}",
        "missing": closing.missing(procedure),
        "reasons": closing.reasons_of(procedure),
        "forms": forms | bound,
    }
    return render(request, "participation/closing/desk.html", context)


def chips(shown, figures):
    labels = {
        "offen": pgettext("closing", "Without outcome"),
        "alle": pgettext("closing", "All"),
    }
    return [
        {
            "label": label,
            "url": f"?zeige={key}",
            "active": key == shown,
            "count": figures[key],
        }
        for key, label in labels.items()
    ]


@require_POST
@for_staff("answers")
@refusals_in_words
def settle(request, slug):
    procedure = procedure_or_404(request.user, slug)
    form = SettleForm(procedure, request.POST)
    if not form.is_valid():
        return show_desk(request, procedure, settle=form)
    number = closing.settle(
        form.cleaned_data.pop("chosen"), by=request.user, **form.cleaned_data
    )
    done = ngettext(
        "%(n)d contribution has its outcome. Its author was told.",
        "%(n)d contributions have their outcome. Their authors were told.",
        number,
    )
    messages.success(request, done % {"n": number})
    return redirect(procedure.closing_url)


@require_POST
@for_staff("answers")
@refusals_in_words
def give_reason(request, slug):
    procedure = procedure_or_404(request.user, slug)
    form = ArchivingReasonForm(request.POST)
    if not form.is_valid():
        return show_desk(request, procedure, reason=form)
    closing.give_reason(procedure, by=request.user, **form.cleaned_data)
    messages.success(request, _("Your reason is public, with your name."))
    return redirect(procedure.closing_url)


@require_POST
@for_staff("answers")
@refusals_in_words
def archive(request, slug):
    procedure = procedure_or_404(request.user, slug)
    form = ArchiveForm(request.POST)
    if form.is_valid():
        try:
            closing.archive(procedure, on=form.cleaned_data["on"], by=request.user)
        except ValidationError as error:
            form.add_error("on", error.messages)
        else:
            messages.success(request, _("The procedure is in the archive."))
            return redirect(procedure.result_url)
    return show_desk(request, procedure, archive=form)
