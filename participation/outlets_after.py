"""How what comes after a contribution, or by another way than online, is shown."""

from django.urls import reverse

from home.registries import Outlet, file_guards, outlets
from participation.models import Activity, Contribution, Intake, ProcedurePage
from participation.permissions import actor_of


def histories(word):
    return [
        reverse(f"participation:{name}", args=[contribution.pk])
        for contribution in Contribution.objects.all()
        for name in ("contribution_edit", "contribution_versions")
    ]


def results(word):
    pages = ProcedurePage.objects.all()  # no reader: addresses for the leak test
    return [page.result_url for page in pages]


def desks(word):
    """What staff see who give outcomes, merge and report."""
    found = [reverse("participation:intake_desk")]
    pages = ProcedurePage.objects.all()  # no reader: addresses for the leak test
    for page in pages:
        found += [page.closing_url, f"{page.closing_url}?zeige=alle"]
        found.append(reverse("participation:report_create", args=[page.slug]))
    for activity in Activity.objects.select_related("procedure"):
        where = [activity.procedure.slug, activity.key]
        found.append(reverse("participation:intake_create", args=where))
    return found + contributions_on_desks(word)


def contributions_on_desks(word):
    found = []
    for pk in Contribution.objects.values_list("pk", flat=True):
        found.append(reverse("participation:merge", args=[pk]))
        found.append(reverse("participation:support_record", args=[pk]))
    recorded = Intake.objects.values_list("contribution", flat=True)
    return found + [reverse("participation:intake_done", args=[pk]) for pk in recorded]


def can_open_scan(user, name):
    """A letter that somebody wrote is for those who answer it."""
    return actor_of(user).answers


file_guards["eingang"] = can_open_scan
outlets += [
    Outlet(
        "changes of contributions",
        ["participation:contribution_edit", "participation:contribution_versions"],
        histories,
    ),
    Outlet("results of participations", ["participation:result"], results),
    Outlet(
        "desks of participation",
        [
            "participation:closing_desk",
            "participation:report_create",
            "participation:merge",
            "participation:intake_desk",
            "participation:intake_create",
            "participation:intake_done",
            "participation:support_record",
        ],
        desks,
    ),
]
