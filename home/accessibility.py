"""The promises of the accessibility declaration: a form, an answer, a yearly look."""

from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from home.founding import REQUIRED_PAGES
from home.models import AccessibilityPage, BarrierReport, ContentPage, User
from home.notices import full_address, post_letter, town
from home.registries import WaitingTask
from home.roles import ADMINISTRATION, has_role

WARN_DAYS = 30  # before the year is over


@transaction.atomic
def report_barrier(*, what: str, where: str = "", email: str = "") -> BarrierReport:
    """Take a report, tell the town's address for it, and confirm if one can."""
    report = BarrierReport.objects.create(what=what, where=where, email=email)
    settings = town()
    url = full_address(reverse("barrierreport:edit", args=[report.pk]))
    if settings and (to := settings.feedback_email or settings.email):
        words = {"what": what, "where": where or "–", "url": url}
        text = _("Somebody could not use this:\n\n%(what)s\n\nPage: %(where)s\n%(url)s")
        post_letter(to, _("A barrier was reported"), text % words)
    if email:
        text = _(
            "Thank you. We have received your report and will answer within a month:"
            "\n\n%(what)s"
        )
        post_letter(email, _("Your report of a barrier"), text % {"what": what})
    return report


@transaction.atomic
def settle(report: BarrierReport, *, actor: User) -> None:
    """Note that a report was dealt with, and answer whoever left an address."""
    report.settled_at, report.settled_by = timezone.now(), actor
    report.save()
    if report.email and report.answer:
        post_letter(report.email, _("Your report of a barrier"), report.answer)


def tasks(person: User) -> list[WaitingTask]:
    """What the administration owes: answers, a yearly look, texts that are missing."""
    if not has_role(person, ADMINISTRATION):
        return []
    declarations = AccessibilityPage.objects.all()  # no reader: tasks
    return [
        *open_reports(),
        *overdue(declarations),
        *missing_texts(declarations),
    ]


def open_reports() -> list[WaitingTask]:
    return [
        WaitingTask(
            title=_("Answer: %(what)s") % {"what": report},
            url=reverse("barrierreport:edit", args=[report.pk]),
            kind=_("Reported barrier"),
            due=report.due_on,
        )
        for report in BarrierReport.objects.open()
    ]


def overdue(declarations) -> list[WaitingTask]:
    """Declarations whose year is over, or nearly."""
    year = timedelta(days=AccessibilityPage.REVIEW_DAYS)
    soon = timezone.localdate() + timedelta(days=WARN_DAYS) - year
    return [
        WaitingTask(
            title=_("Check the accessibility declaration"),
            url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
            kind=_("Yearly check"),
            due=page.checked_on + year,
        )
        for page in declarations
        if page.checked_on <= soon
    ]


def missing_texts(declarations) -> list[WaitingTask]:
    """Required pages that were laid and not written yet."""
    texts = ContentPage.objects.filter(slug__in=REQUIRED_PAGES)  # no reader: a task
    return [
        WaitingTask(
            title=_("Write: %(title)s") % {"title": page},
            url=reverse("wagtailadmin_pages:edit", args=[page.pk]),
            kind=_("Required page"),
        )
        for page in [*texts, *declarations]
        if not page.body
    ]
