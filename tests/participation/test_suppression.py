from collections import Counter
from itertools import product

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from participation.suppression import FEWEST, NONE, Figures, hidden_in


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        pytest.param([33, 27, 5, 3], {2, 3}, id="the smallest goes with it"),
        pytest.param([33, 27, 4, 1], {2, 3}, id="five people together are enough"),
        pytest.param([33, 27, 2, 1], {1, 2, 3}, id="three people are not"),
        pytest.param([6, 1, 0, 0], {0, 1}, id="nobody is no group to hide behind"),
        pytest.param([20, 0, 0, 0], set(), id="nothing is small"),
    ],
)
def test_line_hides_two_figures_and_five_people(counts, hidden):
    figures = Figures(dict(enumerate(counts)), sum(counts))

    assert figures.hidden == hidden


def test_those_without_an_answer_are_a_figure_of_the_line():
    figures = Figures({"ja": 30, "nein": 20}, of=52)

    assert figures.hidden == {NONE, "nein"}


def test_of_several_answers_the_others_are_a_group_too():
    figures = Figures({"Bäume": 48, "Bänke": 30, "Licht": 20}, of=50, several=True)

    assert figures.hidden == {"Bäume", "Licht"}


def table_of(rows):
    """A table of counts by place, with the figures of both questions."""
    table = {(r, c): n for r, row in enumerate(rows) for c, n in enumerate(row)}
    down, across = Counter(), Counter()
    for (r, c), count in table.items():
        down[r] += count
        across[c] += count
    people = sum(down.values())
    return table, Figures(down, people), Figures(across, people), people


def test_line_of_seventeen_does_not_leave_two_over_two_figures():
    table, down, across, people = table_of([[8, 7, 1, 1], [9, 9, 9, 9], [9, 9, 9, 9]])

    hidden = hidden_in(table, down, across, people)

    assert sum(table[place] for place in hidden if place[0] == 0) >= FEWEST


def test_figure_between_two_hidden_blocks_does_not_follow():
    rows = [
        [3, 3, 9, 9, 9],
        [3, 3, 2, 9, 9],
        [9, 9, 3, 3, 9],
        [9, 9, 3, 3, 9],
        [9, 9, 9, 9, 9],
    ]
    table, down, across, people = table_of(rows)

    hidden = hidden_in(table, down, across, people)

    assert hidden > {place for place, count in table.items() if count < FEWEST}


small_tables = st.integers(2, 4).flatmap(
    lambda width: st.lists(
        st.lists(st.integers(0, 12), min_size=width, max_size=width),
        min_size=2,
        max_size=4,
    )
)


@settings(max_examples=300, deadline=None)
@given(small_tables)
def test_no_line_of_either_direction_leaves_a_small_group(rows):
    table, down, across, people = table_of(rows)
    assume(people >= FEWEST)

    hidden = hidden_in(table, down, across, people)

    assert not any(0 < n < FEWEST for place, n in table.items() if place not in hidden)
    for end, figures in enumerate((down, across)):
        for group in figures.line.keys() - figures.hidden:
            gone = [table[place] for place in hidden if place[end] == group]
            assert len(gone) != 1
            assert sum(gone) == 0 or sum(gone) >= FEWEST


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 7)] * 3), min_size=2, max_size=3))
def test_no_hidden_figure_follows_from_all_that_is_told(rows):
    table, down, across, people = table_of(rows)
    assume(people >= FEWEST)

    hidden = hidden_in(table, down, across, people)
    assume(len(hidden) <= 6)

    possible = list(tables_like(table, hidden, down, across))
    for place in hidden:
        assert len({found[place] for found in possible}) > 1


def tables_like(table, hidden, down, across):
    """Tables that show the same, with one person more or less behind what is hidden."""
    places = sorted(hidden)
    lines = [*told_lines(places, down, 0), *told_lines(places, across, 1)]
    for steps in product((-1, 0, 1), repeat=len(places)):
        step = dict(zip(places, steps, strict=True))
        found = {place: table[place] + step[place] for place in places}
        if min(found.values(), default=0) >= 0 and not any(
            sum(step[place] for place in line) for line in lines
        ):
            yield found


def told_lines(places, figures, end):
    """Whose sum is known, by subtraction; of lines not told only all together."""
    lines = {}
    for place in places:
        group = None if place[end] in figures.hidden else place[end]
        lines.setdefault(group, []).append(place)
    return lines.values()
