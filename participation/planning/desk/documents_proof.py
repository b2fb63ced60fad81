"""The proof of a publication on the desk: what the probes found, and the note."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from participation.planning import outages, probing
from participation.planning.certificate import certificate, file_name
from participation.planning.desk.access import plan_of
from participation.planning.desk.documents import for_the_two
from participation.planning.desk.documents_forms import OutageForm
from participation.planning.desk.views import titled
from participation.planning.permissions import can_plan

LATEST = 20


@require_http_methods(["GET", "POST"])
@for_the_two
def round_proof(request, pk, round):
    plan, found = approved_round_of(request, pk, round)
    now, form = timezone.now(), OutageForm(request.POST or None)
    if form.is_valid():
        probing.decide(found, by=request.user, now=now, **form.cleaned_data)
        messages.success(request, _("The decision is on file."))
        return redirect("planning:round_proof", plan.pk, found.pk)
    probes = found.probes.select_related("version__document").order_by("-at", "-pk")
    context = titled(_("Proof of the publication"), found.title) | {
        "plan": plan,
        "round": found,
        "outages": outages.outages(found, now),
        "bad": probes.filter(is_good=False)[:LATEST],
        "latest": probes.first(),
        "form": form if can_plan(request.user) else None,
    }
    template = "participation/planning/desk/documents/proof.html"
    return render(request, template, context, status=400 if form.errors else 200)


@require_safe
@for_the_two
def round_certificate(request, pk, round):
    _plan, found = approved_round_of(request, pk, round)
    made = certificate(found, timezone.now())
    response = HttpResponse(made, content_type="application/pdf")
    name = file_name(found)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def approved_round_of(request, pk, round):
    """Of a draft there is nothing to prove."""
    plan = plan_of(request, pk)
    rounds = plan.rounds.published().select_related("procedure", "plan")
    return plan, get_object_or_404(rounds, pk=round)
