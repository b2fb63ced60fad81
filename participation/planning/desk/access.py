"""Who reaches which screen of the desk: asked once, in the same words everywhere."""

from collections.abc import Callable
from functools import wraps

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from participation.planning.permissions import can_look, can_plan
from participation.planning.plans import plans_for


def for_lookers(view: Callable) -> Callable:
    """For planners, approvers and planning offices."""

    @wraps(view)
    def inner(request, *args, **kwargs):
        if not can_look(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return inner


def for_planners(view: Callable) -> Callable:
    @wraps(view)
    def inner(request, *args, **kwargs):
        if not can_plan(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return inner


def plan_of(request, pk: int):
    """The plan that a screen is about, if it is this person's business; else 404."""
    return get_object_or_404(plans_for(request.user), pk=pk)
