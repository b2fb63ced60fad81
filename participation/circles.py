"""Which procedures are kept from whom; ``home.visibility`` asks here."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from home.models import Visitor
from home.roles import can_read_intranet
from participation.models import Circle, Member, ProcedurePage
from participation.permissions import Standing, can_moderate, can_run


@dataclass(frozen=True)
class Reader:
    """
    What decides which procedures somebody learns of.

    ``invited_to`` are those of which they are a member, or else ``person_id`` is whom
    to look up among the members.
    """

    reads_private: bool
    reads_staff: bool
    invited_to: frozenset[int]
    person_id: int | None


def reader_of(user: Visitor) -> Reader:
    """
    Who runs or moderates procedures reads private ones too; what is for staff is for
    readers of the intranet alone, whatever else somebody may do.
    """
    standing: Standing | None = getattr(user, "_standing", None)
    return Reader(
        reads_private=can_run(user) or can_moderate(user),
        reads_staff=can_read_intranet(user),
        invited_to=standing.invited_to if standing else frozenset(),
        person_id=None if standing or not user.is_authenticated else user.pk,
    )


def hidden_from(user: Visitor) -> QuerySet:
    """The keys of procedures of which this visitor learns nothing."""
    return kept_from(reader_of(user))


def kept_from(reader: Reader) -> QuerySet:
    hidden = Q(pk__in=[])
    if not reader.reads_private:
        members = Member.objects.filter(person=reader.person_id)
        invited = members.values("procedure") if reader.person_id else reader.invited_to
        hidden |= Q(circle=Circle.PRIVATE) & ~Q(pk__in=invited)
    if not reader.reads_staff:
        hidden |= Q(circle=Circle.STAFF)
    pages = ProcedurePage.objects  # no reader: this is what decides who reads
    return pages.filter(hidden).values("pk")


def known_to(user: Visitor, rows: QuerySet, step: str = "") -> QuerySet:
    """
    Of what people wrote, that in procedures of which somebody may know, online or not.

    ``step`` leads from a row to the contribution.
    """
    return rows.exclude(**{f"{step}activity__procedure__in": hidden_from(user)})
