"""
The count of a vote: made once, at the first look after the end, and then fixed.

Nothing here tells figures of a secret vote, or of one that keeps them, before the end.
"""

import json
from datetime import datetime

from django.db import transaction
from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils import timezone

from home import audit
from participation.models import Ballot, BallotPaper, VoterRoll
from participation.permissions import Actor, Reason, can
from participation.verbs import Verb
from participation.voting import ballot_file
from participation.voting.counting import count, fundings, weight
from participation.voting.paper import Paper, announced

SOMEBODY = Actor(person_id=0)


def sheet_of(activity) -> BallotPaper | None:
    """The fixed paper of an activity, if somebody has voted."""
    return BallotPaper.objects.filter(activity=activity).first()


def paper_of(activity, sheet: BallotPaper | None) -> Paper:
    """The paper people vote by: the fixed one, or what the activity announces."""
    return sheet.paper if sheet else announced(activity)


def is_over(activity, at: datetime) -> bool:
    """Whether nobody can vote here any more, now or in a phase to come."""
    return can(SOMEBODY, Verb.VOTE, activity, at).reason is Reason.OVER


def shows_running_figures(activity, paper: Paper) -> bool:
    return not (paper.is_secret or activity.figures_after_end)


def ballots_of(activity) -> list[tuple[int, list]]:
    """
    Every ballot as number and marks, sorted by number.

    The marks are read as one text: decoding each row alone takes three times as long.
    """
    rows = Ballot.objects.filter(activity=activity).order_by("pk")
    pairs = list(rows.values_list("pk", Cast("choices", TextField())))
    marks = json.loads(f"[{','.join(text for _number, text in pairs)}]")
    return [(number, row) for (number, _text), row in zip(pairs, marks, strict=True)]


def running_count(activity, paper: Paper) -> dict:
    """The figures of an open vote that is not over."""
    return count(paper, (marks for _number, marks in ballots_of(activity)))


def published_count(activity, sheet: BallotPaper | None, at: datetime):
    """The sheet with its count, if the vote is over and anybody voted."""
    if sheet is None:
        return None
    if sheet.counted_at:  # an editor may look at an earlier moment
        return sheet if sheet.counted_at <= at else None
    return close(activity, at) if is_over(activity, at) else None


def published_now(activity) -> BallotPaper | None:
    return published_count(activity, sheet_of(activity), timezone.now())


@transaction.atomic
def close(activity, at: datetime) -> BallotPaper:
    """Count the ballots for good: result and checksum are on record from now on."""
    sheet = BallotPaper.objects.select_for_update().get(activity=activity)
    if sheet.counted_at:  # somebody looked at the same moment
        return sheet
    paper, ballots = sheet.paper, ballots_of(activity)
    sheet.result = count(paper, (marks for _number, marks in ballots))
    sheet.result["voters"] = VoterRoll.objects.filter(activity=activity).count()
    sheet.checksum = ballot_file.checksum(ballot_file.write(paper, ballots))
    sheet.counted_at = at
    sheet.save(update_fields=["result", "checksum", "counted_at"])
    audit.record(
        "participation.vote_counted",
        activity,
        data={"checksum": sheet.checksum, "ballots": len(ballots)},
    )
    return sheet


def rows(paper: Paper, result: dict) -> list[dict]:
    """The figures of each option with what they mean, the strongest first."""
    figures = result["options"]
    weights = [weight(paper.method, row) for row in figures]
    states = (
        fundings(paper, weights) if paper.budget is not None else [""] * len(figures)
    )
    most = max(1, *weights)
    found = [
        {"option": option, "weight": w, "most": most, "state": state, **row}
        for option, row, w, state in zip(
            paper.options, figures, weights, states, strict=True
        )
    ]
    if paper.method != "question":
        found.sort(key=lambda row: -row["weight"])
    return found
