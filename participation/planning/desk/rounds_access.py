"""The desk of rounds: for planners and approvers, never for a planning office."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from participation.planning.desk.access import plan_of
from participation.planning.models import PublicNotice, Round
from participation.planning.notice_text import BUILDERS
from participation.planning.permissions import works_inside


def for_the_town(view: Callable) -> Callable:
    @wraps(view)
    def inner(request, *args, **kwargs):
        if not works_inside(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return inner


def round_of(request, pk: int, number: int) -> Round:
    """A round of a plan, by the keys of both; another plan's is not found."""
    plan = plan_of(request, pk)
    rows = Round.objects.select_related("procedure", "prepared_by", "approved_by")
    round = get_object_or_404(rows, pk=number, plan=plan)
    round.plan = plan
    return round


def notice_of(request, pk: int, number: int) -> PublicNotice:
    """A notice that is made here; those at the end are the council section's."""
    plan = plan_of(request, pk)
    rows = PublicNotice.objects.select_related("round", "prepared_by", "approved_by")
    notice = get_object_or_404(rows, pk=number, plan=plan, kind__in=BUILDERS)
    notice.plan = plan
    if notice.round:
        notice.round.plan = plan
    return notice
