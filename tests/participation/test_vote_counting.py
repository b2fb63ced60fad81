import pytest

from participation.voting import ballot_file
from participation.voting.counting import OPEN, PASSED, TAKEN, count, fundings
from participation.voting.paper import Choice, Fault, Paper

OPTIONS = (
    Choice("brunnen", "Brunnen", 9000),
    Choice("schaukel", "Schaukel", 4000),
    Choice("beete", "Beete", 3000),
)


def paper(method="choose", **fields):
    return Paper(method, "secret", "account", OPTIONS, **fields)


@pytest.mark.parametrize(
    ("marks", "fault"),
    [
        ([1, 0, 0], None),
        ([0, 1, 1], None),
        ([0, 0, 0], Fault.EMPTY),
        ([1, 1, 1], Fault.TOO_MANY),
        ([1, 1, 0], Fault.TOO_MUCH),
        ([1, 0], Fault.SHAPE),
        ([2, 0, 0], Fault.SHAPE),
        ([True, 0, 0], Fault.SHAPE),
        ({"brunnen": 1}, Fault.SHAPE),
    ],
)
def test_a6_money_cap_and_item_cap(marks, fault):
    assert paper(most=2, budget=10_000).fault(marks) == fault


@pytest.mark.parametrize(
    ("marks", "fault"),
    [
        ([1, 2, 3], None),
        ([0, 1, 0], None),
        ([0, 0, 0], Fault.EMPTY),
        ([1, 1, 0], Fault.TWICE),
        ([1, 3, 0], Fault.SHAPE),
        ([1, 2, "3"], Fault.SHAPE),
    ],
)
def test_places_are_given_once_and_without_gaps(marks, fault):
    assert paper("ranking").fault(marks) == fault


@pytest.mark.parametrize(
    ("marks", "fault"),
    [(["yes", "no", "abstain"], None), (["yes", "no", "ja"], Fault.SHAPE)],
)
def test_yes_and_no_are_the_only_answers(marks, fault):
    assert paper("each").fault(marks) == fault


def test_paper_comes_back_from_the_database_as_it_was():
    fixed = paper(most=2, budget=10_000)

    assert Paper.from_json(fixed.to_json()) == fixed


def test_yes_and_no_are_counted():
    result = count(paper("each"), [["yes", "no", "abstain"], ["yes", "yes", "no"]])

    assert result["ballots"] == 2
    assert result["options"] == [
        {"key": "brunnen", "yes": 2, "no": 0, "abstain": 0},
        {"key": "schaukel", "yes": 1, "no": 1, "abstain": 0},
        {"key": "beete", "yes": 0, "no": 1, "abstain": 1},
    ]


def test_choices_are_counted():
    result = count(paper(), [[1, 0, 1], [0, 0, 1]])

    assert [row["votes"] for row in result["options"]] == [1, 0, 2]


def test_borda_gives_a_point_less_for_each_place():
    result = count(paper("ranking"), [[1, 2, 3], [2, 1, 0], [0, 0, 1]])

    assert [row["points"] for row in result["options"]] == [3, 3, 2]
    assert [row["first"] for row in result["options"]] == [1, 1, 1]


def test_nobody_voted():
    assert count(paper(), []) == {
        "ballots": 0,
        "options": [{"key": option.key, "votes": 0} for option in OPTIONS],
    }


@pytest.mark.parametrize(
    ("budget", "votes", "states"),
    [
        pytest.param(12_000, [5, 3, 1], [TAKEN, PASSED, TAKEN], id="in order of votes"),
        pytest.param(9000, [0, 2, 1], [PASSED, TAKEN, TAKEN], id="no vote, no money"),
        pytest.param(16_000, [2, 2, 2], [TAKEN, TAKEN, TAKEN], id="tie that fits"),
        pytest.param(6000, [0, 2, 2], [PASSED, OPEN, OPEN], id="tie that doesn't"),
        pytest.param(
            6000, [9, 2, 2], [PASSED, OPEN, OPEN], id="after what is too dear"
        ),
    ],
)
def test_money_is_given_out_in_the_order_of_votes(budget, votes, states):
    assert fundings(paper(budget=budget), votes) == states


@pytest.mark.parametrize(
    ("method", "ballots"),
    [
        ("each", [(7, ["yes", "no", "abstain"]), (9, ["no", "no", "yes"])]),
        ("choose", [(7, [1, 0, 1]), (9, [0, 1, 0])]),
        ("ranking", [(7, [2, 1, 3]), (9, [0, 1, 0])]),
    ],
)
def test_ballot_file_reads_as_it_was_written(method, ballots):
    content = ballot_file.write(paper(method), ballots)

    assert list(ballot_file.read(paper(method), content)) == [
        (ballot_file.readable_number(number), marks) for number, marks in ballots
    ]


def test_ballot_file_is_a_table_with_a_header():
    content = ballot_file.write(paper(), [(7, [1, 0, 1])])

    assert content.decode("utf-8-sig").splitlines() == [
        "Nummer;Brunnen;Schaukel;Beete",
        "0000-0000-0007;x;;x",
    ]


def test_ballot_numbers_sort_as_they_read():
    numbers = [1, 31, 32, 2**40, 2**60 - 1]

    words = [ballot_file.readable_number(number) for number in numbers]
    assert words == sorted(words)
    assert words[-1] == "ZZZZ-ZZZZ-ZZZZ"


def test_titles_are_no_formulas():
    tricky = Paper("choose", "secret", "account", (Choice("a", "=1+1"),))

    assert ballot_file.header(tricky) == ["Nummer", "'=1+1"]
