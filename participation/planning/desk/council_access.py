"""Who reaches council and result: planner and second person, no office (§ 4b BauGB)."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError

from participation.planning.permissions import works_inside


def for_the_two(view: Callable) -> Callable:
    @wraps(view)
    def inner(request, *args, **kwargs):
        if not works_inside(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return inner


def done(request, act: Callable, words: str = "") -> bool:
    """Do something that a service may refuse; the reason is said on the next page."""
    try:
        act()
    except ValidationError as error:
        for refusal in error.messages:
            messages.error(request, refusal)
        return False
    if words:
        messages.success(request, words)
    return True
