"""Downloads in the shapes of standards, for planners."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from home import audit
from home.town import town_of
from participation.planning import publication
from participation.planning.desk.access import for_planners, plan_of
from participation.planning.desk.views import titled
from participation.planning.standards import xbeteiligung, xplan


@require_safe
@for_planners
def exports(request, pk):
    """What there is, and what each file is for."""
    plan = plan_of(request, pk)
    context = titled(_("Data for other systems"), plan.number) | {"plan": plan}
    return render(request, "participation/planning/desk/exports.html", context)


@require_safe
@for_planners
def xplan_file(request, pk):
    plan = plan_of(request, pk)
    made = xplan.xml(plan, approved_rounds(plan), references_of(plan))
    return download(made, f"xplan-{plan.pk}.gml")


@require_safe
@for_planners
def begin_message(request, pk):
    plan = plan_of(request, pk)
    town = town_of(request).name
    made = xbeteiligung.participation(plan, approved_rounds(plan), town=town)
    return download(made, f"xbeteiligung-0401-{plan.pk}.xml")


@require_safe
@for_planners
def statement_message(request, pk, number):
    """One statement with its giver: who took it out stands in the trail."""
    plan = plan_of(request, pk)
    rows = plan.statements.select_related("round", "document", "plan")
    rows = rows.prefetch_related("versions", "points")
    given = get_object_or_404(rows, number=number)
    audit.record("planning.export_statement", given.reference, actor=request.user)
    return download(xbeteiligung.statement(given), f"xbeteiligung-0701-{number}.xml")


def approved_rounds(plan) -> list:
    rounds = plan.rounds.published().select_related("plan")
    return list(rounds.prefetch_related("notices__appearances"))


def references_of(plan) -> list[dict]:
    """What everybody may fetch by now, each document in its latest version."""
    rows = publication.began(timezone.now()).filter(round__plan=plan)
    rows = rows.select_related("version__document").order_by("version__number")
    latest = {row.version.document_id: row.version for row in rows}
    return [
        {
            "title": version.document.title,
            "url": publication.address_of(version),
            "role": version.document.role,
            "date": version.uploaded_at.date(),
        }
        for version in latest.values()
    ]


def download(made: bytes, name: str) -> HttpResponse:
    response = HttpResponse(made, content_type="application/xml; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
