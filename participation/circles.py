"""Which procedures are kept from whom; ``home.visibility`` asks here."""

from django.db.models import Q, QuerySet

from home.models import Visitor
from home.roles import can_read_intranet
from participation.models import Circle, Member, ProcedurePage
from participation.permissions import Standing, can_moderate, can_run


def hidden_from(user: Visitor) -> QuerySet:
    """
    The keys of procedures of which this visitor learns nothing.

    Who runs or moderates procedures reads private ones too; what is for staff is for
    readers of the intranet alone, whatever else somebody may do.
    """
    hidden = Q(pk__in=[])
    if not (can_run(user) or can_moderate(user)):
        hidden |= Q(circle=Circle.PRIVATE) & ~Q(pk__in=invited_to(user))
    if not can_read_intranet(user):
        hidden |= Q(circle=Circle.STAFF)
    pages = ProcedurePage.objects  # no reader: this is what decides who reads
    return pages.filter(hidden).values("pk")


def invited_to(user: Visitor):
    """The procedures of which somebody is a member; asks no question of its own."""
    known: Standing | None = getattr(user, "_standing", None)
    if known is not None:
        return known.invited_to
    if not user.is_authenticated:
        return []
    return Member.objects.filter(person=user).values("procedure")


def known_to(user: Visitor, rows: QuerySet, step: str = "") -> QuerySet:
    """
    Of what people wrote, that in procedures of which somebody may know, online or not.

    ``step`` leads from a row to the contribution.
    """
    return rows.exclude(**{f"{step}activity__procedure__in": hidden_from(user)})
