"""
What the council decided, taken back point by point.

The administration proposes; a result exists only by a resolution with its day and the
number of its paper. Whatever was told to people no longer changes here.
"""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from home import audit
from home.models import User
from participation.planning import weighing
from participation.planning.models import (
    Plan,
    Point,
    Resolution,
    ResultMessage,
    Round,
)
from participation.planning.offers import EARLY
from participation.planning.permissions import can_plan

PIECE = 500


def subject_of(plan: Plan) -> str:
    """How the audit trail names a plan; the complete file finds its entries by it."""
    return f"Plan {plan.number}"


def ensure_plans(user: User) -> None:
    if not can_plan(user):
        raise PermissionDenied("Only planners record what the council decided.")


def ensure_open(plan: Plan) -> None:
    if plan.closed_on:
        raise ValidationError(_("This procedure is closed."))


@transaction.atomic
def record_resolution(
    plan: Plan,
    *,
    kind: str,
    body: str,
    day: date,
    item: str,
    text: str = "",
    by: User,
) -> Resolution:
    """
    Put a resolution on record. That the plan becomes a statute stands in the plan, too.
    """
    ensure_plans(by)
    ensure_open(plan)
    if day > timezone.localdate():
        raise ValidationError({"day": _("This day is still to come.")})
    if kind == Resolution.Kind.STATUTE:
        adopt(plan, day)
    values = {"kind": kind, "body": body, "day": day, "item": item, "text": text}
    try:
        with transaction.atomic():
            made = Resolution.objects.create(plan=plan, recorded_by=by, **values)
    except IntegrityError as error:
        words = _("A resolution of this kind with this number is on record already.")
        raise ValidationError({"item": words}) from error
    data = {"kind": kind, "body": body, "day": day.isoformat(), "item": item}
    audit.record("planning.resolution", subject_of(plan), actor=by, data=data)
    return made


def still_open(resolution: Resolution) -> QuerySet:
    """Rounds that were not over when the council decided on what was stated."""
    if resolution.kind == Resolution.Kind.OTHER:
        return Round.objects.none()
    rounds = resolution.plan.rounds.published().exclude(rule__in=EARLY)
    return rounds.filter(last_day__gte=resolution.day)


def adopt(plan: Plan, day: date) -> None:
    """§ 10 (1) BauGB. The weighing comes first: the statute rests on it."""
    if open_points(plan).exists():
        raise ValidationError(
            _(
                "There are points without a decision. The council weighs them before it"
                " adopts the plan (§ 1 (7) BauGB)."
            )
        )
    plan.statute_on = day
    plan.save(update_fields=["statute_on"])


def points_of(plan: Plan) -> QuerySet:
    """The points that the council decides on: all but those of withdrawn statements."""
    standing = Q(statement__plan=plan, statement__withdrawn_at=None)
    disregarded = Q(statement__late_check__is_disregarded=True)
    return Point.objects.filter(standing).exclude(disregarded)


def open_points(plan: Plan) -> QuerySet:
    return points_of(plan).filter(resolution=None)


def without_proposal(plan: Plan) -> QuerySet:
    """What the council can't decide yet, because nobody proposed anything."""
    return open_points(plan).filter(Q(proposal="") | Q(proposed_result=""))


@transaction.atomic
def take_back(
    resolution: Resolution,
    points: QuerySet,
    *,
    by: User,
    results: dict[int, str] | None = None,
    reasons: dict[int, str] | None = None,
) -> int:
    """
    Give points the result that the council gave them; return how many.

    Where ``results`` says nothing else, the council followed the proposal. Where it
    decided otherwise, its ``reasons`` take the place of the proposed ones, because
    people are told them; those stay in the history of the point.
    """
    ensure_plans(by)
    ensure_open(resolution.plan)
    others = results or {}
    chosen = points.filter(pk__in=points_of(resolution.plan).values("pk"))
    locked = chosen.select_for_update(of=("self",)).select_related("statement__plan")
    found = list(locked.order_by("pk"))
    ensure_told_nobody(found)
    for point in found:
        point.result = others.get(point.pk) or point.proposed_result
        point.resolution = resolution
    give_reasons(found, reasons or {}, resolution, by)
    ensure_complete(found)
    changed = ["result", "resolution", "proposal"]
    Point.objects.bulk_update(found, changed, batch_size=PIECE)
    record_what_was_taken(resolution, found, by)
    return len(found)


def give_reasons(
    points: list[Point], reasons: dict[int, str], resolution: Resolution, by: User
) -> None:
    for point in points:
        text = reasons.get(point.pk, "").strip()
        if changes := weighing.differences(point, {"proposal": text} if text else {}):
            weighing.remembered(point, changes, by=by, reason=str(resolution)).save()
            point.proposal = text


def ensure_complete(points: Iterable[Point]) -> None:
    """A result without the reasons of the town can't be told to anybody."""
    lacking = [str(point) for point in points if not (point.result and point.proposal)]
    if lacking:
        words = _("These points have no proposal or no result yet: %(points)s.")
        raise ValidationError(words % {"points": shortened(lacking)})


def ensure_told_nobody(points: list[Point]) -> None:
    decided = {point.statement_id for point in points if point.resolution_id}
    messages = ResultMessage.objects.filter(statement__in=decided)
    told = set(messages.values_list("statement", flat=True))
    names = [str(point) for point in points if point.statement_id in told]
    if names:
        words = _("The result of these points was told already: %(points)s.")
        raise ValidationError(words % {"points": shortened(names)})


def shortened(names: list[str], most: int = 10) -> str:
    """The first few of a long list, and how many more there are."""
    shown = ", ".join(names[:most])
    if len(names) <= most:
        return shown
    return _("%(shown)s and %(n)d more") % {"shown": shown, "n": len(names) - most}


def record_what_was_taken(resolution: Resolution, points: list[Point], by: User):
    data = {
        "resolution": str(resolution),
        "points": {str(point): point.result for point in points},
        "otherwise": [str(p) for p in points if p.result != p.proposed_result],
    }
    subject = subject_of(resolution.plan)
    audit.record("planning.take_back", subject, actor=by, data=data)
