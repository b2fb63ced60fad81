"""Refusals in words. None of these pages needs the database or the request."""

import sys

from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme

from home.accounts.doorkeeper import SECRETS

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def refusal(status: int, **context) -> HttpResponse:
    """The page for a status, printed without context processors."""
    return HttpResponse(render_to_string(f"{status}.html", context), status=status)


def bad_request(request, exception=None):
    return refusal(413 if isinstance(exception, TOO_MUCH) else 400)


def permission_denied(request, exception=None):
    return refusal(403)


def csrf_failure(request, reason=""):
    """The form was open for too long: whoever sent it from here gets the text back."""
    ours = f"{request.scheme}://{request.get_host()}"
    if request.headers.get("Origin") != ours:
        return refusal(403, csrf=True)
    return refusal(403, csrf=True, **what_was_sent(request))


def what_was_sent(request) -> dict:
    """The texts of a form, and the page it stood on."""
    texts = [v for k, v in request.POST.items() if " " in v and k not in SECRETS]
    page = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(page, {request.get_host()}):
        page = ""
    return {"typed": "\n\n".join(texts), "page": page}


def page_not_found(request, exception=None):
    return refusal(404)


def method_not_allowed(request, methods: str):
    """Somebody reloads the address of a form, or has it among the bookmarks."""
    answer = refusal(405)
    answer.headers["Allow"] = methods
    return answer


def too_many_requests(request, exception=None):
    return refusal(429)


def server_error(request):
    # Without its database the house is closed for a while, not broken.
    return refusal(503 if isinstance(sys.exc_info()[1], OperationalError) else 500)
