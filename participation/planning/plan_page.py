"""
The page of a plan that stays: what came of it, for everybody, at one address for good.

It answers as soon as something is announced: where a result can be inspected, that the
plan is in force, or that the procedure is over (BP-26).
"""

from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from participation.planning import in_force, prepared
from participation.planning.models import (
    Appearance,
    DocumentVersion,
    Plan,
    PublicNotice,
)

Kind = PublicNotice.Kind
ANNOUNCED = (Kind.INSPECTION, Kind.IN_FORCE)


@dataclass(frozen=True)
class Dated:
    """One day in the life of a plan; ``url`` leads to more, if there is more."""

    day: object
    what: str
    url: str = ""


def notices_of(plan: Plan) -> list[PublicNotice]:
    """The two last notices of a plan, once they have appeared."""
    appearances = Prefetch("appearances", Appearance.objects.order_by("appeared_on"))
    return list(appeared(plan).prefetch_related(appearances))


def appeared(plan: Plan) -> QuerySet:
    rows = plan.notices.filter(kind__in=ANNOUNCED, approved_at__isnull=False)
    return rows.filter(appearances__isnull=False).distinct()


def versions_of(notices: list[PublicNotice]) -> QuerySet:
    """The documents with which a plan came into force; what was replaced, too."""
    keys = [
        key
        for notice in notices
        if notice.kind == Kind.IN_FORCE
        for key in notice.fields.get("versions", [])
    ]
    rows = DocumentVersion.objects.filter(pk__in=keys).select_related("document")
    return rows.order_by("document__position", "-number")


def is_there(plan: Plan, notices: list[PublicNotice]) -> bool:
    return bool(notices or plan.closed_on)


def context_of(plan: Plan, notices: list[PublicNotice]) -> dict:
    procedure_url = reverse("participation:procedure", args=[plan.procedure.slug])
    return {
        "plan": plan,
        "documents": [paper(plan, row) for row in versions_of(notices)],
        "notices": notices,
        "resolutions": plan.resolutions.all(),
        "dates": dates_of(plan),
        "tables": [table(plan, row) for row in prepared.public_papers(plan)],
        "complain_until": in_force.last_day_to_complain(plan),
        "procedure_url": procedure_url,
        "trail": [
            (_("Participation"), reverse("participation:overview")),
            (plan.procedure.title, procedure_url),
            (plan.name, ""),
        ],
    }


def paper(plan: Plan, version: DocumentVersion) -> dict:
    where = [plan.procedure.slug, version.pk, version.filename]
    return {
        "title": version.document.title,
        "role": version.document.get_role_display(),
        "version": version,
        "url": reverse("participation:plan_paper", args=where),
    }


def table(plan: Plan, paper) -> dict:
    where = [plan.procedure.slug, paper.pk, paper.filename]
    return {"paper": paper, "url": reverse("participation:plan_table", args=where)}


def dates_of(plan: Plan) -> list[Dated]:
    """The days that count, in their order; German, as on paper."""
    found = [
        Dated(plan.drawn_up_on, "Aufstellungsbeschluss"),
        *(
            Dated(round.first_day, round.title, round.get_absolute_url())
            for round in public_rounds(plan)
        ),
        Dated(plan.statute_on, "Satzungsbeschluss"),
        Dated(plan.in_force_on, "Bekanntmachung und Inkrafttreten"),
        Dated(plan.closed_on, "Abschluss des Verfahrens"),
    ]
    return sorted((d for d in found if d.day), key=lambda dated: dated.day)


def public_rounds(plan: Plan) -> QuerySet:
    return plan.rounds.published().for_public().select_related("procedure")
