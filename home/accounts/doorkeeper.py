"""Around every view of the door: limits before the work, honest status after it."""

from functools import wraps

from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from home.accounts import words
from home.accounts.limits import LIMITS, admit

SECRETS = ("password", "oldpassword", "password1", "code", "credential")
NOT_TYPED = {"csrfmiddlewaretoken", "next", *SECRETS}
TOO_MANY = {"too_many_login_attempts", "rate_limited"}


def door(view, action):
    """Guard a view: what it does on POST is limited under this name."""
    if action not in LIMITS:
        raise ValueError(action)

    @wraps(view)
    def guarded(request, *args, **kwargs):
        response = (
            guarded_post(request, view, action, args, kwargs)
            if request.method == "POST"
            else view(request, *args, **kwargs)
        )
        add_never_cache_headers(response)
        return response

    guarded.limited_as = action
    return guarded


def guarded_post(request, view, action, args, kwargs):
    admission = admit(action, request, account_of(request))
    if admission.is_refused:
        return turn_away(request, view, admission.wait, args, kwargs)
    response = view(request, *args, **kwargs)
    response.status_code = honest_status(response)
    return response


def account_of(request):
    """Whose limit it is: the person's, or that of the address somebody typed."""
    if request.user.is_authenticated:
        return str(request.user.pk)
    return request.POST.get("email", "")


def turn_away(request, view, wait, args, kwargs):
    """Show the same page again, with what was typed, without doing its work."""
    request.method = "GET"
    request.refusal = words.please_wait(wait)
    request.typed = {k: v for k, v in request.POST.items() if k not in NOT_TYPED}
    response = view(request, *args, **kwargs)
    if response.status_code != 200:  # there is no page of its own to come back to
        response = render(request, "429.html")
    response.status_code = 429
    response.headers["Retry-After"] = str(wait)
    return response


def honest_status(response):
    """A form that was refused is not OK."""
    form = refused_form(getattr(response, "context_data", None) or {})
    if response.status_code != 200 or form is None:
        return response.status_code
    errors = form.errors.as_data().values()
    codes = {error.code for several in errors for error in several}
    return 429 if codes & TOO_MANY else 400


def refused_form(context):
    for name in ("form", "webauthn_form"):
        form = context.get(name)
        if form is not None and form.is_bound and form.errors:
            return form
    return None


class KeepsTyped:
    """A form view that shows again what somebody typed before being turned away."""

    def get_initial(self):
        return {**super().get_initial(), **getattr(self.request, "typed", {})}
