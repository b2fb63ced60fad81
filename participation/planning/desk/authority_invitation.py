"""One authority in one round on the desk: its deadline, messages and answers."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from participation.planning import (
    authority_decisions,
    authority_letters,
    authority_texts,
    invitations,
)
from participation.planning.desk.access import for_planners, plan_of
from participation.planning.desk.authorities import TEMPLATES
from participation.planning.desk.authority_forms import (
    GrantForm,
    ReceiptForm,
    RefuseForm,
)
from participation.planning.desk.authority_rounds import pdf_file
from participation.planning.desk.authority_rows import standing
from participation.planning.desk.views import titled
from participation.planning.models import AuthorityInvitation
from participation.refusals import InWords


def found_or_404(request, pk, invitation):
    plan = plan_of(request, pk)
    rows = invitations.with_all(AuthorityInvitation.objects)
    return plan, get_object_or_404(rows, pk=invitation, round__plan=plan)


@require_safe
@for_planners
def invitation_detail(request, pk, invitation):
    plan, found = found_or_404(request, pk, invitation)
    return show(request, plan, found)


def show(request, plan, found, *, status=200, **forms):
    """Everything about one invitation; ``forms`` are those with errors."""
    wish = {"until": found.asked_until, "because": found.asked_because}
    context = titled(str(found.authority), found.round.title) | {
        "plan": plan,
        "round": found.round,
        "invitation": found,
        "standing": standing(found, timezone.localdate()),
        "deadline": authority_texts.deadline_in_words(found),
        "sent": found.messages.select_related("made_by", "letter"),
        "statements": found.statements.all(),
        "receipt_form": forms.get("receipt_form")
        or ReceiptForm(found, initial={"received_on": found.received_on}),
        "grant_form": forms.get("grant_form") or GrantForm(initial=wish),
        "refuse_form": forms.get("refuse_form") or RefuseForm(auto_id="nein-%s"),
    }
    return render(request, f"{TEMPLATES}/invitation.html", context, status=status)


def back(found):
    return redirect("planning:invitation", found.round.plan_id, found.pk)


def done(request, found, words, act):
    """Do something, say that it was done, or why it was not."""
    try:
        act()
    except InWords as refusal:
        messages.error(request, refusal.words)
    else:
        messages.success(request, words)
    return back(found)


@require_POST
@for_planners
def receipt_correct(request, pk, invitation):
    plan, found = found_or_404(request, pk, invitation)
    form = ReceiptForm(found, request.POST)
    if not form.is_valid():
        return show(request, plan, found, receipt_form=form, status=400)
    return done(
        request,
        found,
        _("The period was counted anew."),
        lambda: invitations.correct_receipt(
            found, by=request.user, **form.cleaned_data
        ),
    )


@require_POST
@for_planners
def extension_grant(request, pk, invitation):
    plan, found = found_or_404(request, pk, invitation)
    form = GrantForm(request.POST)
    if not form.is_valid():
        return show(request, plan, found, grant_form=form, status=400)
    try:
        return done(
            request,
            found,
            _("The period is longer now. The authority was told."),
            lambda: authority_decisions.grant(
                found, by=request.user, **form.cleaned_data
            ),
        )
    except ValidationError as error:
        form.add_error("until", error)
        return show(request, plan, found, grant_form=form, status=400)


@require_POST
@for_planners
def extension_refuse(request, pk, invitation):
    plan, found = found_or_404(request, pk, invitation)
    form = RefuseForm(request.POST, auto_id="nein-%s")
    if not form.is_valid():
        return show(request, plan, found, refuse_form=form, status=400)
    return done(
        request,
        found,
        _("The authority was told."),
        lambda: authority_decisions.refuse(found, by=request.user, **form.cleaned_data),
    )


@require_POST
@for_planners
def bounce_record(request, pk, invitation):
    _plan, found = found_or_404(request, pk, invitation)
    return done(
        request,
        found,
        _("It is noted. Please look for another way."),
        lambda: invitations.record_bounce(found, by=request.user),
    )


@require_POST
@for_planners
def invitation_again(request, pk, invitation):
    """A new link by mail; the old one is dead."""
    _plan, found = found_or_404(request, pk, invitation)
    return done(
        request,
        found,
        _("A new link is on its way. The old one doesn't work any more."),
        lambda: invitations.send_again(found, by=request.user),
    )


@require_POST
@for_planners
def invitation_letter(request, pk, invitation):
    """The invitation as a letter, with a new link; the old one is dead."""
    _plan, found = found_or_404(request, pk, invitation)
    try:
        content = authority_letters.print_letters(found.round, [found], by=request.user)
    except InWords as refusal:
        messages.error(request, refusal.words)
        return back(found)
    return pdf_file(content, f"brief-{found.pk}.pdf")


@require_safe
@for_planners
def message_letter(request, pk, invitation, message):
    """A message of the log for the post."""
    _plan, found = found_or_404(request, pk, invitation)
    sent = get_object_or_404(
        found.messages.select_related("invitation__authority"), pk=message
    )
    return pdf_file(authority_letters.print_message(sent), f"nachricht-{sent.pk}.pdf")
