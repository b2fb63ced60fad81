"""
Which figures of a table stay hidden, so that no group under five can be worked out.

Two steps, as in official statistics. Primary suppression hides every figure from one
to four. Secondary suppression hides others with it, because the totals are known and
people can subtract: a line of a table hides nothing, or at least two figures that
stand for five people together. Pure functions of counts; no figure is changed.
"""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

FEWEST = 5
NONE = ""  # the group of those who gave no answer
Line = Mapping[Hashable, int]
Place = tuple[str, str]
Table = Mapping[Place, int]


def is_small(count: int) -> bool:
    """Whether these are so few that it says too much about single people."""
    return 0 < count < FEWEST


@dataclass(frozen=True)
class Figures:
    """
    How many of some people gave each answer; ``several`` if one may give more than one.

    Where everybody gives one answer, the answers and ``NONE`` make up all people. Where
    people give several, each answer divides them in two: who gave it, and who did not.
    """

    counts: Mapping[str, int]
    of: int
    several: bool = False

    @cached_property
    def line(self) -> Mapping[str, int]:
        """Every group with its size, those without an answer among them."""
        without = 0 if self.several else self.of - sum(self.counts.values())
        return {**self.counts, NONE: without} if without else self.counts

    @cached_property
    def hidden(self) -> set[Hashable]:
        """The groups whose size is not told."""
        small = {
            group
            for group, count in self.line.items()
            if is_small(count) or (self.several and is_small(self.of - count))
        }
        return with_more(small, [self.line])


def with_more(hidden: set, lines: list[Line]) -> set:
    """Secondary suppression: what is hidden, and all that would give it away."""
    hidden = set(hidden)
    while line := next((line for line in lines if gives_away(line, hidden)), None):
        hidden.add(cheapest(line, lines, hidden))
    return hidden


def gives_away(line: Line, hidden: set) -> bool:
    """Whether the total of a line and what it shows tell of a small group in it."""
    gone = [count for place, count in line.items() if place in hidden]
    if len(gone) in {0, len(line)} or not any(line.values()):
        return False
    return len(gone) == 1 or sum(gone) < FEWEST


def cheapest(line: Line, lines: list[Line], hidden: set) -> Hashable:
    """What to hide next: no zero if others are left, best where lines hide already."""

    def cost(place):
        crossing = [other for other in lines if place in other and other is not line]
        lonely = sum(hidden.isdisjoint(other) for other in crossing)
        return line[place] == 0, lonely, line[place]

    return min((place for place in line if place not in hidden), key=cost)


def hidden_in(table: Table, first: Figures, second: Figures, people: int) -> set[Place]:
    """
    What is hidden where the answers of the same people to two questions cross.

    The figures of each question are known as the totals. Where one of them is hidden,
    all that adds up to it is hidden; where it is zero, there is nothing to hide.
    """
    crossing = Crossing(table, first, second, people)
    hidden = with_more(crossing.small, crossing.lines)
    if first.several or second.several:
        return hidden
    while place := next(crossing.following(hidden), None):
        more = crossing.one_more(place, hidden)
        if more is None:
            break
        hidden = with_more(hidden | {more}, crossing.lines)
    return hidden


class Crossing:
    """The answers to two questions, with every line whose total people know."""

    def __init__(self, table: Table, first: Figures, second: Figures, people: int):
        self.first, self.second, self.people = first, second, people
        self.rows = [group for group, count in first.line.items() if count]
        self.columns = [group for group, count in second.line.items() if count]
        self.counts = {
            (row, column): table.get((row, column), 0)
            for row in self.rows
            for column in self.columns
        }

    @property
    def small(self) -> set[Place]:
        """Primary suppression, and what adds up to a total that is hidden."""
        return {
            (row, column)
            for row, column in self.counts
            if row in self.first.hidden
            or column in self.second.hidden
            or any(is_small(count) for count in self.around(row, column))
        }

    def around(self, row: str, column: str) -> Iterator[int]:
        """How many gave both answers; of several, also who gave one alone or none."""
        both = self.counts[row, column]
        of_row, of_column = self.first.line[row], self.second.line[column]
        yield both
        if self.first.several:
            yield of_column - both
        if self.second.several:
            yield of_row - both
        if self.first.several and self.second.several:
            yield self.people - of_row - of_column + both

    @cached_property
    def lines(self) -> list[Line]:
        found = []
        for row in self.told(self.rows, self.first):
            line = [(row, column) for column in self.columns]
            found += self.line(line, self.first, self.second, 1)
        for column in self.told(self.columns, self.second):
            line = [(row, column) for row in self.rows]
            found += self.line(line, self.second, self.first, 0)
        return found

    def told(self, groups: list[str], figures: Figures) -> list[str]:
        return [group for group in groups if group not in figures.hidden]

    def line(self, places, own: Figures, other: Figures, end: int) -> Iterator[Line]:
        """A line; of several answers also the line of those who did not give it."""
        yield {place: self.counts[place] for place in places}
        if own.several and not other.several:
            yield {
                place: other.line[place[end]] - self.counts[place] for place in places
            }

    def following(self, hidden: set[Place]) -> Iterator[Place]:
        """Hidden figures that follow from the totals of several lines together."""
        for place in self.counts:
            if place in hidden and not self.can_differ(place, hidden):
                yield place

    def can_differ(self, place: Place, hidden: set[Place]) -> bool:
        """
        Whether other hidden figures, none below zero, leave this one open.

        One person more here is one less elsewhere in the row, one more in that column,
        and so on: such a way must lead back. It goes over rows and columns as ends;
        lines whose totals are hidden are one end, as only their sum is known.
        """
        steps: dict[Hashable, set[Hashable]] = {}
        for other in hidden - {place}:
            row, column = self.ends(other)
            steps.setdefault(row, set()).add(column)
            if self.counts[other]:
                steps.setdefault(column, set()).add(row)
        row, column = self.ends(place)
        less = self.counts[place] > 0 and leads(row, column, steps)
        return less or leads(column, row, steps)

    def ends(self, place: Place) -> tuple[Hashable, Hashable]:
        row, column = place
        return (
            ("row", None if row in self.first.hidden else row),
            ("column", None if column in self.second.hidden else column),
        )

    def one_more(self, place: Place, hidden: set[Place]) -> Place | None:
        """Another figure to hide so that this one no longer follows, if one is left."""
        near = [line for line in self.lines if place in line]
        for line in [*near, self.counts]:
            if not hidden.issuperset(line):
                return cheapest(line, self.lines, hidden)
        return None


def leads(start: Hashable, goal: Hashable, steps: Mapping[Hashable, set]) -> bool:
    """Whether steps lead from one end to the other."""
    reached, ahead = {start}, [start]
    while ahead:
        new = steps.get(ahead.pop(), set()) - reached
        reached |= new
        ahead += new
    return goal in reached
