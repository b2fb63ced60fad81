"""Voting: the ballot, a look at it, the box, the published file."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from participation import clock
from participation.forms.vote import BallotForm
from participation.models import Activity, BallotPaper
from participation.people import participant
from participation.permissions import Reason
from participation.refusals import ensure
from participation.views.activities import context_of
from participation.views.decorators import refusals_in_words, without_cookie
from participation.views.finding import activity_or_404
from participation.voting import ballot_file, codes, results
from participation.voting.casting import (
    Voter,
    cast_ballot,
    has_voted,
    may_vote,
    own_marks,
    voter_of,
    voter_with,
)
from participation.voting.paper import rules
from participation.voting.refusals import AlreadyVoted, PaperChanged


@dataclass
class Booth:
    """One voter before one ballot paper."""

    activity: Activity
    sheet: BallotPaper | None
    voter: Voter
    at: datetime

    @cached_property
    def paper(self):
        return results.paper_of(self.activity, self.sheet)

    @property
    def answer(self):
        return may_vote(self.voter, self.activity, self.sheet, self.at)

    @property
    def marks_before(self):
        """What was marked before: only an open ballot can be found again."""
        if self.paper.is_secret and has_voted(self.activity, self.voter):
            raise AlreadyVoted
        return own_marks(self.activity, self.voter)


def vote_or_404(user, slug, key) -> Activity:
    found = activity_or_404(user, slug, key)
    if found.format != "vote":
        raise Http404
    return found


def booth_for(request, slug, key) -> Booth:
    activity = vote_or_404(request.user, slug, key)
    sheet = results.sheet_of(activity)
    if not results.paper_of(activity, sheet).needs_code:
        voter = voter_of(participant(request))
    elif code := codes.redeem(activity, request.POST.get("token", "")):
        voter = voter_with(code)
    else:
        voter = Voter()
    return Booth(activity, sheet, voter, clock.now(request))


@without_cookie
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words
def ballot(request, slug, key):
    """Mark the ballot, then look at it before it is cast."""
    booth = booth_for(request, slug, key)
    if request.method != "POST":
        if booth.answer.asks_for_sign_in:
            return redirect_to_login(request.get_full_path())
        if booth.answer.reason is Reason.CODE:
            return redirect("participation:voting_code", slug, key)
        ensure(booth.answer)
        return show_ballot(
            request, booth, BallotForm(booth.paper, marks=booth.marks_before)
        )
    ensure(booth.answer)
    form = filled_in(request, booth)
    if not form.is_valid() or "change" in request.POST:
        return show_ballot(request, booth, form)
    context = context_for(booth, _("Check your ballot")) | {
        "form": BallotForm(booth.paper, request.POST, auto_id=False),
        "marked": booth.paper.described(form.marks),
        "price": booth.paper.price_of(form.marks) if booth.paper.budget else None,
    }
    return unkept(render(request, f"{TEMPLATES}/confirm.html", context))


@without_cookie
@require_POST
@refusals_in_words
def ballot_cast(request, slug, key):
    """
    Cast the ballot and say its number.

    The answer is the receipt itself: a redirect would put the number of a secret
    ballot into addresses, and so into logs.
    """
    booth = booth_for(request, slug, key)
    ensure(booth.answer)
    form = filled_in(request, booth)
    if not form.is_valid():
        return show_ballot(request, booth, form)
    number = cast_ballot(
        booth.activity,
        voter=booth.voter,
        paper=booth.paper,
        marks=form.marks,
        key=form.cleaned_data["idempotency_key"],
        at=booth.at,
    )
    context = context_for(booth, _("Your ballot")) | {
        "number": ballot_file.readable_number(number),
        "marked": booth.paper.described(form.marks),
    }
    return unkept(render(request, f"{TEMPLATES}/cast.html", context))


@require_safe
def ballot_csv(request, slug, key):
    """Every ballot, once the vote is over."""
    found = vote_or_404(request.user, slug, key)
    sheet = results.sheet_of(found)
    if results.published_count(found, sheet, clock.told_at(request)) is None:
        raise Http404
    content = ballot_file.write(sheet.paper, results.ballots_of(found))
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = ballot_file.name_of(slug, key)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-cache"  # too large for the page cache
    return response


TEMPLATES = "participation/formats/vote"


def filled_in(request, booth) -> BallotForm:
    form = BallotForm(booth.paper, request.POST)
    if request.POST.get("fingerprint") != booth.paper.fingerprint:
        raise PaperChanged
    return form


def show_ballot(request, booth, form):
    context = context_for(booth, _("Ballot paper")) | {
        "form": form,
        "rules": rules(booth.paper),
    }
    return unkept(render(request, f"{TEMPLATES}/ballot.html", context))


def context_for(booth, heading) -> dict:
    return context_of(booth.activity, (heading, "")) | {"paper": booth.paper}


def unkept(response):
    """What somebody marked stays in no cache, not in the browser's either."""
    response.headers["Cache-Control"] = "no-store"
    return response
