"""What somebody follows, as a list: names and addresses of what they may still see."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from home.models import User
from home.visibility import visible_pages
from participation.models import Contribution, Follow, ProcedurePage
from participation.models.following import SUBJECTS
from participation.overview import procedure_url

SHOWN_AT_ONCE = 5


def described(rows: list[Follow], person: User) -> list[Follow]:
    """Say of each follow what it is about; what became hidden has no name any more."""
    procedures = {row.procedure_id for row in rows if row.procedure_id}
    contributions = {row.contribution_id for row in rows if row.contribution_id}
    pages = visible_pages(person, ProcedurePage).filter(pk__in=procedures)
    texts = Contribution.objects.visible_to(person).filter(pk__in=contributions)
    seen = {("procedure", pk) for pk in pages.values_list("pk", flat=True)}
    seen |= {("contribution", pk) for pk in texts.values_list("pk", flat=True)}
    for row in rows:
        describe(row, seen)
    return rows


def describe(row: Follow, seen: set[tuple[str, int]]) -> None:
    if row.topic_id:
        row.label = pgettext("follow", "Topic")
        row.url = f"{reverse('participation:overview')}?thema={row.topic.key}"
    elif row.district_id:
        row.label = pgettext("follow", "District")
        row.url = f"{reverse('participation:overview')}?ort={row.district.key}"
    elif row.procedure_id:
        row.label = pgettext("follow", "Participation")
        row.url = procedure_url(row.procedure.slug)
    else:
        row.label = pgettext("follow", "Contribution")
        row.url = row.contribution.get_absolute_url()
    row.title = str(row.subject)
    kept = [("procedure", row.procedure_id), ("contribution", row.contribution_id)]
    if any(pk and (name, pk) not in seen for name, pk in kept):
        row.title, row.url = _("No longer public"), ""


def latest(person: User) -> dict | None:
    """What somebody began to follow lately, for “Meine Seite”."""
    rows = Follow.objects.by(person).select_related(*SUBJECTS)[:SHOWN_AT_ONCE]
    found = described(list(rows), person) if rows else []
    return {"follows": found} if found else None
