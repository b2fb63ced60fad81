"""What an authority changes by its link of what it sent: as with the receipt's code."""

import uuid

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from participation.planning import statements
from participation.planning.forms.statements import CorrectionForm
from participation.planning.views.authorities import (
    TEMPLATES,
    address_of,
    by_link,
    handed_in,
)


@by_link("GET", "HEAD", "POST")
def authority_correct(request, invitation, number):
    """A new wording beside the original; both stay in the file."""
    statement = get_object_or_404(handed_in(invitation), number=number)
    statements.ensure_standing(statement, timezone.now(), by=None)
    is_sent = request.method == "POST"
    form = CorrectionForm(
        statement,
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        initial={"text": statement.current.text, "key": uuid.uuid4()},
    )
    if form.is_valid():
        statements.correct_statement(statement, at=timezone.now(), **form.correction)
        return redirect(f"{address_of(request)}?geaendert=1")
    status = 400 if form.errors else 200
    heading = _("Correct the statement")
    return show(request, invitation, statement, "correct", heading, status, form=form)


@by_link("GET", "HEAD", "POST")
def authority_withdraw(request, invitation, number):
    """Asked once more, then marked as withdrawn; it stays in the file."""
    statement = get_object_or_404(handed_in(invitation), number=number)
    if request.method == "POST":
        statements.withdraw_statement(statement, at=timezone.now())
        return redirect(f"{address_of(request)}?geaendert=1")
    statements.ensure_standing(statement, timezone.now(), by=None)
    heading = _("Withdraw the statement")
    return show(request, invitation, statement, "withdraw", heading)


def show(request, invitation, statement, name, heading, status=200, **more):
    context = {
        "heading": heading,
        "plan": invitation.round.plan,
        "statement": statement,
        "back": address_of(request),
    }
    template = f"{TEMPLATES}/{name}.html"
    return render(request, template, context | more, status=status)
