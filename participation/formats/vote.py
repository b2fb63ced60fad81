"""Vote on alternatives: one ballot for each voter, secret or open as announced."""

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation import clock
from participation.formats.base import Format, register
from participation.people import participant
from participation.verbs import Verb
from participation.voting import ballot_file, results
from participation.voting.casting import has_voted, may_vote, own_marks, voter_of
from participation.voting.paper import (
    Method,
    Secrecy,
    Voters,
    announced,
    rules,
)


def choice(enum, label, initial, help_text=""):
    return forms.ChoiceField(
        label=label, choices=enum.choices, initial=initial.value, help_text=help_text
    )


@register
class Vote(Format):
    """People vote on the town's options; the count and every ballot are published."""

    key = "vote"
    label = gettext_lazy("Vote on alternatives")
    verbs = frozenset({Verb.VOTE})
    main_verb = Verb.VOTE
    parts = frozenset({"options"})
    settings = {
        "method": choice(Method, gettext_lazy("How people vote"), Method.CHOOSE),
        "secrecy": choice(
            Secrecy,
            gettext_lazy("Secret or open"),
            Secrecy.SECRET,
            gettext_lazy("Can't be changed once somebody has voted."),
        ),
        "voters": choice(Voters, gettext_lazy("Who can vote"), Voters.ACCOUNT),
        "most": forms.IntegerField(
            label=gettext_lazy("How many options can be chosen at most"),
            min_value=1,
            max_value=100,
        ),
        "budget": forms.IntegerField(
            label=gettext_lazy("How many euros can be spent"),
            min_value=1,
            max_value=1_000_000_000,
            help_text=gettext_lazy("Counts when options are chosen that have a price."),
        ),
    }
    submit_label = gettext_lazy("Vote now")
    list_template = "participation/formats/vote/list.html"

    def act_url(self, activity):
        return reverse(
            "participation:ballot", args=[activity.procedure.slug, activity.key]
        )

    def reading_label(self, activity, contributions):
        return _("What is voted on, and the result")

    def list_context(self, activity, request):
        sheet = results.sheet_of(activity)
        paper = results.paper_of(activity, sheet)
        voter = voter_of(participant(request))
        own = None if paper.is_secret else own_marks(activity, voter)
        context = {
            "paper": paper,
            "rules": rules(paper),
            "options": activity.rows("options"),
            "vote_url": self.act_url(activity),
            "may_vote": may_vote(voter, activity, sheet, clock.now(request)),
            "has_voted": bool(own) or (paper.is_secret and has_voted(activity, voter)),
            "own": described(paper, own),
        }
        return context | figures(activity, sheet, paper, clock.told_at(request))

    def problems(self, activity):
        paper = announced(activity)
        found = []
        if paper.method != Method.QUESTION and len(paper.options) < 2:
            found.append(_("“%s” needs at least two options.") % activity.title)
        if paper.budget and not any(option.price for option in paper.options):
            found.append(_("No option of “%s” has a price.") % activity.title)
        return found

    def tally(self, activity):
        """The published count; nothing before it may be known."""
        counted = results.published_now(activity)
        return counted.result if counted else {}

    def export_rows(self, activity):
        """Every ballot by number, once the vote is over."""
        counted = results.published_now(activity)
        if counted is None:
            return
        word = ballot_file.words_of(counted.paper)
        for number, marks in results.ballots_of(activity):
            words = zip(counted.paper.options, map(word.get, marks), strict=True)
            yield {
                "number": ballot_file.readable_number(number),
                **{option.title: mark for option, mark in words},
            }


def described(paper, marks):
    return paper.described(marks) if marks else None


def figures(activity, sheet, paper, at) -> dict:
    """The count: the published one, the running one of an open vote, or nothing."""
    counted = results.published_count(activity, sheet, at)
    if counted:
        result = counted.result
    elif sheet and results.shows_running_figures(activity, paper):
        result = results.running_count(activity, paper)
    else:
        return {"is_over": results.is_over(activity, at)}
    return {
        "is_over": bool(counted),
        "counted": counted,
        "result": result,
        "rows": results.rows(paper, result),
    }
