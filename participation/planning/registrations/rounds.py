"""Rounds and notices: what the house has to know."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from home.registries import Outlet, outlets
from participation.planning import round_tasks
from participation.planning.desk.sections import Section, sections
from participation.planning.models import Plan, PublicNotice, Round
from participation.planning.permissions import can_approve, can_plan
from participation.planning.waiting import Matter, matters


def how_many(plan: Plan) -> str:
    number = plan.rounds.count()
    return ngettext("%(n)d round", "%(n)d rounds", number) % {"n": number}


def desk_addresses(word):
    plans = Plan.objects.values_list("pk", flat=True)
    found = [reverse("planning:rounds", args=[pk]) for pk in plans]
    for plan, pk in Round.objects.values_list("plan", "pk"):
        found += [
            reverse(f"planning:{name}", args=[plan, pk])
            for name in ("round", "round_edit", "round_sentence", "round_notice")
        ]
    for plan, pk in PublicNotice.objects.values_list("plan", "pk"):
        found += [
            reverse(f"planning:{name}", args=[plan, pk])
            for name in ("notice", "notice_edit", "notice_text")
        ]
    return found


sections.append(Section(10, _("Rounds and notices"), "planning:rounds", how_many))
matters += [
    Matter(can_approve, round_tasks.submitted, round_tasks.to_approve),
    Matter(can_approve, round_tasks.notices_alone, round_tasks.notices_to_approve),
    Matter(can_plan, round_tasks.lately_published, round_tasks.to_follow_up),
]
outlets.append(
    Outlet("planners' rounds and notices", ["planning:rounds"], desk_addresses)
)
