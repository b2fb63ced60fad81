from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from home.visibility import visible_pages
from participation import clock, closing, follow_up, words
from participation.forms.closing import ImplementationReportForm
from participation.models import ProcedurePage
from participation.overview import procedure_url
from participation.permissions import actor_of
from participation.results import figures, told
from participation.views.decorators import for_staff, refusals_in_words


@require_safe
def result(request, slug):
    """“What became of it”: figures, milestones, decisions, what was built."""
    pages = visible_pages(request.user, ProcedurePage).with_timetable()
    rows = ("milestones", "decisions", "reports")
    page = get_object_or_404(pages.prefetch_related(*rows), slug=slug)
    state = page.state_on(clock.today(request))
    counts = figures(page, clock.day_of(clock.told_at(request)))
    context = heading_of(page, _("What became of it")) | {
        "state": state,
        "tone": words.TONES[state],
        "figures": counts,
        "figure_rows": told(counts),
        "reasons": closing.reasons_of(page) if page.archived_on else (),
        "may_answer": actor_of(request.user).answers,
    }
    return render(request, "participation/results/page.html", context)


def heading_of(page, heading):
    return {
        "page": page,
        "procedure_url": procedure_url(page.slug),
        "trail": [
            (_("Participation"), reverse("participation:overview")),
            (page.title, procedure_url(page.slug)),
            (heading, ""),
        ],
    }


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff("answers")
@refusals_in_words
def report_create(request, slug):
    pages = visible_pages(request.user, ProcedurePage)
    page = get_object_or_404(pages, slug=slug)
    form = ImplementationReportForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        given = form.cleaned_data
        written = follow_up.report(
            page,
            by=request.user,
            key=given["idempotency_key"],
            values={name: given[name] for name in ("day", "title", "text")},
            upload=given["upload"],
            description=given["description"],
        )
        messages.success(request, _("The report is public. Whoever follows was told."))
        return redirect(written)
    context = heading_of(page, _("Report what was built")) | {"form": form}
    return render(request, "participation/results/report_form.html", context)
