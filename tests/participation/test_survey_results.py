from hypothesis import given, settings
from hypothesis import strategies as st

from participation.models import Question
from participation.survey_results import FEWEST, crosses, protected, results_of, texts

ALTER = Question(key="alter", title="Alter", kind="single", choices=["jung", "alt"])
GUT = Question(key="gut", title="Gut?", kind="scale")
OFFEN = Question(key="offen", title="Und sonst?", kind="open")
GEHEIM = Question(key="geheim", title="Einkommen?", kind="open", confidential=True)


def one(alter, gut=3, **more):
    return {"alter": {"choices": [alter], "other": ""}, "gut": gut} | more


def words(result):
    return [(bar.label, bar.words) for bar in result.bars]


def test_figures_and_mean():
    alter, gut = results_of([ALTER, GUT], [one("jung", 2)] * 6 + [one("alt", 4)] * 6)

    assert words(alter) == [("jung", "6 (50 %)"), ("alt", "6 (50 %)")]
    assert gut.mean == 3


def test_fewer_than_five_answers_show_nothing():
    [result] = results_of([ALTER], [one("jung")] * (FEWEST - 1))

    assert not result.is_enough
    assert result.bars == []


def test_one_to_four_are_not_told():
    [result] = results_of([ALTER], [one("jung")] * 8 + [one("alt")] * 2)

    assert [bar.count for bar in result.bars] == [8, None]


def test_a5_confidential_questions_are_for_inside_alone():
    given_answers = [one("jung", geheim="viel")] * 6

    assert [r.question.key for r in results_of([ALTER, GEHEIM], given_answers)] == [
        "alter"
    ]
    assert len(results_of([ALTER, GEHEIM], given_answers, inside=True)) == 2


def test_comparison_hides_small_groups():
    rows = [one("jung", 2)] * 9 + [one("jung", 4)] * 7 + [one("alt", 4)] * 3

    [cross] = crosses([ALTER, GUT], rows, ALTER)

    assert cross.groups == [("jung", 16), ("alt", None)]
    for _label, cells in cross.rows:
        assert cells[1] is None


def test_what_is_hidden_cannot_be_worked_out():
    cells = [[9, 2, 8], [7, 9, 6], [5, 5, 5]]

    shown = protected(cells, [21, 16, 19])

    hidden_by_row = [row.count(None) for row in shown]
    hidden_by_column = [column.count(None) for column in zip(*shown, strict=True)]
    assert 1 not in hidden_by_row + hidden_by_column
    assert shown[0][1] is None


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_line_hides_exactly_one_cell(data):
    width = data.draw(st.integers(2, 4))
    row = st.lists(st.integers(0, 12), min_size=width, max_size=width)
    cells = data.draw(st.lists(row, min_size=2, max_size=4))
    sizes = [sum(column) for column in zip(*cells, strict=True)]

    shown = protected(cells, sizes)

    lines = [*shown, *zip(*shown, strict=True)]
    assert all(list(line).count(None) != 1 for line in lines)
    assert all(c is None or c == 0 or c >= FEWEST for line in shown for c in line)


def test_own_words_are_sorted_so_that_nobody_is_recognised():
    rows = [{"offen": "Zebrastreifen"}, {"offen": "ampel"}]

    assert texts(OFFEN, rows) == ["ampel", "Zebrastreifen"]
