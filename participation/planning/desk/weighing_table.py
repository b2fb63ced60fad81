"""The weighing table of a plan, and changing many of its points."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from participation.planning import weighing
from participation.planning.desk.access import for_lookers, for_planners, plan_of
from participation.planning.desk.weighing_filters import WITHDRAWN, TableFilter
from participation.planning.desk.weighing_forms import ManyForm
from participation.planning.desk.weighing_pages import FOLDER, framed, giver_of, paged
from participation.planning.redaction import seen_text
from participation.planning.weighing_rights import (
    points_for,
    sees_givers,
    withdrawn_points,
)

SHOWN = ("statement__plan", "statement__group", "statement__late_check", "post")


@require_safe
@for_lookers
def table(request, pk):
    return show(request, plan_of(request, pk))


def show(request, plan, form=None, ticked=()):
    """The table; ``form`` and ``ticked`` are what was sent and refused."""
    context = framed(request, plan, _("Weighing"))
    points = points_for(request.user, plan)
    if request.GET.get("stand") == WITHDRAWN and context["sees_statements"]:
        points = withdrawn_points(request.user, plan)
        context["may_weigh"] = False
    narrow = TableFilter(
        request.GET, points=points, sees_statements=context["sees_statements"]
    )
    context |= paged(request, narrow.rows().select_related(*SHOWN))
    mark_rows(context["page_obj"], request.user, ticked)
    context |= {
        "narrow": narrow,
        "topics": narrow.topics,
        "form": form or (ManyForm() if context["may_weigh"] else None),
    }
    status = 400 if form else 200
    return render(request, f"{FOLDER}/table.html", context, status=status)


def mark_rows(page, user, ticked):
    """Say what the table shows of each point: templates don't reason."""
    if not sees_givers(user):
        page.object_list = page.object_list.prefetch_related("statement__signatories")
    for row in page:
        row.shown = seen_text(row.text, row.statement, user)
        row.giver = giver_of(row.statement)
        row.is_ticked = row.pk in ticked
        row.url = address_of(row, user)
        row.is_disregarded = row.statement.is_disregarded


def address_of(point, user) -> str:
    """Where a point is worked on; one that was taken back is read in the inbox."""
    statement = point.statement
    if statement.withdrawn_at is None:
        return reverse("planning:weighing_point", args=[statement.plan_id, point.pk])
    readable = sees_givers(user)
    return reverse("planning:statement", args=[statement.pk]) if readable else ""


@require_POST
@for_planners
def change_many(request, pk):
    """Change what was ticked, or everything that the filter in the address finds."""
    plan = plan_of(request, pk)
    ticked = {int(n) for n in request.POST.getlist("punkt") if is_key(n)}
    form = ManyForm(request.POST)
    points = chosen(request, plan, ticked)
    if not form.is_valid():
        return show(request, plan, form, ticked)
    try:
        reason = form.cleaned_data["reason"]
        values = form.values()
        number = weighing.change_many(points, by=request.user, reason=reason, **values)
    except ValidationError as error:
        form.add_error(None, error)
        return show(request, plan, form, ticked)
    words = ngettext("%(n)d point was changed.", "%(n)d points were changed.", number)
    messages.success(request, words % {"n": number})
    return redirect(back_to_table(plan, request.GET))


def chosen(request, plan, ticked):
    points = points_for(request.user, plan)
    if request.POST.get("alle"):
        return TableFilter(request.GET, points=points, sees_statements=True).rows()
    return points.filter(pk__in=ticked)


def is_key(text) -> bool:
    return text.isdecimal() and len(text) < 16


def back_to_table(plan, query: QueryDict) -> str:
    address = reverse("planning:weighing", args=[plan.pk])
    return f"{address}?{query.urlencode()}" if query else address
