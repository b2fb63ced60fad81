"""
The results of a survey by the answers to one of its questions.

Whoever gave no answer to one of the two is a group as well: without it, its members
were the difference between this table and the results of all.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from participation.models import Question
from participation.suppression import FEWEST, NONE, Figures, Place, hidden_in
from participation.survey_results import answers_to, figures_of, groups_of, name_of

MOST_GROUPS = 12


@dataclass
class Cross:
    """One question by the answers to another: a row for each answer."""

    question: Question
    groups: list[tuple[str, int | None]]
    rows: list[tuple[str, list[int | None]]]


def crosses(questions, given, by: Question) -> list[Cross]:
    """Every closed question by the answers to one of them."""
    enough = [
        question
        for question in questions
        if question.can_divide and len(answers_to(question, given)) >= FEWEST
    ]
    if by.key not in {question.key for question in enough}:
        return []
    return [cross(question, given, by) for question in enough if question.key != by.key]


def cross(question, given, by) -> Cross:
    sides = {
        one.key: figures_of(one, answers_to(one, given), len(given))
        for one in (question, by)
    }
    table = told(question, by, given, sides)
    sizes, labels = sides[by.key], sides[question.key].line
    columns = first_groups(by, sizes)
    heads = [
        (name_of(group), None if group in sizes.hidden else sizes.line[group])
        for group in columns
    ]
    rows = [
        (name_of(label), [table[label, group] for group in columns]) for label in labels
    ]
    return Cross(question, heads, rows)


def told(question, by, given, sides: dict[str, Figures]) -> dict[Place, int | None]:
    """
    How many gave each pair of answers; ``None`` where that is not told.

    Both directions hide the same: each would tell what the other one hides. So it is
    chosen once, with the two questions always in the same order.
    """
    first, second = sorted((question, by), key=lambda one: one.key)
    table = Counter(pair for row in given for pair in pairs(first, second, row))
    hidden = hidden_in(table, sides[first.key], sides[second.key], len(given))
    found = {
        place: None if place in hidden else table[place]
        for place in product(sides[first.key].line, sides[second.key].line)
    }
    return found if first is question else {p[::-1]: n for p, n in found.items()}


def pairs(first, second, row: dict) -> Iterator[Place]:
    """Each answer to one question with each to the other; no answer is one, too."""
    return product(
        groups_of(first, row.get(first.key)) or [NONE],
        groups_of(second, row.get(second.key)) or [NONE],
    )


def first_groups(question, figures: Figures) -> list[str]:
    """The columns of a comparison: no more than a table can show."""
    left_out = set(question.offered[MOST_GROUPS:])
    return [group for group in figures.line if group not in left_out]
