"""
Registering without an account: a mail asks first, its link registers.

Whoever has the link of a registration may see and cancel it. These pages are kept
by nobody, not even by our own page cache.
"""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from home.accounts.limits import admit
from training.forms import GuestForm, RegistrationForm
from training.guests import (
    guest_token,
    invite,
    read_guest_token,
    read_invitation,
)
from training.models import Registration, Session
from training.offers import SessionRow
from training.permissions import can_cancel, can_register
from training.services import Refused, cancel, register
from training.views.refusals import refused

GUEST = "event_guest"


def ask_guest(request, session, answer):
    """An account or an address: without one of them nobody can be told anything."""
    form = GuestForm(request.POST or None)
    if is_sent(request, form) and write_to_guest(request, session, form):
        return redirect(f"{request.path}?unterwegs")
    context = {
        "row": SessionRow(session, answer),
        "offer": session.offer,
        "guest_form": form,
        "is_on_its_way": "unterwegs" in request.GET,
    }
    status = 429 if form.errors.get("__all__") else 200
    return render(request, "training/register.html", context, status=status)


def is_sent(request, form) -> bool:
    return request.method == "POST" and form.is_valid()


def write_to_guest(request, session, form) -> bool:
    admission = admit(GUEST, request, form.guest.email)
    if admission.is_refused:
        form.add_error(None, _("That was often. Please try again in a few minutes."))
        return False
    invite(session, form.guest)
    return True


@never_cache
def guest_confirm(request, token):
    """The link of the mail: a GET asks, a POST registers."""
    session, guest = invited(request, token)
    answer = can_register(session, timezone.now())
    if there := session.registrations.active().of(email=guest.email).first():
        return redirect("training:guest_registration", guest_token(there))
    if not answer:
        return refused(request, session, answer)
    form = RegistrationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return take_guest_seat(request, session, guest, form)
    context = {
        "row": SessionRow(session, answer),
        "offer": session.offer,
        "form": form,
        "guest": guest,
    }
    return render(request, "training/register.html", context)


def invited(request, token):
    """The session and the guest of a link that is neither forged nor too old."""
    known = read_invitation(token)
    if known is None:
        raise Http404
    session_id, guest = known
    sessions = Session.objects.visible_to(request.user).for_listing()
    return get_object_or_404(sessions, pk=session_id), guest


def take_guest_seat(request, session, guest, form):
    try:
        registration = register(session, guest=guest, **form.cleaned_data)
    except Refused as refusal:
        return refused(request, session, refusal.answer)
    return redirect("training:guest_registration", guest_token(registration))


@never_cache
def guest_registration(request, token):
    context = guest_context(request, token)
    return render(request, "training/registration.html", context)


@never_cache
def guest_cancel(request, token):
    context = guest_context(request, token)
    if request.method == "POST":
        try:
            cancel(context["registration"])
        except Refused as refusal:
            messages.error(request, refusal.answer.words)
        return redirect("training:guest_registration", token)
    return render(request, "training/registration_cancel.html", context)


def guest_context(request, token) -> dict:
    """A registration, for whoever has its link; nobody's after an erasure."""
    guests = Registration.objects.filter(person=None).exclude(guest_email="")
    mine = get_object_or_404(guests, pk=read_guest_token(token))
    mine.session = Session.objects.for_listing().get(pk=mine.session_id)
    return registration_context(mine) | {
        "own_url": reverse("training:guest_registration", args=[token]),
        "cancel_url": reverse("training:guest_cancel", args=[token]),
    }


def registration_context(mine: Registration) -> dict:
    answer = can_cancel(mine, timezone.now())
    return {
        "registration": mine,
        "row": SessionRow(mine.session, answer, mine),
        "offer": mine.session.offer,
        "may_cancel": answer,
        "position": mine.position if mine.is_waiting else None,
    }
