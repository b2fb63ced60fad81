"""
The weighing, point by point: marking what somebody said, answering it, being ready.

The original stays as it came. Whoever changes a point leaves behind what stood there
before, and nobody overwrites what they have not seen.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home import audit
from home.models import User
from participation.planning.models import Point, PointVersion, Statement
from participation.planning.weighing_rights import can_propose, can_weigh

# What planners change; everybody else changes a proposal alone.
CHANGEABLE = {
    "text",
    "topic",
    "document",
    "place",
    "post",
    "to_office",
    "due_on",
    "proposal",
    "proposed_result",
    "step",
}
# What ``check`` reads beside the point itself.
JUDGED = ("statement__plan", "statement__late_check")
AT_ONCE = 500


class ChangedMeanwhileError(Exception):
    """Somebody else changed the point since it was read; nothing was overwritten."""

    def __init__(self, point: Point):
        super().__init__(str(point))
        self.point = point


@transaction.atomic
def mark(statement: Statement, *, start: int, end: int, by: User, **values) -> Point:
    """Make a point of a passage of the wording that counts; passages may overlap."""
    lock(statement, by)
    wording = statement.current
    if not 0 <= start < end <= len(wording.text):
        raise ValidationError(_("This passage does not lie within the text."))
    text = wording.text[start:end]
    fields = {"wording": wording, "start": start, "end": end, "text": text, **values}
    return add(statement, by=by, **fields)


@transaction.atomic
def take_whole(statement: Statement, *, by: User, **values) -> Point:
    """Make one point of a whole statement."""
    lock(statement, by)
    wording = statement.current
    return add(statement, by=by, wording=wording, text=wording.text, **values)


@transaction.atomic
def take_all_whole(statements: QuerySet, *, by: User) -> int:
    """Make a point of each of these statements that has none yet; returns how many."""
    waiting = statements.filter(points=None).select_related("plan")
    rows = list(waiting.prefetch_related("versions"))
    for plan in {row.plan for row in rows}:
        ensure_weighs(by, plan)
    points = [
        Point(statement=row, number=1, wording=row.current, text=row.current.text)
        for row in rows
    ]
    Point.objects.bulk_create(points, ignore_conflicts=True, batch_size=AT_ONCE)
    if rows:
        numbers = [row.number for row in rows]
        subject = f"Plan {rows[0].plan.number}"
        audit.record("planning.split", subject, actor=by, data={"statements": numbers})
    return len(rows)


def add(statement: Statement, *, by: User, **fields) -> Point:
    last = statement.points.aggregate(last=Max("number"))["last"] or 0
    point = Point(statement=statement, number=last + 1, **fields)
    check(point, fields)
    point.save()
    audit.record("planning.split", f"Punkt {point}", actor=by)
    return point


def lock(statement: Statement, by: User) -> None:
    """Numbers are given one after the other."""
    ensure_weighs(by, statement.plan)
    Statement.objects.select_for_update().get(pk=statement.pk)


@transaction.atomic
def remove(point: Point, *, by: User) -> None:
    """Take back a point that was marked by mistake, before anybody worked on it."""
    found = locked(point.pk)
    ensure_weighs(by, found.statement.plan)
    if found.proposal or found.resolution_id or found.history.exists():
        raise ValidationError(_("Somebody has worked on this point: it stays."))
    audit.record("planning.unsplit", f"Punkt {found}", actor=by)
    found.delete()


@transaction.atomic
def propose(
    point: Point, *, text: str, result: str, by: User, seen: datetime | None = None
) -> Point:
    """Say what the town should answer. The council decides, nobody else (BP-32)."""
    found = locked(point.pk)
    values = {"proposal": text, "proposed_result": result}
    if text.strip() and result and found.step == Point.Step.OPEN:
        values["step"] = Point.Step.PREPARED
    return write(found, values, may=can_propose, by=by, seen=seen)


@transaction.atomic
def change(
    point: Point, *, by: User, seen: datetime | None = None, reason: str = "", **values
) -> Point:
    """Change a point in whatever planners may change."""
    if unknown := set(values) - CHANGEABLE:
        raise PermissionDenied(f"Nobody changes {', '.join(sorted(unknown))} here.")
    found = locked(point.pk)
    return write(found, values, may=may_change, by=by, seen=seen, reason=reason)


def may_change(user: User, point: Point) -> bool:
    """Planners, as long as the council has not decided."""
    return can_weigh(user, point.statement.plan) and not point.resolution_id


def write(point: Point, values: dict, *, may, by: User, seen=None, reason="") -> Point:
    if not may(by, point):
        raise PermissionDenied("This point is not theirs to change.")
    changes = differences(point, values)
    if changes and seen is not None and point.changed_at != seen:
        raise ChangedMeanwhileError(point)
    if changes:
        remembered(point, changes, by=by, reason=reason).save()
        for name, value in values.items():
            setattr(point, name, value)
        check(point, changes)
        point.save()
        put_on_record(f"Punkt {point}", changes, by=by, reason=reason)
    return point


def locked(pk: int) -> Point:
    points = Point.objects.select_for_update(of=("self",))
    return points.select_related(*JUDGED).get(pk=pk)


@transaction.atomic
def change_many(points: QuerySet, *, by: User, reason: str = "", **values) -> int:
    """Do the same to many points, or to none; returns how many were changed."""
    rows = list(
        points.order_by("pk")
        .select_for_update(of=("self",))
        .select_related(*JUDGED, "post", "document")
    )
    for plan in {row.statement.plan for row in rows}:
        ensure_weighs(by, plan)
    ensure_changeable(rows, values)
    found = [(row, changes) for row in rows if (changes := differences(row, values))]
    for row, changes in found:
        for name, value in values.items():
            setattr(row, name, value)
        check(row, changes)
    save_many(found, values, by=by, reason=reason)
    return len(found)


def save_many(found: Sequence[tuple], values: dict, *, by: User, reason: str) -> None:
    versions = [remembered(row, ch, by=by, reason=reason) for row, ch in found]
    PointVersion.objects.bulk_create(versions, batch_size=AT_ONCE)
    keys = [row.pk for row, _changes in found]
    for first in range(0, len(keys), AT_ONCE):
        part = Point.objects.filter(pk__in=keys[first : first + AT_ONCE])
        part.update(**values, changed_at=timezone.now())
    if found:
        subject = f"Plan {found[0][0].statement.plan.number}"
        after = {name: spoken(value) for name, value in values.items()}
        data = {"points": [str(row) for row, _changes in found], "to": after}
        audit.record("planning.weigh_many", subject, actor=by, reason=reason, data=data)


def ensure_changeable(rows: Iterable[Point], values: dict) -> None:
    decided = sum(row.resolution_id is not None for row in rows)
    if decided:
        words = ngettext(
            "%(n)d of these points is decided and stays as it is.",
            "%(n)d of these points are decided and stay as they are.",
            decided,
        )
        raise ValidationError(words % {"n": decided})
    if values.get("step") == Point.Step.READY:
        ensure_answered(rows, values)


def ensure_answered(rows: Iterable[Point], values: dict) -> None:
    result = values.get("proposed_result", "")
    if without := sum(lacks_answer(row, result) for row in rows):
        words = ngettext(
            "%(n)d point still lacks a proposal or a result.",
            "%(n)d points still lack a proposal or a result.",
            without,
        )
        raise ValidationError(words % {"n": without})


def lacks_answer(point: Point, result: str = "") -> bool:
    """Whether the council can't decide it; what is disregarded never comes there."""
    answered = point.proposal and (result or point.proposed_result)
    return not (answered or point.statement.is_disregarded)


def check(point: Point, changed: Iterable[str]) -> None:
    """What must hold for a point before it is saved; ``changed`` are its fields."""
    plan = point.statement.plan
    if point.step == Point.Step.READY and lacks_answer(point):
        raise ValidationError(_("Ready needs a proposal and a result."))
    goes_out = point.to_office and "to_office" in changed
    if goes_out and plan.office_agreement_on is None:
        raise ValidationError(
            _("Without a processing agreement nothing goes to the planning office.")
        )
    if point.document_id and point.document.plan_id != plan.pk:
        raise ValidationError(_("This document belongs to another plan."))


def differences(point: Point, values: dict) -> dict[str, list[str]]:
    """What would change, by field: its value before and after, in words."""
    return {
        name: [spoken(getattr(point, name)), spoken(value)]
        for name, value in values.items()
        if getattr(point, name) != value
    }


def spoken(value) -> str:
    return "" if value is None else str(value)


def remembered(point: Point, changes: dict, *, by: User, reason: str) -> PointVersion:
    """What stood there before, read from the row; ``changes`` name the rest."""
    before = {name: old for name, (old, _new) in changes.items()}
    fields = ("proposal", "proposed_result", "step")
    return PointVersion(
        point=point,
        changes={name: both for name, both in changes.items() if name not in fields},
        reason=reason,
        by=by,
        **{name: before.get(name, getattr(point, name)) for name in fields},
    )


def put_on_record(subject: str, changes: dict, *, by: User, reason: str) -> None:
    """The trail says which fields; their texts stand in the file alone."""
    data = {"fields": sorted(changes)}
    audit.record("planning.weigh", subject, actor=by, reason=reason, data=data)


def ensure_weighs(user: User, plan) -> None:
    if not can_weigh(user, plan):
        raise PermissionDenied("Only planners weigh, until the procedure is closed.")
