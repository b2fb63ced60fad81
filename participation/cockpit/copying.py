"""New procedures from templates: the same shape on other days, nothing people wrote."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.text import slugify
from wagtail.models import Page

from home.models import User
from participation.models import ParticipationIndexPage, ProcedurePage

# What belongs to the one procedure and not to its shape.
LEFT_BEHIND = ("milestones", "decisions")


@transaction.atomic
def make_from(
    template: ProcedurePage, *, title: str, first_day: date, by: User
) -> ProcedurePage:
    """Copy a procedure as a draft, so that its first phase begins on a day."""
    parent = ParticipationIndexPage.objects.get()  # no reader: where it will lie
    made = template.copy(
        to=parent,
        keep_live=False,
        copy_revisions=False,
        user=by,
        log_action="wagtail.copy",
        update_attrs={
            "title": title,
            "draft_title": title,
            "slug": free_slug(title, parent),
            "is_template": False,
            "archived_on": None,
            "result": "",
            "go_live_at": None,
            "expire_at": None,
        },
    )
    for name in LEFT_BEHIND:
        getattr(made, name).all().delete()
    shift(made, first_day)
    made = ProcedurePage.objects.get(pk=made.pk)  # no reader: just made
    made.save_revision(user=by, log_action=False)
    return made


def shift(procedure: ProcedurePage, first_day: date) -> None:
    """Move phases and dates alike, so that the first phase begins on this day."""
    phases = procedure.ordered_phases
    distance = first_day - phases[0].first_day if phases else timedelta()
    for phase in phases:
        phase.first_day += distance
        phase.last_day += distance
        phase.save()
    for row in procedure.dates.all():
        row.day += distance
        row.save()


def free_slug(title: str, parent: Page) -> str:
    """An address made of the title that no sibling has."""
    base = slugify(title)[:80] or "verfahren"
    siblings = Page.objects.child_of(parent)  # no reader: only which addresses
    taken = set(siblings.values_list("slug", flat=True))
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug
