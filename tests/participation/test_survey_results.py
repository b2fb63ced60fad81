import pytest

from participation.models import Question
from participation.suppression import FEWEST
from participation.survey_results import results_of, texts, told_while_running

ALTER = Question(key="alter", title="Alter", kind="single", choices=["jung", "alt"])
GUT = Question(key="gut", title="Gut?", kind="scale")
OFFEN = Question(key="offen", title="Und sonst?", kind="open")
WEG = Question(
    key="weg", title="Wie kommen Sie?", kind="single",
    choices=["Fuß", "Rad", "Bus", "Auto"],
)  # fmt: skip
WAS = Question(
    key="was", title="Was fehlt?", kind="multiple", choices=["Bäume", "Bänke", "Licht"]
)
WEGE = Question(
    key="wege", title="Wie sind die Wege?", kind="matrix",
    choices=["gut", "schlecht"], rows=["Gehweg", "Radweg"],
)  # fmt: skip
RANG = Question(key="rang", title="Was zuerst?", kind="ranking", choices=WEG.choices)
ZAHL = Question(key="zahl", title="Wie viele?", kind="number")
ARBEIT = Question(
    key="arbeit", title="Haben Sie Arbeit?", kind="single",
    choices=["ja", "nein"], confidential=True,
)  # fmt: skip
GEHEIM = Question(key="geheim", title="Einkommen?", kind="open", confidential=True)


def one(alter, gut=3, **more):
    return {"alter": {"choices": [alter], "other": ""}, "gut": gut} | more


def question(key, **fields):
    return Question(key=key, title=key, kind="open", **fields)


def answered(question, **numbers):
    """So many answers of each kind."""
    return [
        {question.key: {"choices": [choice], "other": ""}}
        for choice, number in numbers.items()
        for _ in range(number)
    ]


def bars_of(question, **numbers):
    [result] = results_of([question], answered(question, **numbers))
    return {bar.label: bar.count for bar in result.bars}


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


def test_one_to_four_are_not_told_and_do_not_follow_from_the_total():
    figures = bars_of(WEG, Fuß=33, Rad=27, Bus=5, Auto=3)

    assert figures == {"Fuß": 33, "Rad": 27, "Bus": None, "Auto": None}


def test_what_is_hidden_looks_alike_whatever_its_size():
    [result] = results_of([WEG], answered(WEG, Fuß=33, Rad=27, Bus=5, Auto=3))

    assert words(result)[2:] == [("Bus", "nicht gezeigt"), ("Auto", "nicht gezeigt")]


def test_so_few_without_an_answer_are_not_told_either():
    given_answers = answered(WEG, Fuß=40, Rad=20, Bus=8) + [{}] * 2

    [result] = results_of([WEG], given_answers)

    assert result.answered is None
    assert [bar.count for bar in result.bars] == [40, 20, None, 0]
    assert [bar.of for bar in result.bars] == [70] * 4


def test_many_without_an_answer_are_told():
    [result] = results_of([WEG], answered(WEG, Fuß=40, Rad=20) + [{}] * 9)

    assert (result.answered, result.of) == (60, 60)


def test_of_several_answers_so_few_who_did_not_choose_one_are_not_told():
    rows = [{"was": {"choices": ["Bäume", "Bänke"], "other": ""}}] * 20
    rows += [{"was": {"choices": ["Licht"], "other": ""}}] * 2

    [result] = results_of([WAS], rows)

    assert [bar.count for bar in result.bars] == [None, None, None]


def test_same_answer_sent_twice_counts_once():
    rows = [{"was": {"choices": ["Bäume", "Bäume"], "other": ""}}] * 6

    [result] = results_of([WAS], rows)

    assert words(result)[0] == ("Bäume", "6 (100 %)")


def test_row_of_a_matrix_does_not_tell_who_left_it_out():
    rows = [{"wege": {"Gehweg": "gut", "Radweg": "gut"}}] * 12
    rows += [{"wege": {"Gehweg": "schlecht"}}] * 3
    rows += [{"wege": {"Gehweg": "schlecht", "Radweg": "schlecht"}}] * 8

    [result] = results_of([WEGE], rows)

    told = {row: [bar.count for bar in bars] for row, bars in result.table}
    assert told == {"Gehweg": [12, 11], "Radweg": [12, None]}


def test_order_of_a_ranking_tells_nothing_of_what_is_hidden():
    rows = [{"rang": ["Bus"]}] * 9 + [{"rang": ["Auto"]}] * 3 + [{"rang": ["Rad"]}] * 6

    [result] = results_of([RANG], rows)

    assert [(bar.label, bar.count) for bar in result.bars] == [
        ("Bus", 9),
        ("Fuß", 0),
        ("Rad", None),
        ("Auto", None),
    ]


def test_no_mean_without_all_its_bars():
    [result] = results_of([GUT], [one("jung", 4)] * 5 + [one("jung", 1)])

    assert [bar.count for bar in result.bars] == [None, 0, 0, None, 0]
    assert result.mean is None


def test_number_that_nobody_means_spoils_no_mean():
    rows = [{"zahl": 10}] * 6 + [{"zahl": 1e308}, {"zahl": -1e308}] * 3

    [result] = results_of([ZAHL], rows)

    assert result.mean == 10


def test_a5_confidential_questions_are_for_inside_alone():
    given_answers = [one("jung", geheim="viel")] * 6

    assert [r.question.key for r in results_of([ALTER, GEHEIM], given_answers)] == [
        "alter"
    ]
    assert len(results_of([ALTER, GEHEIM], given_answers, inside=True)) == 2


def test_question_below_a_confidential_one_is_confidential_too():
    further = [question("mehr", shown_if="arbeit", shown_if_answer="nein")]
    rows = answered(ARBEIT, ja=10, nein=6)
    rows = [row | {"mehr": "Zu weit."} for row in rows]

    assert results_of([ARBEIT, *further], rows) == []
    assert len(results_of([ARBEIT, *further], rows, inside=True)) == 2


def test_question_below_an_answer_that_is_hidden_tells_no_number():
    further = question("warum", shown_if="weg", shown_if_answer="Bus")
    rows = answered(WEG, Fuß=33, Rad=27, Auto=3)
    rows += [row | {"warum": "Regen"} for row in answered(WEG, Bus=5)]

    weg, warum = results_of([WEG, further], rows)

    assert weg.count_of("Bus") is None
    assert (warum.is_enough, warum.answered) == (False, None)


def test_question_below_an_answer_does_not_tell_who_left_it_out():
    further = question("warum", shown_if="weg", shown_if_answer="Bus")
    rows = answered(WEG, Fuß=33, Bus=2)
    rows += [row | {"warum": "Regen"} for row in answered(WEG, Bus=10)]

    weg, warum = results_of([WEG, further], rows)

    assert weg.count_of("Bus") == 12
    assert (warum.is_enough, warum.answered) == (True, None)


@pytest.mark.parametrize(
    ("number", "told"),
    [(0, 0), (9, 0), (10, 5), (14, 5), (15, 10), (68, 60)],
)
def test_while_it_runs_results_grow_by_five_and_the_end_adds_five(number, told):
    assert told_while_running(number) == told


def test_own_words_are_sorted_so_that_nobody_is_recognised():
    rows = [{"offen": "Zebrastreifen"}, {"offen": "ampel"}]

    assert texts(OFFEN, rows) == ["ampel", "Zebrastreifen"]
