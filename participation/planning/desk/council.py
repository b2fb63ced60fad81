"""Council and result on the desk: the steps in their order, and the end."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from participation.planning import (
    closing,
    council,
    council_notices,
    in_force,
    inspection,
    not_followed,
)
from participation.planning.desk.access import for_planners, plan_of
from participation.planning.desk.council_access import done, for_the_two
from participation.planning.desk.views import titled
from participation.planning.models import PublicNotice
from participation.planning.permissions import can_plan

Kind = PublicNotice.Kind


@require_safe
@for_the_two
def overview(request, pk):
    plan = plan_of(request, pk)
    context = titled(_("Council and result"), plan.name) | {
        "plan": plan,
        "may_plan": can_plan(request.user),
        "resolutions": plan.resolutions.all(),
        "open_points": council.open_points(plan).count(),
        "without_proposal": council.without_proposal(plan).count(),
        "missing": closing.missing(plan) if not plan.closed_on else [],
        "groups": inspection.groups_of(plan),
        "inspection": council_notices.latest(plan, Kind.INSPECTION),
        "in_force": council_notices.latest(plan, Kind.IN_FORCE),
        "complain_until": in_force.last_day_to_complain(plan),
        "not_followed": not_followed.count(plan),
    }
    template = "participation/planning/desk/council/overview.html"
    return render(request, template, context)


@require_POST
@for_planners
def close(request, pk):
    plan = plan_of(request, pk)
    if "sure" in request.POST:
        words = _("The procedure is closed. Its file can be made.")
        done(request, lambda: closing.close(plan, by=request.user), words)
    else:
        messages.error(request, _("Please confirm first that the procedure is over."))
    return redirect("planning:council", plan.pk)
