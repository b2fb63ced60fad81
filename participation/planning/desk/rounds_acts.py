"""What planners and approvers do to a round: each act is a POST of its own."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from participation.planning import rounds
from participation.planning.desk.access import for_planners
from participation.planning.desk.rounds import show
from participation.planning.desk.rounds_access import for_the_town, round_of
from participation.planning.desk.rounds_forms import (
    AccessForm,
    BecauseForm,
    PortalForm,
)
from participation.planning.models import OtherAccess, PortalEntry


@require_POST
@for_planners
def round_submit(request, pk, number):
    round = round_of(request, pk, number)
    return done(
        request,
        round,
        lambda: rounds.submit_round(round, by=request.user, at=timezone.now()),
        _("Submitted. A second person approves it now."),
    )


@require_POST
@for_the_town
def round_approve(request, pk, number):
    round = round_of(request, pk, number)
    return done(
        request,
        round,
        lambda: rounds.approve_round(round, by=request.user, at=timezone.now()),
        _("Approved. The round stands now as it is, with its notice if it has one."),
    )


@require_POST
@for_the_town
def round_send_back(request, pk, number):
    return with_reason(
        request, pk, number, rounds.send_back, _("Sent back with your reason.")
    )


@require_POST
@for_the_town
def round_take_back(request, pk, number):
    return with_reason(
        request, pk, number, rounds.take_back, _("The round is a draft again.")
    )


def with_reason(request, pk, number, act: Callable, words):
    round, form = round_of(request, pk, number), BecauseForm(request.POST)
    if not form.is_valid():
        return show(request, round, 400, because_form=form)
    because = form.cleaned_data["because"]
    return done(
        request, round, lambda: act(round, by=request.user, because=because), words
    )


def done(request, round, act: Callable, words):
    """Do it, or say why it can't be done; both lead back to the round."""
    try:
        act()
    except ValidationError as error:
        for text in error.messages:
            messages.error(request, text)
    else:
        messages.success(request, words)
    return redirect("planning:round", round.plan_id, round.pk)


@require_POST
@for_planners
def access_add(request, pk, number):
    round = round_of(request, pk, number)
    access = OtherAccess(round=round)
    form = AccessForm(request.POST, instance=access, prefix="zugang")
    if not form.is_valid():
        return show(request, round, 400, access_form=form)
    return done(
        request,
        round,
        lambda: rounds.add_access(access, by=request.user),
        _("Added."),
    )


@require_POST
@for_planners
def access_remove(request, pk, number, access):
    round = round_of(request, pk, number)
    found = get_object_or_404(round.other_accesses, pk=access)
    return done(
        request,
        round,
        lambda: rounds.remove_access(found, by=request.user),
        _("Removed."),
    )


@require_POST
@for_planners
def portal_add(request, pk, number):
    round = round_of(request, pk, number)
    entry = PortalEntry(round=round)
    form = PortalForm(request.POST, instance=entry, prefix="portal")
    if not form.is_valid():
        return show(request, round, 400, portal_form=form)
    return done(
        request,
        round,
        lambda: rounds.record_portal(entry, by=request.user),
        _("Recorded."),
    )
