"""Council and result: what the house has to know."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from home.registries import (
    Outlet,
    PersonalData,
    WaitingTask,
    outlets,
    personal_data,
    public_views,
)
from participation.planning import council_notices, in_force
from participation.planning.desk.sections import Section, sections
from participation.planning.models import (
    DocumentVersion,
    Plan,
    PreparedFile,
    PublicNotice,
)
from participation.planning.permissions import can_approve, can_plan
from participation.planning.waiting import Matter, matters

REMINDED_FOR = timedelta(days=60)


def hint(plan) -> str:
    if plan.closed_on:
        return pgettext("plan", "closed")
    return pgettext("plan", "in force") if plan.in_force_on else ""


def in_force_for_a_year(person):
    today = timezone.localdate()
    return Plan.objects.filter(in_force_on__lt=today - timedelta(days=360))


def complaints_end(plans, person):
    """For some weeks after the year since the notice: faults no longer count."""
    today = timezone.localdate()
    for plan in plans:
        last_day = in_force.last_day_to_complain(plan)
        if last_day < today <= last_day + REMINDED_FOR:
            title = _("“%s”: the year to complain is over (§ 215 BauGB, § 47 VwGO)")
            yield WaitingTask(
                title=title % plan.name,
                url=reverse("planning:council", args=[plan.pk]),
                kind=_("Urban planning"),
                due=last_day,
            )


def notices_of_others(person):
    """Notices at the end of a plan that wait for the second person."""
    return PublicNotice.objects.filter(
        kind__in=council_notices.MATTERS, approved_at=None
    ).exclude(prepared_by=person)


def notices_to_approve(notices, person):
    for notice in notices.select_related("plan"):
        yield WaitingTask(
            title=_("Approve a notice: “%s”") % notice.plan.name,
            url=reverse("planning:council_notice", args=[notice.plan_id, notice.pk]),
            kind=_("Urban planning"),
        )


def public_addresses(word):
    """The page of every plan with all files, whether or not anybody may see them."""
    pages, files = [], []
    for plan in Plan.objects.select_related("procedure"):
        slug = plan.procedure.slug
        pages.append(reverse("participation:plan_archive", args=[slug]))
        versions = DocumentVersion.objects.filter(document__plan=plan)
        for name, rows in (
            ("plan_paper", versions),
            ("plan_table", plan.prepared.exclude(filename="")),
        ):
            files += [
                reverse(f"participation:{name}", args=[slug, row.pk, row.filename])
                for row in rows
            ]
    return pages + files


def desk_addresses(word):
    names = ("council", "papers", "results", "resolution_create")
    found = [
        reverse(f"planning:{name}", args=[pk])
        for pk in Plan.objects.values_list("pk", flat=True)
        for name in names
    ]
    return found + [
        reverse("planning:paper_file", args=[paper.plan_id, paper.pk])
        for paper in PreparedFile.objects.all()
    ]


PAGE_OF_THE_PLAN = {
    f"participation:{name}" for name in ("plan_archive", "plan_paper", "plan_table")
}
public_views |= PAGE_OF_THE_PLAN
sections.append(
    Section(60, gettext_lazy("Council and result"), "planning:council", hint)
)
matters += [
    Matter(can_plan, in_force_for_a_year, complaints_end),
    Matter(can_approve, notices_of_others, notices_to_approve),
]
outlets += [
    Outlet("pages of plans", sorted(PAGE_OF_THE_PLAN), public_addresses),
    Outlet(
        "planners' papers for the council",
        [
            "planning:council",
            "planning:papers",
            "planning:results",
            "planning:resolution_create",
            "planning:paper_file",
        ],
        desk_addresses,
    ),
]
personal_data.append(
    PersonalData(
        model="participation.PreparedFile",
        fields=["made_by", "let_out_by", "file"],
        purpose=gettext_lazy("To hand the council and the file what they ask for."),
        kept=gettext_lazy("A week; an anonymous table that was let out, for good."),
        export=lambda person: [],
        erase=lambda person: 0,
    )
)
