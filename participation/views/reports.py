from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from participation import clock
from participation.forms.writing import ReportForm
from participation.limits import ensure_address_not_too_often
from participation.people import participant
from participation.services import report
from participation.views.contributions import below
from participation.views.decorators import refusals_in_words, without_cookie
from participation.views.finding import comment_or_404, contribution_or_404


@without_cookie
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words
def contribution_report(request, pk):
    found = contribution_or_404(participant(request), pk)
    return take_report(request, found, found)


@without_cookie
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words
def comment_report(request, pk):
    comment = comment_or_404(participant(request), pk)
    found = contribution_or_404(participant(request), comment.contribution_id)
    return take_report(request, comment, found)


def take_report(request, writing, found):
    form = ReportForm(request.POST or None)
    if form.is_valid():
        if not form.is_trapped:
            ensure_address_not_too_often(request)
            report(
                writing,
                reporter=request.user,
                ground=form.cleaned_data["ground"],
                text=form.cleaned_data["text"],
                at=clock.now(request),
            )
        return redirect("participation:reported")
    context = below(found, _("Report a text")) | {
        "writing": writing,
        "contribution": found,
        "form": form,
    }
    return render(request, "participation/report.html", context)


@require_safe
def reported(request):
    return render(request, "participation/reported.html")
