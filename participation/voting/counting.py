"""
Counting ballots: pure functions of a paper and rows of marks.

The same functions count for the published result and for ``manage.py recount``.
"""

from collections import Counter
from collections.abc import Iterable, Sequence

from participation.voting.paper import Method, Paper, YesNo

TAKEN, PASSED, OPEN = "taken", "passed", "open"


def count(paper: Paper, ballots: Iterable[Sequence]) -> dict:
    """How many ballots there are, and the figures of each option in their order."""
    rows = list(ballots)
    columns = zip(*rows, strict=True) if rows else [()] * len(paper.options)
    counter = COUNTERS[paper.method]
    figures = [
        {"key": option.key, **counter(Counter(column), len(paper.options))}
        for option, column in zip(paper.options, columns, strict=True)
    ]
    return {"ballots": len(rows), "options": figures}


def count_yes_no(marks: Counter, _options: int) -> dict:
    return {answer: marks[answer] for answer in YesNo.values}


def count_chosen(marks: Counter, _options: int) -> dict:
    return {"votes": marks[1]}


def count_places(marks: Counter, options: int) -> dict:
    """Borda: the last place gets no point, each place before it one more."""
    placed = {place: number for place, number in marks.items() if place}
    points = sum((options - place) * number for place, number in placed.items())
    return {"points": points, "first": marks[1]}


COUNTERS = {
    Method.QUESTION: count_yes_no,
    Method.EACH: count_yes_no,
    Method.CHOOSE: count_chosen,
    Method.RANKING: count_places,
}


def weight(method: str, figures: dict) -> int:
    """By what options are put in order."""
    match method:
        case Method.CHOOSE:
            return figures["votes"]
        case Method.RANKING:
            return figures["points"]
        case _:
            return figures["yes"] - figures["no"]


def fundings(paper: Paper, votes: Sequence[int]) -> list[str]:
    """
    What the money is enough for, for each option: taken, passed over, or open.

    Options with equally many votes are taken up together. If the money is not enough
    for all of them though for some, they stay open: no rule of ours breaks a tie.
    """
    left, states = paper.budget, [PASSED] * len(votes)
    for number in sorted(set(votes) - {0}, reverse=True):
        tied = [index for index, votes_here in enumerate(votes) if votes_here == number]
        prices = [paper.options[index].price or 0 for index in tied]
        if sum(prices) <= left:
            left -= sum(prices)
            state = TAKEN
        else:
            fits = len(tied) > 1 and min(prices) <= left
            state = OPEN if fits else PASSED
        for index in tied:
            states[index] = state
        if state == OPEN:
            break
    return states
