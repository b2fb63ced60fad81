from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt, csrf_protect

from home import guests
from participation.permissions import actor_of
from participation.refusals import InWords

TYPED = ("title", "text", "reason", "category", "address")
ANSWER = "f-"  # what the fields of a survey begin with


def refusals_in_words(view):
    """Say why something was not done, and give back what was typed."""

    @wraps(view)
    def inner(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except InWords as refusal:
            return refused(request, refusal)

    return inner


def refused(request, refusal):
    typed = [
        text
        for name, text in request.POST.items()
        if text and (name in TYPED or name.startswith(ANSWER))
    ]
    context = {
        "refusal": refusal,
        "typed": "\n\n".join(typed),
        "slug": request.resolver_match.kwargs.get("slug"),
    }
    response = render(
        request, "participation/refused.html", context, status=refusal.status
    )
    if hasattr(refusal, "seconds"):
        response.headers["Retry-After"] = str(refusal.seconds)
    return response


def for_staff(ability):
    """Open to whoever ``moderates`` or ``answers``; the view's service asks again."""

    def decorator(view):
        @login_required
        @wraps(view)
        def inner(request, *args, **kwargs):
            request.actor = actor_of(request.user)
            if not getattr(request.actor, ability):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return inner

    return decorator


def without_cookie(view):
    """
    A form that anonymous readers can send without getting a cookie.

    Nobody can be tricked into using rights they don't have; whoever is signed in
    is protected as everywhere. Each form has a key of its own, so no page with one is
    kept for others.
    """
    protected = csrf_protect(view)

    @csrf_exempt
    @wraps(view)
    def inner(request, *args, **kwargs):
        if request.user.is_authenticated:
            return protected(request, *args, **kwargs)
        guests.refuse_foreign_forms(request)
        response = view(request, *args, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        return response

    return inner
