"""Results by the answers to another question: what nobody can subtract from them."""

from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from participation.models import Question
from participation.suppression import FEWEST, NONE
from participation.survey_crosses import crosses
from participation.survey_results import name_of, results_of

ALTER = Question(key="alter", title="Alter", kind="single", choices=["jung", "alt"])
GUT = Question(key="gut", title="Gut?", kind="scale", lowest=1, highest=3)
WAS = Question(
    key="was", title="Was fehlt?", kind="multiple", choices=["Bäume", "Bänke", "Licht"]
)

NOTHING_SAID = name_of(NONE)


def one(alter=None, gut=None, was=None):
    answers = {"gut": gut}
    if alter:
        answers["alter"] = {"choices": [alter], "other": ""}
    if was:
        answers["was"] = {"choices": list(was), "other": ""}
    return {key: answer for key, answer in answers.items() if answer is not None}


def compared(question, by, rows):
    """The table as it is shown, by both answers."""
    [cross] = crosses([question, by], rows, by)
    heads = [label for label, _size in cross.groups]
    return {
        (label, head): count
        for label, cells in cross.rows
        for head, count in zip(heads, cells, strict=True)
    }


def test_comparison_hides_small_groups_whole():
    rows = [one("jung", 2)] * 9 + [one("jung", 3)] * 7 + [one("alt", 3)] * 3

    [cross] = crosses([ALTER, GUT], rows, ALTER)

    assert cross.groups == [("jung", None), ("alt", None)]
    assert [cells for _label, cells in cross.rows] == [
        [0, 0],
        [None, None],
        [None, None],
    ]


def test_comparison_tells_what_is_large_enough():
    rows = [one("jung", 1)] * 9 + [one("jung", 3)] * 7
    rows += [one("alt", 1)] * 8 + [one("alt", 3)] * 6

    [cross] = crosses([ALTER, GUT], rows, ALTER)

    assert cross.groups == [("jung", 16), ("alt", 14)]
    assert [cells for _label, cells in cross.rows] == [[9, 8], [0, 0], [7, 6]]


def test_who_skips_the_question_compared_by_is_no_difference_to_all():
    rows = [one("jung", 1)] * 9 + [one("jung", 3)] * 9
    rows += [one("alt", 1)] * 9 + [one("alt", 3)] * 9 + [one(gut=3)]

    _alter, gut = results_of([ALTER, GUT], rows)
    table = compared(GUT, ALTER, rows)

    assert gut.count_of("3") == 19
    assert table["3", NOTHING_SAID] is None
    assert [table["3", "jung"], table["3", "alt"]].count(None) == 1


def test_many_who_skip_a_question_are_a_group_of_their_own():
    rows = [one("jung", 1)] * 9 + [one("alt", 1)] * 9 + [one(gut=1)] * 6

    [cross] = crosses([ALTER, GUT], rows, ALTER)

    assert cross.groups == [("jung", 9), ("alt", 9), (NOTHING_SAID, 6)]
    assert cross.rows[0] == ("1", [9, 9, 6])


def test_further_questions_and_confidential_ones_are_not_compared():
    further = Question(
        key="mehr", title="Und?", kind="scale", shown_if="alter", shown_if_answer="alt"
    )
    geheim = Question(key="geheim", title="Geld?", kind="scale", confidential=True)
    rows = [one("alt", 2) | {"mehr": 2, "geheim": 2}] * 20

    assert crosses([ALTER, further, geheim], rows, ALTER) == []


def test_both_directions_choose_the_same_figures_to_hide():
    numbers = {("jung", 1): 5, ("jung", 2): 7, ("jung", 3): 5}
    numbers |= {("alt", 1): 2, ("alt", 2): 6, ("alt", 3): 6}
    rows = [one(*given) for given, number in numbers.items() for _ in range(number)]

    there, back = compared(ALTER, GUT, rows), compared(GUT, ALTER, rows)

    assert {place[::-1]: count for place, count in back.items()} == there
    assert list(there.values()).count(None) == 4


def test_so_few_of_a_group_who_did_not_choose_an_answer_are_hidden():
    rows = [one("jung", was=["Bäume", "Licht"])] * 18 + [one("jung", was=["Licht"])] * 2
    rows += [one("alt", was=["Bäume"])] * 10 + [one("alt", was=["Licht"])] * 10

    table = compared(WAS, ALTER, rows)

    assert (table["Bäume", "jung"], table["Bäume", "alt"]) == (None, None)


people = st.lists(
    st.tuples(
        st.sampled_from([None, "jung", "jung", "alt", "alt"]),
        st.sampled_from([None, 1, 1, 3, 3]),
        st.sampled_from([None, ("Bäume",), ("Bäume", "Bänke"), ("Licht",)]),
    ).map(lambda given: one(*given)),
    min_size=5,
    max_size=70,
)


@settings(max_examples=150, deadline=None)
@given(people, st.sampled_from([(ALTER, GUT), (ALTER, WAS), (GUT, WAS)]))
def test_both_directions_hide_the_same(rows, pair):
    first, second = pair
    assume(crosses([first, second], rows, second))

    there = compared(first, second, rows)
    back = compared(second, first, rows)

    assert {place[::-1]: count for place, count in back.items()} == there


@settings(max_examples=150, deadline=None)
@given(people)
def test_nobody_subtracts_a_comparison_from_the_results_of_all(rows):
    assume(crosses([ALTER, GUT], rows, ALTER))

    table = compared(GUT, ALTER, rows)

    _alter, gut = results_of([ALTER, GUT], rows)
    for bar in gut.bars:
        line = [count for (label, _head), count in table.items() if label == bar.label]
        if bar.count is None:
            assert all(count in (None, 0) for count in line)
        else:
            rest = bar.count - sum(count or 0 for count in line)
            assert line.count(None) != 1
            assert rest == 0 or rest >= FEWEST


@settings(max_examples=150, deadline=None)
@given(people)
def test_of_several_answers_nobody_subtracts_who_gave_only_one(rows):
    assume(crosses([ALTER, WAS], rows, ALTER))

    table = compared(WAS, ALTER, rows)
    sizes = dict(crosses([ALTER, WAS], rows, ALTER)[0].groups)

    for choice, group in product(WAS.choices, ("jung", "alt")):
        count, size = table[choice, group], sizes[group]
        if None not in (count, size):
            assert not 0 < size - count < FEWEST
