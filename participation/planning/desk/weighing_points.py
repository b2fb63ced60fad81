"""One point: what was said, what the town should answer, and how it came to that."""

from datetime import UTC, datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
)

from participation.planning import weighing
from participation.planning.desk.access import for_lookers, for_planners, plan_of
from participation.planning.desk.weighing_filters import topics
from participation.planning.desk.weighing_forms import PointForm, ProposalForm
from participation.planning.desk.weighing_pages import (
    FOLDER,
    attempt,
    framed,
    giver_of,
)
from participation.planning.models import Point
from participation.planning.redaction import seen_text
from participation.planning.weighing_rights import (
    can_propose,
    points_for,
    sees_givers,
)

NEVER = datetime.min.replace(tzinfo=UTC)
MOST_SHOWN = 50  # of what stood there before


@require_http_methods(["GET", "HEAD", "POST"])
@for_lookers
def point(request, pk, point):
    plan = plan_of(request, pk)
    found = get_object_or_404(in_full(points_for(request.user, plan)), pk=point)
    frame = framed(request, plan, _("Point %(point)s") % {"point": found})
    may_change = weighing.may_change(request.user, found)
    frame["topics"] = topics(points_for(request.user, plan)) if may_change else []
    return answer(request, found, frame, PointForm if may_change else ProposalForm)


@require_POST
@for_planners
def remove(request, pk, point):
    plan = plan_of(request, pk)
    found = get_object_or_404(points_for(request.user, plan), pk=point)
    number = found.statement.number
    attempt(
        request,
        lambda: weighing.remove(found, by=request.user),
        _("The point was taken back."),
    )
    return redirect("planning:weighing_split", plan.pk, number)


def in_full(points):
    return points.select_related(
        "statement__plan", "statement__group", "post", "document", "resolution"
    )


def answer(request, found, frame, form_class):
    """Show a point, insert a boilerplate, or save; three things with one form."""
    may_propose = can_propose(request.user, found)
    before = Point.objects.select_related("statement__plan").get(pk=found.pk)
    if request.method != "POST":
        form = form_class(instance=before) if may_propose else None
        return show(request, found, frame, form)
    if not may_propose:
        raise PermissionDenied
    if "einfuegen" in request.POST:
        form = form_class(with_boilerplate(request.POST), instance=before)
        return show(request, found, frame, form, seen=request.POST.get("seen"))
    form = form_class(request.POST, instance=before)
    if not form.is_valid():
        seen = request.POST.get("seen")
        return show(request, found, frame, form, seen=seen, status=400)
    return save(request, found, frame, form)


def save(request, found, frame, form):
    seen = moment_in(request.POST.get("seen", ""))
    try:
        store(request.user, found, form, seen)
    except weighing.ChangedMeanwhileError as error:
        return show(request, error.point, frame, form, status=409, theirs=error.point)
    except ValidationError as error:
        form.add_error(None, error)
        seen = request.POST.get("seen")
        return show(request, found, frame, form, seen=seen, status=400)
    messages.success(request, _("Saved."))
    return redirect(request.path)


def store(user, found, form, seen):
    if isinstance(form, PointForm):
        weighing.change(found, by=user, seen=seen, **form.values())
    else:
        text, result = form.values().values()
        weighing.propose(found, text=text, result=result, by=user, seen=seen)


def moment_in(text):
    """When the form was made; whatever makes no sense was long ago."""
    try:
        return parse_datetime(text) or NEVER
    except ValueError:
        return NEVER


def with_boilerplate(data):
    """What was typed, with the text of the chosen boilerplate below it."""
    field = ProposalForm.base_fields["boilerplate"]
    try:
        chosen = field.clean(data.get("boilerplate"))
    except ValidationError:
        chosen = None
    data = data.copy()
    if chosen:
        typed = data.get("proposal", "").rstrip()
        data["proposal"] = f"{typed}\n\n{chosen.text}".strip()
        data["proposed_result"] = data.get("proposed_result") or chosen.result
        data["boilerplate"] = ""
    return data


def show(request, found, frame, form, *, seen=None, status=200, theirs=None):
    context = (
        {"template": f"{FOLDER}/point.html"}
        | frame
        | {
            "point": found,
            "shown": seen_text(found.text, found.statement, request.user),
            "giver": giver_of(found.statement),
            "form": form,
            "seen": seen or found.changed_at.isoformat(),
            "history": history_of(found, request.user),
            "theirs": theirs and compared(theirs, form),
        }
    )
    return render(request, context["template"], context, status=status)


def compared(point, form):
    """What somebody else wrote meanwhile beside what was typed, where they differ."""
    rows = [
        {
            "label": form.fields[name].label,
            "theirs": weighing.spoken(getattr(point, name)),
            "mine": weighing.spoken(value),
        }
        for name, value in form.values().items()
    ]
    return [row for row in rows if row["theirs"] != row["mine"]]


def history_of(point, user):
    """What stood there before; texts with names are planners' alone."""
    rows = list(point.history.select_related("by")[:MOST_SHOWN])
    results, steps = dict(Point.Result.choices), dict(Point.Step.choices)
    for row in rows:
        row.result = results.get(row.proposed_result, "")
        row.step_label = steps.get(row.step, "")
        row.others = [
            (Point._meta.get_field(name).verbose_name, *both)
            for name, both in row.changes.items()
            if sees_givers(user)
        ]
    return rows
