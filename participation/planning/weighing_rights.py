"""
Who sees and prepares which points of the weighing.

Planners run it. The planning office and the posts that were asked prepare what was
given to them, without learning who wrote; the council decides, and none of them
(§ 4b BauGB).
"""

from django.db.models import QuerySet

from home.models import Post, Visitor
from home.rights import ADMIN_ACCESS
from home.roles import INTRANET_READERS, has_role
from participation.planning.models import Plan, Point, Redaction, Statement
from participation.planning.permissions import can_plan, can_prepare, works_inside

TOWN_HALL = frozenset({INTRANET_READERS, *ADMIN_ACCESS})


def points_for(user: Visitor, plan: Plan) -> QuerySet:
    """The points of a plan that somebody sees; an office, those given to it."""
    points = Point.objects.filter(
        statement__plan=plan, statement__withdrawn_at__isnull=True
    )
    if works_inside(user):
        return points
    return points.filter(to_office=True) if can_prepare(user, plan) else points.none()


def withdrawn_points(user: Visitor, plan: Plan) -> QuerySet:
    """Points of what was taken back: to be read by the two, changed by nobody."""
    if not works_inside(user):
        return Point.objects.none()
    return Point.objects.filter(
        statement__plan=plan, statement__withdrawn_at__isnull=False
    )


def points_of_posts(user: Visitor) -> QuerySet:
    """The points of somebody's posts; the town hall alone is asked."""
    return points_given_to(user) if works_here(user) else Point.objects.none()


def points_given_to(user: Visitor) -> QuerySet:
    """What waits for, or was prepared by, the posts that this person answers for."""
    return Point.objects.filter(
        post__in=Post.objects.in_charge(user),
        statement__withdrawn_at__isnull=True,
        statement__plan__closed_on__isnull=True,
        resolution__isnull=True,
    )


def works_here(user: Visitor) -> bool:
    """Whoever belongs to the town hall; asked without a query, on every page."""
    return user.is_authenticated and (
        user.is_active and (user.is_superuser or has_role(user, *TOWN_HALL))
    )


def can_weigh(user: Visitor, plan: Plan) -> bool:
    """Whoever splits, assigns, groups and makes ready: planners, until it is closed."""
    return can_plan(user) and plan.closed_on is None


def can_propose(user: Visitor, point: Point) -> bool:
    """
    Whoever writes a proposal: planners, the office for what was given to it, and a
    post that was asked. What is ready is the planners' alone, what was decided
    nobody's.
    """
    plan = point.statement.plan
    if plan.closed_on or point.resolution_id:
        return False
    if can_plan(user):
        return True
    if point.step == Point.Step.READY:
        return False
    return (point.to_office and can_prepare(user, plan)) or answers_for(user, point)


def answers_for(user: Visitor, point: Point) -> bool:
    """Whether the point was given to a post that this person answers for today."""
    return (
        point.post_id is not None
        and works_here(user)
        and Post.objects.in_charge(user).filter(pk=point.post_id).exists()
    )


def sees_givers(user: Visitor) -> bool:
    """Whoever may read what a private person wrote with their name in it."""
    return can_plan(user)


def reads_original(user: Visitor, statement: Statement) -> bool:
    """Planners; an approver while somebody else's redaction of it waits for them."""
    made = getattr(statement, "redaction", None)
    waits = made is not None and made.confirmed_at is None
    return can_plan(user) or (waits and can_confirm(user, made))


def can_redact(user: Visitor) -> bool:
    return can_plan(user)


def can_confirm(user: Visitor, redaction: Redaction) -> bool:
    """The second pair of eyes: planner or approver, never who made it (BP-30)."""
    return works_inside(user) and user.pk != redaction.made_by_id
