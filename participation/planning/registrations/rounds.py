"""Rounds and notices: what the house has to know."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from home.registries import task_sources
from participation.planning.desk.sections import Section, sections
from participation.planning.models import Plan
from participation.planning.round_tasks import tasks_of


def how_many(plan: Plan) -> str:
    number = plan.rounds.count()
    return ngettext("%(n)d round", "%(n)d rounds", number) % {"n": number}


sections.append(Section(10, _("Rounds and notices"), "planning:rounds", how_many))
task_sources.append(tasks_of)
