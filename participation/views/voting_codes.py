"""Codes by letter, typed in by voters."""

from datetime import timedelta

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from home.accounts.limits import admit
from participation import clock
from participation.forms.vote import BallotForm, CodeForm
from participation.permissions import Reason
from participation.refusals import TooManyGuesses, ensure
from participation.views.activities import context_of
from participation.views.decorators import refusals_in_words, without_cookie
from participation.views.voting import (
    TEMPLATES,
    Booth,
    show_ballot,
    unkept,
    vote_or_404,
)
from participation.voting import codes, results
from participation.voting.casting import Voter, own_marks, voter_with


@without_cookie
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words
def voting_code(request, slug, key):
    """Type in the code; what comes back is the ballot, with a token in its form."""
    found = vote_or_404(request.user, slug, key)
    booth = Booth(found, results.sheet_of(found), Voter(), clock.now(request))
    if not booth.paper.needs_code:
        return redirect(found.recipe.act_url(found))
    if booth.answer.reason is not Reason.CODE:
        ensure(booth.answer)
    form = CodeForm(request.POST or None)
    code = code_in(request, form, booth) if form.is_valid() else None
    if code is not None:
        booth = Booth(found, booth.sheet, voter_with(code), booth.at)
        marks = own_marks(found, booth.voter)
        initial = {"token": codes.token_for(code)}
        return show_ballot(
            request, booth, BallotForm(booth.paper, initial=initial, marks=marks)
        )
    context = context_of(found, (_("Voting code"), "")) | {
        "form": form,
        "paper": booth.paper,
    }
    return unkept(render(request, f"{TEMPLATES}/code.html", context))


def code_in(request, form, booth):
    """The code that was typed in, if it opens a ballot; wrong ones are counted."""
    admission = admit("voting_code", request)
    if admission.is_refused:
        raise TooManyGuesses(timedelta(seconds=admission.wait))
    code = codes.find(booth.activity, form.cleaned_data["code"])
    if code is None:
        form.add_error("code", _("There is no such code for this vote."))
        return None
    admission.take_back()
    if codes.is_used(code) and booth.paper.is_secret:
        form.add_error("code", _("This code has been used already."))
        return None
    return code
