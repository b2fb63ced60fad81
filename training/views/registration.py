"""Registering for a session, and giving the seat back. A GET asks, a POST acts."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from training.forms import RegistrationForm
from training.models import Registration, Session
from training.offers import SessionRow, own_registrations
from training.permissions import can_register
from training.services import Refused, cancel, register
from training.views.guests import ask_guest, registration_context
from training.views.refusals import refused


def session_register(request, pk):
    session = visible_session(request, pk)
    if mine := own_registrations([session], request.user).get(session.pk):
        return redirect("training:registration", mine.pk)
    answer = can_register(session, timezone.now())
    if not answer:
        return refused(request, session, answer)
    if not request.user.is_authenticated:
        return ask_guest(request, session, answer)
    form = RegistrationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return take_seat(request, session, form)
    return render(
        request,
        "training/register.html",
        {"row": SessionRow(session, answer), "form": form, "offer": session.offer},
    )


def visible_session(request, pk) -> Session:
    sessions = Session.objects.visible_to(request.user).for_listing()
    return get_object_or_404(sessions, pk=pk)


def take_seat(request, session, form):
    try:
        registration = register(session, person=request.user, **form.cleaned_data)
    except Refused as refusal:
        return refused(request, session, refusal.answer)
    if registration.is_waiting:
        messages.success(request, _("You are on the waiting list."))
    else:
        messages.success(request, _("You have a seat."))
    return redirect("training:registration", registration.pk)


@login_required
@require_safe
def my_registrations(request):
    own = Registration.objects.visible_to(request.user).for_listing()
    now = timezone.now()
    active = own.active()
    context = {
        "coming": active.filter(session__ends_at__gte=now).order_by(
            "session__starts_at"
        ),
        "past": active.filter(session__ends_at__lt=now).order_by("-session__starts_at"),
    }
    return render(request, "training/my_registrations.html", context)


@login_required
@require_safe
def registration(request, pk):
    mine = own_registration(request, pk)
    return render(request, "training/registration.html", own_context(mine))


@login_required
def registration_cancel(request, pk):
    mine = own_registration(request, pk)
    if request.method == "POST":
        return give_back(request, mine, actor=request.user)
    context = own_context(mine)
    return render(request, "training/registration_cancel.html", context)


def own_registration(request, pk) -> Registration:
    own = Registration.objects.visible_to(request.user).for_listing()
    return get_object_or_404(own, pk=pk)


def own_context(mine: Registration) -> dict:
    mine.session = Session.objects.for_listing().get(pk=mine.session_id)
    return registration_context(mine) | {
        "own_url": reverse("training:registration", args=[mine.pk]),
        "cancel_url": reverse("training:registration_cancel", args=[mine.pk]),
    }


def give_back(request, mine: Registration, *, actor):
    try:
        cancel(mine, actor=actor)
    except Refused as refusal:
        messages.error(request, refusal.answer.words)
    else:
        messages.success(request, _("You have cancelled. Thank you for telling us."))
    return redirect("training:registration", mine.pk)
