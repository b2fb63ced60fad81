"""
How a procedure ends: with an answer to everyone, or with a reason that has a name.

A procedure goes into the archive when nobody can contribute any more, its result is
told, and every contribution has an outcome. What is missing may be left so only if
a named person writes why; that is shown to everyone.
"""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home import audit, pagecache
from home.models import User
from participation import moderation
from participation.models import (
    ArchivingReason,
    Contribution,
    Decision,
    Outcome,
    ProcedurePage,
)
from participation.permissions import YES, Answer, Reason, actor_of
from participation.refusals import ensure
from participation.verbs import Verb


def contributions_of(procedure: ProcedurePage):
    return Contribution.objects.filter(activity__procedure=procedure.pk)


def number_without_outcome(procedure: ProcedurePage) -> int:
    """How many contributions still wait for an outcome. Everyone may know this."""
    return contributions_of(procedure).without_outcome().count()


def last_day_to_contribute(procedure: ProcedurePage) -> date | None:
    """The last day on which anything can be handed in, in any activity."""
    timetable = procedure.timetable
    days = [
        span.last_day
        for activity in procedure.activities.all()
        for span in timetable.spans_for(activity.key, Verb.SUBMIT)
    ]
    return max(days, default=None)


def missing(procedure: ProcedurePage) -> list[str]:
    """What a procedure lacks before it can be archived, in words."""
    found, number = [], number_without_outcome(procedure)
    if number:
        words = ngettext(
            "%(n)d contribution has no outcome yet.",
            "%(n)d contributions have no outcome yet.",
            number,
        )
        found.append(words % {"n": number})
    if not procedure.has_result:
        found.append(_("Nothing is said yet about what became of it."))
    return found


def valid_reason(procedure: ProcedurePage) -> ArchivingReason | None:
    """The reason given for what is missing now; it covers no more than it knew of."""
    number = number_without_outcome(procedure)
    reasons = ArchivingReason.objects.filter(procedure=procedure.pk)
    return reasons.filter(without_outcome__gte=number).first()


def check_archiving(procedure: ProcedurePage) -> None:
    """Refuse to archive what is not finished. Every way of saving comes by here."""
    if not procedure.pk or not procedure.archived_on:
        return
    kept = ProcedurePage.objects.filter(pk=procedure.pk)  # no reader: a check
    if kept.filter(archived_on__isnull=False).exists():
        return
    last_day = last_day_to_contribute(procedure)
    if last_day and last_day >= min(procedure.archived_on, timezone.localdate()):
        words = _("People can contribute until %(day)s. It can be archived after that.")
        day = date_format(last_day, "j. F Y")
        raise ValidationError({"archived_on": words % {"day": day}})
    lacking = missing(procedure)
    if lacking and not valid_reason(procedure):
        way_out = _(
            "Give every contribution an outcome, or write there why not: %(url)s"
        )
        lacking.append(way_out % {"url": procedure.closing_url})
        raise ValidationError({"archived_on": lacking})


@transaction.atomic
def give_reason(procedure: ProcedurePage, *, reason: str, by: User) -> ArchivingReason:
    """Answer with one's name for archiving something unfinished."""
    _ensure_answers(by)
    given = ArchivingReason.objects.create(
        procedure=procedure,
        name=str(by),
        reason=reason,
        without_outcome=number_without_outcome(procedure),
        by=by,
    )
    audit.record(
        "participation.archiving_reason",
        procedure,
        actor=by,
        reason=reason,
        data={"without_outcome": given.without_outcome},
    )
    transaction.on_commit(pagecache.drop_all)
    return given


@transaction.atomic
def archive(procedure: ProcedurePage, *, on: date, by: User) -> None:
    """
    Put a finished procedure into the archive; nothing else of it changes.

    A draft that waits would be published unseen, so that goes first.
    """
    _ensure_answers(by)
    rows = ProcedurePage.objects.select_for_update()  # no reader: locks the row
    page = rows.get(pk=procedure.pk)
    if page.has_unpublished_changes:
        raise ValidationError(_("There is a draft of this page. Publish it first."))
    page.archived_on = on
    check_archiving(page)
    page.save_revision(user=by).publish(user=by, skip_permission_checks=True)
    audit.record("participation.archive", page, actor=by, data={"on": on.isoformat()})
    transaction.on_commit(pagecache.drop_all)


@transaction.atomic
def settle(
    contributions: Iterable[Contribution],
    *,
    status: str,
    reason: str,
    by: User,
    decision: Decision | None = None,
) -> int:
    """Give several contributions the same outcome; everyone concerned is told."""
    settled = 0
    for contribution in contributions:
        moderation.set_outcome(
            contribution, status=status, reason=reason, by=by, decision=decision
        )
        settled += 1
    return settled


def for_desk(procedure: ProcedurePage, shown: str):
    """The contributions of a procedure as the closing desk lists them."""
    rows = contributions_of(procedure).in_need_of_outcome()
    outcomes = Outcome.objects.filter(contribution=OuterRef("pk"))
    if shown == "offen":
        rows = rows.filter(~Exists(outcomes))
    rows = rows.select_related("author", "activity", "activity__procedure")
    return rows.with_outcome().order_by("activity", "category", "pk")


def state_of_outcomes(procedure: ProcedurePage) -> dict[str, int]:
    rows = contributions_of(procedure).in_need_of_outcome()
    settled = rows.filter(Exists(Outcome.objects.filter(contribution=OuterRef("pk"))))
    all_of_them, done = rows.count(), settled.count()
    return {"offen": all_of_them - done, "alle": all_of_them}


def reasons_of(procedure: ProcedurePage):
    """Why it was archived unfinished, as everyone reads it."""
    return ArchivingReason.objects.filter(Q(procedure=procedure.pk))


def _ensure_answers(person: User) -> None:
    ensure(YES if actor_of(person).answers else Answer(Reason.ROLE))
