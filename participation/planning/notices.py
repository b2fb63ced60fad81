"""
What is done with a notice: made, approved by a second person, seen to have appeared.

The notice of a round is approved together with it; those that stand alone, such as that
of the decision to draw a plan up, are approved by themselves.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import partial

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from home import audit
from home.models import User
from participation.clock import day_of
from participation.planning import deadlines, offers, wording
from participation.planning.models import Appearance, PublicNotice, Round
from participation.planning.notice_checks import unmet, warns_of_lateness
from participation.planning.notice_facts import facts_of
from participation.planning.notice_text import text_of
from participation.planning.permissions import can_approve, can_plan
from participation.planning.readiness import checks_of
from participation.planning.scans import check_scan

KEPT = ("standards_cited", "abroad_told_on")


@transaction.atomic
def prepare_notice(
    notice: PublicNotice, *, typed: Mapping[str, str], by: User, adapted: str = ""
) -> PublicNotice:
    """
    Make the wording of a notice from what was typed and what the rows say.

    ``adapted`` is a wording that a person has put in its place; the checks read that.
    """
    ensure(can_plan(by))
    refuse_approved(notice)
    facts = facts_of(notice, typed)
    notice.text = adapted.replace("\r\n", "\n").strip() or text_of(facts)
    notice.warns_of_lateness = warns_of_lateness(notice.text)
    kept = {name: notice.fields[name] for name in KEPT if name in notice.fields}
    named = [source.title for source in facts.sources]
    notice.fields = kept | dict(typed) | {"named": named, "is_adapted": bool(adapted)}
    notice.prepared_by = by
    notice.save()
    reopen(notice.round)
    audit.record("planning.notice", notice, actor=by, data=trail_of(notice))
    transaction.on_commit(
        partial(async_task, "participation.planning.standards_scan.scan", notice.pk)
    )
    return notice


def reopen(round: Round | None) -> None:
    """Whoever approves has to have seen what is approved: it is submitted anew."""
    if round:
        Round.objects.filter(pk=round.pk, approved_at=None).update(submitted_at=None)


@transaction.atomic
def approve_notice(notice: PublicNotice, *, by: User, at: datetime) -> PublicNotice:
    """As the second person, let a notice out that stands alone."""
    notice = PublicNotice.objects.select_for_update().get(pk=notice.pk)
    ensure(can_approve(by) and by.pk != notice.prepared_by_id)
    if notice.round_id:
        raise ValidationError(_("This notice is approved together with its round."))
    if stops := [check for check in unmet(checks_of(notice)) if check.blocks]:
        raise ValidationError([f"{check.words} ({check.norm})" for check in stops])
    return let_out(notice, by=by, at=at)


def let_out(notice: PublicNotice, *, by: User, at: datetime) -> PublicNotice:
    """From now on the wording stands; its callers hold the lock and have asked."""
    if notice.approved_at is None:
        notice.approved_by, notice.approved_at = by, at
        notice.warns_of_lateness = warns_of_lateness(notice.text)
        notice.save()
        audit.record("planning.notice_approve", notice, actor=by, data=trail_of(notice))
    return notice


@transaction.atomic
def record_appearance(
    notice: PublicNotice, appearance: Appearance, *, by: User, at: datetime
) -> Appearance:
    """
    Write down in which medium a notice appeared; the last one decides (BP-05).

    It takes effect when the day ends, and that has to be before the round begins.
    """
    ensure(can_plan(by))
    notice = PublicNotice.objects.select_for_update().get(pk=notice.pk)
    if notice.approved_at is None:
        raise ValidationError(_("Only an approved notice appears."))
    if appearance.appeared_on > day_of(at):
        raise ValidationError({"appeared_on": _("This day is still to come.")})
    refuse_late(notice, appearance.appeared_on)
    if appearance.scan:
        check(appearance.scan)
    appearance.notice, appearance.recorded_by = notice, by
    appearance.save()
    day = appearance.appeared_on.isoformat()
    data = trail_of(notice) | {"medium": str(appearance), "appeared_on": day}
    audit.record("planning.appearance", notice, actor=by, data=data)
    return appearance


def check(scan: File) -> None:
    try:
        check_scan(scan)
    except ValidationError as error:
        raise ValidationError({"scan": error.messages}) from error


def refuse_late(notice: PublicNotice, appeared_on: date) -> None:
    """BP-04: on the first day or after it is too late, whatever else is right."""
    round = notice.round
    if round is None or not offers.must_be_announced(round):
        return
    earliest = deadlines.earliest_start(appeared_on)
    if round.first_day < earliest:
        words = _(
            "The notice has to appear before the round begins. With this day it could"
            " begin on %(day)s at the earliest: take the round back, set new days and"
            " have the notice printed anew (%(norm)s)."
        )
        known = {"day": wording.long_day(earliest), "norm": "§ 3 Abs. 2 Satz 4 BauGB"}
        raise ValidationError({"appeared_on": words % known})


@transaction.atomic
def record_abroad(notice: PublicNotice, *, on: date, by: User) -> None:
    """Write down when the neighbour state was told (§ 4a (4) BauGB)."""
    ensure(can_plan(by))
    notice = PublicNotice.objects.select_for_update().get(pk=notice.pk)
    notice.fields["abroad_told_on"] = on.isoformat()
    notice.save(update_fields=["fields"])
    data = trail_of(notice) | {"on": on.isoformat()}
    audit.record("planning.abroad", notice, actor=by, data=data)


def effected_on(appearances: Iterable[Appearance]) -> date | None:
    """The day with the end of which a notice took effect: the last medium's."""
    return max((row.appeared_on for row in appearances), default=None)


def refuse_approved(notice: PublicNotice) -> None:
    if notice.approved_at is not None:
        raise ValidationError(_("The notice is approved: its wording stands."))


def ensure(answer: bool) -> None:
    if not answer:
        raise PermissionDenied


def trail_of(notice: PublicNotice) -> dict:
    """What the audit trail keeps of a notice."""
    return {
        "plan": notice.plan_id,
        "notice": notice.pk,
        "round": notice.round_id,
        "kind": notice.kind,
    }
