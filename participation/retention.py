"""
Personal data of a procedure, and how they end.

Some months after a procedure is over, names, addresses and links to accounts leave
every table, file, search index and outbox. What everyone could read stays as the file
of the procedure, without a name. A certificate on the audit trail says what was
removed, when and how much.
"""

import calendar
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import CharField, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _

from home import pagecache, search
from home.audit import record
from home.models import AuditEntry, Letter, Notice
from participation.models import Comment, Contribution, ProcedurePage
from participation.retention_plans import GONE, NOT_PUBLIC, OF_CONTRIBUTION, PLANS, Plan

ACTION = "personal_data_removed"
WARNING = timedelta(days=30)
KEPT_SECONDS = 60 * 60

# --- When ---------------------------------------------------------------------


def due_on(procedure) -> date | None:
    """The day on which personal data go; none if they are kept or nothing is over."""
    months = procedure.retention_months
    if months is None:
        months = (
            None if procedure.is_formal else settings.PARTICIPATION_RETENTION_MONTHS
        )
    phases = procedure.ordered_phases
    if months is None or not phases:
        return None
    last = max(phase.last_day for phase in phases)
    return months_after(max(last, procedure.archived_on or last), months)


def months_after(day: date, months: int) -> date:
    """The same day some months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    length = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, length))


def due(day: date) -> list[ProcedurePage]:
    """Procedures whose time is over and whose personal data are still there."""
    return [page for page in not_yet_cleared() if (due_on(page) or date.max) <= day]


@dataclass(frozen=True)
class DueSoon:
    """A procedure whose personal data will go, with the post that is warned."""

    day: date
    pk: int
    title: str
    contact_id: int | None


def due_soon(day: date) -> list[DueSoon]:
    """
    What will be removed within thirty days, the next one in front.

    Every start page of an editor asks: it is read once until something changes.
    """
    key = f"retention-{pagecache.generation()}-{day}"
    return cache.get_or_set(key, lambda: look_for_due(day), KEPT_SECONDS)


def look_for_due(day: date) -> list[DueSoon]:
    found = [
        DueSoon(due_on(page) or date.max, page.pk, page.title, page.contact_id)
        for page in not_yet_cleared()
    ]
    soon = [row for row in found if day < row.day <= day + WARNING]
    return sorted(soon, key=lambda row: row.day)


def not_yet_cleared():
    done = AuditEntry.objects.filter(action=ACTION)
    numbers = {data.get("procedure") for data in done.values_list("data", flat=True)}
    pages = ProcedurePage.objects.filter(is_template=False)  # no reader: a nightly job
    return pages.exclude(pk__in=numbers).prefetch_related("phases")


# --- Removing -----------------------------------------------------------------


@transaction.atomic
def remove_personal_data(procedure: ProcedurePage, *, day: date) -> AuditEntry:
    """Remove what identifies people, and leave a certificate on the audit trail."""
    hidden = list(of(procedure).filter(NOT_PUBLIC).values_list("pk", flat=True))
    letters, notices = mentioning(procedure, Letter), mentioning(procedure, Notice)
    counts = Counter()
    for plan in PLANS:
        counts[plan.model] += carry_out(plan, procedure)
    counts["home.Letter"] = Letter.objects.filter(pk__in=letters).delete()[0]
    counts["home.Notice"] = Notice.objects.filter(pk__in=notices).delete()[0]
    for pk in hidden:
        search.drop("contribution", pk)
    transaction.on_commit(pagecache.drop_all)
    return record(
        ACTION,
        f"Verfahren {procedure.pk}: {procedure.title}",
        reason=_("The retention time of this procedure is over."),
        data={
            "procedure": procedure.pk,
            "day": day.isoformat(),
            "due": due_on(procedure).isoformat(),
            "counts": dict(sorted(counts.items())),
        },
    )


def carry_out(plan: Plan, procedure) -> int:
    """Do to the rows of one procedure what the plan says; return how many there are."""
    model = apps.get_model(plan.model)
    # The plain manager: rows on record refuse to be changed by their own.
    rows = model._base_manager.filter(plan.only, **{plan.path: procedure})
    keys = list(rows.values_list("pk", flat=True))
    rows = model._base_manager.filter(pk__in=keys)
    for name in plan.files:
        remove_files(rows, name)
    if plan.shorten:
        plan.shorten(rows)
    if plan.delete:
        rows.delete()
    elif keys:
        rows.update(**new_values(plan))
    return len(keys)


def new_values(plan: Plan) -> dict:
    number = Concat(Value("-"), Cast("pk", output_field=CharField()))
    return (
        dict.fromkeys(plan.unlink)
        | dict.fromkeys(plan.clear + plan.files, "")
        | dict.fromkeys(plan.blot, GONE)
        | dict.fromkeys(plan.scramble, number)
    )


def remove_files(rows, name: str) -> None:
    """Files go when the removal is certain: a rolled back one has lost nothing."""
    for file in rows.exclude(**{name: ""}).values_list(name, flat=True):
        transaction.on_commit(lambda file=file: default_storage.delete(file))


def of(procedure):
    return Contribution.objects.filter(activity__procedure=procedure)


# --- Letters and notices ------------------------------------------------------

ADDRESSES = re.compile(r"/beteiligung/(?:beitrag|moderation/beitrag)/(\d+)/")
COMMENTS = re.compile(r"(?:/beteiligung/kommentar/|#kommentar-)(\d+)")


def mentioning(procedure, model) -> list[int]:
    """The letters or notices that tell somebody about this procedure."""
    contributions = set(of(procedure).values_list("pk", flat=True))
    comments = set(
        Comment.objects.filter(**{OF_CONTRIBUTION: procedure}).values_list(
            "pk", flat=True
        )
    )
    names = [f"/beteiligung/{procedure.slug}/", procedure.title]
    fields = ("subject", "body") if model is Letter else ("title", "text", "url")
    found = []
    for pk, *texts in model.objects.values_list("pk", *fields).iterator():
        text = "\n".join(texts)
        if (
            any(name in text for name in names)
            or not contributions.isdisjoint(map(int, ADDRESSES.findall(text)))
            or not comments.isdisjoint(map(int, COMMENTS.findall(text)))
        ):
            found.append(pk)
    return found


# --- The certificate ----------------------------------------------------------


def certificate_of(procedure) -> AuditEntry | None:
    """The entry that says that personal data of this procedure are gone."""
    return AuditEntry.objects.filter(
        action=ACTION, data__procedure=procedure.pk
    ).first()


def certificate_text(entry: AuditEntry) -> str:
    """The certificate in words, for the file."""
    data = entry.data
    lines = [
        _("Certificate of removal"),
        "",
        entry.subject,
        _("Due on: %s") % data["due"],
        _("Removed on: %s") % data["day"],
        "",
        *(
            f"{apps.get_model(model)._meta.verbose_name_plural}: {number}"
            for model, number in data["counts"].items()
        ),
        "",
        _("Names, addresses, links to accounts and texts that were never public."),
        _("Audit trail no. %(number)s, SHA-256 %(digest)s")
        % {"number": entry.number, "digest": entry.digest},
    ]
    return "\n".join(str(line) for line in lines) + "\n"
