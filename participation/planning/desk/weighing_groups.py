"""Groups of essentially identical statements: suggestions, members, one answer."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from participation.planning import grouping
from participation.planning.desk.access import for_lookers, for_planners, plan_of
from participation.planning.desk.weighing_filters import topics
from participation.planning.desk.weighing_forms import CollectiveForm, CommonAnswerForm
from participation.planning.desk.weighing_pages import FOLDER, attempt, framed, paged
from participation.planning.models import Point

LONGEST_TITLE = 160


@require_safe
@for_lookers
def groups(request, pk):
    plan = plan_of(request, pk)
    context = framed(request, plan, _("Groups of like statements"))
    if not context["sees_statements"]:
        raise PermissionDenied
    persons = grouping.persons_by_group(plan)
    context["rows"] = [
        {"group": group, "persons": persons.get(group.pk, 0)}
        for group in plan.groups.all()
    ]
    return render(request, f"{FOLDER}/groups.html", context)


@require_safe
@for_planners
def suggestions(request, pk):
    plan = plan_of(request, pk)
    context = framed(request, plan, _("Statements that sound alike"))
    context["suggestions"] = grouping.suggestions(plan)
    context["groups"] = plan.groups.all()
    return render(request, f"{FOLDER}/suggestions.html", context)


@require_POST
@for_planners
def make(request, pk):
    plan = plan_of(request, pk)
    typed = request.POST.get("title", "").strip()[:LONGEST_TITLE]
    title = typed or _("Without a title")

    def act():
        chosen = ticked(request, plan)
        made = grouping.make(plan, chosen, title=title, by=request.user)
        tell_left_out(request, made)

    attempt(request, act, _("The group was made."))
    return redirect("planning:weighing_groups", plan.pk)


def ticked(request, plan):
    """Statements by their numbers: ticked, or typed as “3, 4” or “BP-51-0003”."""
    numbers = [number for number in given_numbers(request).values() if number]
    return plan.statements.standing().filter(number__in=numbers)


def given_numbers(request):
    """What was ticked or typed, with the number in it; None where there is none."""
    typed = request.POST.get("nummern", "").replace(";", ",").split(",")
    given = [text.strip() for text in [*request.POST.getlist("nummer"), *typed]]
    ends = {text: text.rpartition("-")[2].strip() for text in given if text}
    return {
        text: int(end) if end.isdecimal() and len(end) < 9 else None
        for text, end in ends.items()
    }


def tell_left_out(request, group):
    """Whoever typed numbers learns which of them didn't get into the group."""
    inside = set(group.statements.values_list("number", flat=True))
    given = given_numbers(request)
    if lost := [text for text, number in given.items() if number not in inside]:
        words = _(
            "Not in this group: %(numbers)s. There is no such statement, it was"
            " withdrawn or it is in another group."
        )
        messages.warning(request, words % {"numbers": ", ".join(lost)})


@require_safe
@for_planners
def group(request, pk, group):
    plan = plan_of(request, pk)
    return show(request, plan, group_of(plan, group))


def group_of(plan, pk):
    return get_object_or_404(plan.groups.select_related("made_by"), pk=pk)


def show(request, plan, found, status=200, **forms):
    persons = grouping.persons_in(found)
    members = found.statements.standing().select_related("plan").order_by("number")
    used = topics(Point.objects.filter(statement__group=found))
    context = framed(request, plan, found.title) | paged(request, members)
    context |= {
        "group": found,
        "example": members[0].current.text if members else "",
        "persons": persons,
        "too_few": grouping.too_few(persons) if grouping.is_few(persons) else "",
        "answer_form": forms.get("answer_form") or CommonAnswerForm(topics=used),
        "collective_form": forms.get("collective_form")
        or CollectiveForm(instance=found),
    }
    return render(request, f"{FOLDER}/group.html", context, status=status)


@require_POST
@for_planners
def put_in(request, pk, group):
    plan = plan_of(request, pk)
    found = group_of(plan, group)

    def act():
        grouping.put_in(found, ticked(request, plan), by=request.user)
        tell_left_out(request, found)

    attempt(request, act, _("The statements are part of the group now."))
    return redirect("planning:weighing_group", plan.pk, found.pk)


@require_POST
@for_planners
def take_out(request, pk, group, number):
    plan = plan_of(request, pk)
    found = group_of(plan, group)
    statement = get_object_or_404(found.statements.all(), number=number)
    attempt(
        request,
        lambda: grouping.take_out(statement, by=request.user),
        _("The statement stands by itself again."),
    )
    return redirect("planning:weighing_group", plan.pk, found.pk)


@require_POST
@for_planners
def propose(request, pk, group):
    plan = plan_of(request, pk)
    found = group_of(plan, group)
    used = topics(Point.objects.filter(statement__group=found))
    form = CommonAnswerForm(request.POST, topics=used)
    if not form.is_valid():
        return show(request, plan, found, 400, answer_form=form)
    attempt(
        request,
        lambda: grouping.propose(found, by=request.user, **form.cleaned_data),
        _("All members have this proposal now."),
    )
    return redirect("planning:weighing_group", plan.pk, found.pk)


@require_POST
@for_planners
def go_collective(request, pk, group):
    plan = plan_of(request, pk)
    found = group_of(plan, group)
    form = CollectiveForm(request.POST, instance=group_of(plan, group))
    if not form.is_valid():
        return show(request, plan, found, 400, collective_form=form)
    place = form.cleaned_data["inspection_place"]
    hours = form.cleaned_data["inspection_hours"]
    attempt(
        request,
        lambda: grouping.go_collective(
            found, place=place, hours=hours, by=request.user
        ),
        _("Inspection takes the place of single messages."),
    )
    return redirect("planning:weighing_group", plan.pk, found.pk)


@require_POST
@for_planners
def single(request, pk, group):
    plan = plan_of(request, pk)
    found = group_of(plan, group)
    grouping.end_collective(found, by=request.user)
    return redirect("planning:weighing_group", plan.pk, found.pk)


@require_POST
@for_planners
def dissolve(request, pk, group):
    plan = plan_of(request, pk)
    grouping.dissolve(group_of(plan, group), by=request.user)
    return redirect("planning:weighing_groups", plan.pk)
