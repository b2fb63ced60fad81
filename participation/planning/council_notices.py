"""
The two notices at the end: where the result can be inspected, and that the plan is in
force. What the law prescribes stands in them word for word, so they are German.

One person writes them, another approves; from then on the wording stands. They take
effect with the day on which they appeared.
"""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from home import audit, pagecache
from home.models import User
from participation.planning import in_force, inspection
from participation.planning.council import ensure_plans, subject_of
from participation.planning.models import Appearance, Plan, PublicNotice
from participation.planning.notice_checks import Check, of_lint
from participation.planning.notices import check as check_scan
from participation.planning.permissions import can_approve

Kind = PublicNotice.Kind
# For each kind: what is missing, its wording, and what follows when it has appeared.
MATTERS = {Kind.INSPECTION: inspection, Kind.IN_FORCE: in_force}


@transaction.atomic
def draft(plan: Plan, kind: str, *, fields: dict, by: User) -> PublicNotice:
    """Write a notice, or write it anew as long as nobody has approved it."""
    ensure_plans(by)
    Plan.objects.select_for_update().get(pk=plan.pk)
    text = MATTERS[kind].text(plan, fields)
    notice = plan.notices.filter(kind=kind, approved_at=None).first()
    notice = notice or PublicNotice(plan=plan, kind=kind)
    notice.fields, notice.text, notice.prepared_by = fields, text, by
    notice.save()
    audit.record("planning.notice", subject_of(plan), actor=by, data={"kind": kind})
    return notice


def latest(plan: Plan, kind: str) -> PublicNotice | None:
    return plan.notices.filter(kind=kind).last()


def missing(notice: PublicNotice) -> list[str]:
    """What keeps a notice from being approved, in words."""
    lacking = MATTERS[notice.kind].missing(notice.plan, notice.fields)
    wrong = [check.words for check in checks(notice) if check.blocks]
    return [*lacking, *wrong]


def checks(notice: PublicNotice) -> list[Check]:
    """
    What the wording must not say, or had better not: dead law, words that judge.

    What was typed (area, place, titles of groups) stands in it as it was typed.
    """
    return list(of_lint(notice.text))


@transaction.atomic
def approve(notice: PublicNotice, *, seen: str, by: User) -> None:
    """The second pair of eyes has read this wording: it may appear."""
    found = PublicNotice.objects.select_for_update().get(pk=notice.pk)
    if not can_approve(by) or by.pk == found.prepared_by_id:
        raise PermissionDenied("A second person approves.")
    if found.approved_at:
        raise ValidationError(_("This notice is approved already."))
    if found.text != seen.replace("\r\n", "\n"):
        raise ValidationError(_("The text has changed. Please read it again."))
    if lacking := missing(found):
        raise ValidationError(lacking)
    found.approved_by, found.approved_at = by, timezone.now()
    found.save(update_fields=["approved_by", "approved_at"])
    subject = subject_of(found.plan)
    data = {"kind": found.kind}
    audit.record("planning.approve_notice", subject, actor=by, data=data)
    transaction.on_commit(pagecache.drop_all)


@transaction.atomic
def appear(
    notice: PublicNotice,
    *,
    medium: str,
    name: str,
    issue: str,
    appeared_on: date,
    by: User,
    scan: File | None = None,
) -> Appearance:
    """Record where a notice appeared; with the last medium it takes effect (BP-05)."""
    ensure_plans(by)
    found = PublicNotice.objects.select_for_update().get(pk=notice.pk)
    ensure_may_appear(found, appeared_on)
    if scan:
        check_scan(scan)
    made = Appearance.objects.create(
        notice=found,
        medium=medium,
        name=name,
        issue=issue,
        appeared_on=appeared_on,
        scan=scan or "",
        recorded_by=by,
    )
    MATTERS[found.kind].take_effect(found, effective_on(found), by=by)
    data = {"kind": found.kind, "medium": str(made), "on": appeared_on.isoformat()}
    audit.record("planning.appearance", subject_of(found.plan), actor=by, data=data)
    transaction.on_commit(pagecache.drop_all)
    return made


def ensure_may_appear(notice: PublicNotice, appeared_on: date) -> None:
    if notice.approved_at is None:
        raise ValidationError(_("A second person approves it before it appears."))
    if appeared_on > timezone.localdate():
        raise ValidationError({"appeared_on": _("This day is still to come.")})
    if appeared_on < timezone.localdate(notice.approved_at):
        raise ValidationError(
            {"appeared_on": _("It was approved only after this day.")}
        )


def effective_on(notice: PublicNotice) -> date:
    """Of several media the last one counts."""
    return max(notice.appearances.values_list("appeared_on", flat=True))
