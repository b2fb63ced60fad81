from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participation.planning import offers, round_days, rounds
from participation.planning.desk.access import for_planners, plan_of
from participation.planning.desk.rounds_access import round_of
from participation.planning.desk.rounds_forms import RoundForm
from participation.planning.desk.views import titled
from participation.planning.models import Round


@require_http_methods(["GET", "POST"])
@for_planners
def round_create(request, pk, rule):
    """A new round by a rule that the plan's own set offers."""
    plan = plan_of(request, pk)
    chosen = {each.code: each for each in offers.rules_for(plan)}.get(rule)
    if chosen is None:
        raise Http404
    new = Round(plan=plan, rule=rule, audience=chosen.audience, title=chosen.title)
    return edit(request, new, chosen)


@require_http_methods(["GET", "POST"])
@for_planners
def round_edit(request, pk, number):
    round = round_of(request, pk, number)
    if round.is_published:
        messages.error(request, _("The round is approved: it stands."))
        return redirect("planning:round", pk, number)
    return edit(request, round, offers.rule_of(round))


def edit(request, round, rule):
    if "propose" in request.POST:
        return propose(request, round, rule)
    form = RoundForm(request.POST or None, instance=round, rule=rule)
    if form.is_valid() and saved(request, form):
        messages.success(request, _("Saved."))
        return redirect("planning:round", round.plan_id, form.instance.pk)
    return show_form(request, form, rule)


def saved(request, form):
    try:
        rounds.prepare_round(form.instance, start=form.begins_on, by=request.user)
    except ValidationError as error:
        form.add_error(None, error.messages)
    return not form.errors


def propose(request, round, rule):
    """What the engine makes of the start day; nothing is saved, no day goes unsaid."""
    typed = request.POST.dict()
    start = RoundForm.base_fields["start"].widget.value_from_datadict(
        request.POST, request.FILES, "start"
    )
    form = RoundForm(instance=round, rule=rule, initial=typed)
    try:
        day = RoundForm.base_fields["start"].clean(start)
        period = round_days.proposal(round, day) if day else None
    except ValidationError as error:
        return show_form(request, form, rule, problem=" ".join(error.messages))
    if period:
        form.initial["last_day"] = period.last_day
    return show_form(
        request, form, rule, period=period, given_up=given_up(typed, period)
    )


def given_up(typed, period):
    """The last day that stood in the form, if the computed one takes its place."""
    try:
        day = RoundForm.base_fields["last_day"].clean(typed.get("last_day", ""))
    except ValidationError:
        return None
    return day if day and period and day != period.last_day else None


def show_form(request, form, rule, **more):
    round = form.instance
    title = round.title if round.pk else _("New round: %s") % rule.title
    context = titled(title, round.plan.number) | {"plan": round.plan, "form": form}
    context |= {"rule": rule, "round": round} | more
    bad = form.is_bound and form.errors
    template = "participation/planning/desk/rounds/form.html"
    return render(request, template, context, status=400 if bad else 200)
