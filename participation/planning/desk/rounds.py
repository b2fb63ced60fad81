from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from participation import clock
from participation.planning import notices, offers, readiness, round_days, round_steps
from participation.planning.desk.access import plan_of
from participation.planning.desk.rounds_access import for_the_town, round_of
from participation.planning.desk.rounds_forms import (
    AbroadForm,
    AccessForm,
    BecauseForm,
    PortalForm,
)
from participation.planning.desk.views import titled
from participation.planning.models import PublicNotice
from participation.planning.permissions import can_plan
from participation.planning.rounds import can_be_taken_back, may_approve

# What else stands alone belongs to the council's section.
ALONE = [PublicNotice.Kind.DRAWING_UP]


@require_safe
@for_the_town
def round_list(request, pk):
    """The rounds of a plan with what comes next, and notices that stand alone."""
    plan, day = plan_of(request, pk), clock.today(request)
    context = titled(_("Rounds and notices"), plan.number) | {
        "plan": plan,
        "rows": [row(round, day) for round in round_steps.rounds_of(plan)],
        "rules": offers.rules_for(plan),
        "notices": plan.notices.filter(kind__in=ALONE).prefetch_related("appearances"),
        "kinds": ALONE,
        "may_plan": can_plan(request.user),
    }
    return render(request, "participation/planning/desk/rounds/list.html", context)


def row(round, day):
    return {
        "round": round,
        "rule": offers.rule_of(round),
        "standing": round_steps.standing(round, day),
        "next": round_steps.next_step(round, day),
    }


@require_safe
@for_the_town
def round_detail(request, pk, number):
    return show(request, round_of(request, pk, number))


def show(request, round, status=200, **forms):
    """Everything about one round; ``forms`` are those with errors."""
    day = clock.today(request)
    context = titled(round.title, round.plan.number) | row(round, day)
    context |= {
        "plan": round.plan,
        "missing": [] if round.is_published else readiness.missing(round, day=day),
        "closing_days": round_days.closing_days(round),
        "documents": round.published_versions.select_related("version__document"),
        "accesses": round.other_accesses.all(),
        "access_needed": offers.must_be_announced(round),
        "notices": round.notices.prefetch_related("appearances"),
        "notice_kind": offers.notice_kind(round),
        "portals": round.portal_entries.all(),
        "portals_missing": round_steps.portals_missing(round),
        "problems": messages_of(forms),
    }
    context |= rights(request.user, round) | blank_forms() | forms
    template = "participation/planning/desk/rounds/round.html"
    return render(request, template, context, status=status)


def rights(user, round):
    return {
        "may_plan": can_plan(user),
        "may_approve": may_approve(user, round) and not round.is_published,
        "may_take_back": can_be_taken_back(round),
    }


def blank_forms():
    return {
        "access_form": AccessForm(prefix="zugang"),
        "portal_form": PortalForm(prefix="portal"),
        "because_form": BecauseForm(),
        "abroad_form": AbroadForm(prefix="nachbar"),
    }


def messages_of(forms):
    return [text for form in forms.values() for text in form.non_field_errors()]


@require_safe
@for_the_town
def round_sentence(request, pk, number):
    """How the days came about, for the file."""
    round = round_of(request, pk, number)
    words = [round.deadline.get("sentence", ""), *round.deadline.get("warnings", [])]
    effected = [
        notices.effected_on(notice.appearances.all())
        for notice in round.notices.prefetch_related("appearances")
    ]
    words += [
        f"Bekannt gemacht mit Ablauf des {day:%d.%m.%Y}." for day in effected if day
    ]
    text = "\n\n".join(filter(None, words)) + "\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
