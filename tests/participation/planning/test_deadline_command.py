import json

import pytest
from django.core.management import CommandError, call_command

from participation.management.commands.deadline import Command


def computed(capsys, *arguments):
    call_command("deadline", *arguments)
    return json.loads(capsys.readouterr().out)


def test_command_prints_the_deadline_and_why(capsys):
    found = computed(capsys, "3-2", "2027-10-02")

    assert found["first_day"] == "2027-10-02"
    assert found["last_day"] == "2027-11-02"
    assert found["raw_last_day"] == "2027-11-01"
    assert found["reasons"][-1] == (
        "weil der 1. November Allerheiligen ist (§ 193 BGB, § 31 Abs. 3 VwVfG)"
    )
    assert found["sentence"].startswith("Die Veröffentlichungsfrist nach § 3 Abs. 2")
    assert found["rule"] == "3-2"
    assert found["norm"] == "§ 3 Abs. 2 Satz 1 BauGB"
    assert found["inputs"]["subdivision"] == "RP"


@pytest.mark.parametrize(
    ("arguments", "first", "last"),
    [
        pytest.param("3-2 4.1.2027", "2027-01-04", "2027-02-03", id="as people write"),
        pytest.param(
            "3-2 2027-01-04 --online-at 2027-01-04T10:17",
            "2027-01-05",
            "2027-02-04",
            id="online during the day",
        ),
        pytest.param(
            "3-2 2027-01-04 --online-at 2027-01-03T23:00Z",
            "2027-01-04",
            "2027-02-03",
            id="online at midnight in town",
        ),
        pytest.param("4-2 2027-01-30", "2027-01-31", "2027-03-01", id="authority"),
        pytest.param(
            "4a-3-limited 2027-05-03 --days 14", "2027-05-03", "2027-05-18", id="days"
        ),
        pytest.param("4a-3 2027-01-04 --event", "2027-01-05", "2027-02-04", id="event"),
        pytest.param("free 2027-01-04 --days 1", "2027-01-04", "2027-01-04", id="free"),
    ],
)
def test_command_understands(arguments, first, last, capsys):
    found = computed(capsys, *arguments.split())

    assert (found["first_day"], found["last_day"]) == (first, last)


def test_bp27_command_takes_the_law_of_the_day_or_the_one_it_is_told(capsys):
    by_day = computed(capsys, "3-2", "2025-12-01")
    told = computed(capsys, "3-2", "2027-01-04", "--rule-set", "baugb-2023-07")

    assert by_day["rule_set"] == told["rule_set"] == "baugb-2023-07"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        pytest.param([], "Bitte Regel und Tag angeben", id="nothing"),
        pytest.param(["3-2"], "Bitte Regel und Tag angeben", id="no day"),
        pytest.param(
            ["3-2", "31.2.2027"], "„31.2.2027“ ist kein Tag", id="no such day"
        ),
        pytest.param(["3-2", "4.1.27"], "„4.1.27“ ist kein Tag", id="short year"),
        pytest.param(["3-3", "2027-01-04"], "4a-3-limited", id="no such rule"),
        pytest.param(
            ["3-2", "2027-01-04", "--rule-set", "bbaug"], "baugb-2025-12", id="no set"
        ),
        pytest.param(
            ["3-2", "2027-01-04", "--days", "14"], "3. Februar 2027", id="too short"
        ),
        pytest.param(
            ["3-2", "2027-01-04", "--days", "x"], "„x“ ist keine Anzahl", id="no number"
        ),
        pytest.param(
            ["3-2", "2027-01-04", "--online-at", "bald"],
            "„bald“ ist kein Zeitpunkt",
            id="no moment",
        ),
        pytest.param(
            ["3-2", "2027-01-04", "--online-at", "9999-12-31T10:00"], "9999", id="far"
        ),
        pytest.param(
            ["3-2", "2027-01-04", "--event", "--online-at", "2027-01-04T10:00"],
            "schließen einander aus",
            id="event or publication",
        ),
    ],
)
def test_command_says_what_is_wrong(arguments, words):
    with pytest.raises(CommandError) as refused:
        call_command("deadline", *arguments)

    assert words in str(refused.value)


def test_help_shows_an_example_and_every_rule():
    words = Command().create_parser("manage.py", "deadline").format_help()

    assert "manage.py deadline 3-2 2027-01-04" in words
    assert "4a-3-limited" in words
