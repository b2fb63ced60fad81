"""The way back from a form to the page on which it stood."""

from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme


def back(request: HttpRequest, otherwise: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(back_to(request, otherwise))


def back_to(request: HttpRequest, otherwise: str) -> str:
    """The page of ours that a form names as ``next``, or else this view."""
    address = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()})
    return address if is_ours and address.startswith("/") else resolve_url(otherwise)
