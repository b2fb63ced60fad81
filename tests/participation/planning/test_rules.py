from datetime import date

import pytest

from participation.planning.rules import (
    UnknownRuleError,
    rule_set,
    rule_set_on,
    rule_sets,
)

# kind, months, weeks, days at least, days proposed, may be shorter
LENGTHS = {
    "3-1": ("publication", 1, 0, 0, 0, "freely"),
    "3-2": ("publication", 1, 0, 30, 0, "never"),
    "4-1": ("event", 1, 0, 0, 0, "freely"),
    "4-2": ("event", 1, 0, 30, 0, "never"),
    "4a-3": ("publication", 1, 0, 30, 0, "with_reason"),
    "4a-3-limited": ("publication", 1, 0, 30, 14, "with_reason"),
    "13": ("publication", 1, 0, 30, 0, "with_reason"),
    "13a": ("publication", 1, 0, 30, 0, "with_reason"),
    "uvpg-21": ("event", 1, 0, 0, 0, "never"),
    "uvpg-42": ("event", 1, 0, 0, 0, "never"),
    "vwvfg-73": ("event", 0, 2, 0, 0, "never"),
    "vwvfg-27c": ("publication", 0, 1, 0, 0, "with_reason"),
    "complaint": ("event", 12, 0, 0, 0, "never"),
    "free": ("publication", 0, 0, 0, 0, "freely"),
}


@pytest.mark.parametrize(
    ("day", "key"),
    [
        pytest.param(date(2023, 7, 7), "baugb-2023-07", id="first day of a set"),
        pytest.param(date(2025, 12, 22), "baugb-2023-07", id="its last day"),
        pytest.param(date(2025, 12, 23), "baugb-2025-12", id="next set begins"),
        pytest.param(date(2027, 1, 4), "baugb-2025-12", id="until another follows"),
    ],
)
def test_bp27_law_follows_from_the_day(day, key):
    assert rule_set_on(day) == rule_set(key)


def test_bp27_law_before_the_first_set_is_not_guessed():
    with pytest.raises(UnknownRuleError, match=r"07\.07\.2023"):
        rule_set_on(date(2023, 7, 6))


@pytest.mark.parametrize("key", ["baugb-2023-07", "baugb-2025-12"])
def test_bp27_a_set_in_use_is_never_changed_but_followed_by_a_new_one(key):
    rules = rule_set(key).rules.values()

    assert {
        rule.code: (
            rule.kind,
            rule.months,
            rule.weeks,
            rule.days_minimum,
            rule.days,
            rule.may_be_shorter,
        )
        for rule in rules
    } == LENGTHS


def test_bp27_nobody_can_change_a_set_at_run_time():
    rules = rule_set("baugb-2025-12").rules

    with pytest.raises(TypeError):
        rules["3-2"] = rules["free"]


def test_every_rule_knows_its_set_and_where_it_was_read():
    for found in rule_sets():
        for code, rule in found.rules.items():
            assert (rule.code, rule.rule_set) == (code, found.key)
            assert rule.source
            assert rule.confidence in {"V", "S", "K"}


def test_only_rules_that_were_read_in_the_norm_are_marked_so():
    old, new = rule_sets()

    assert {rule.confidence for rule in old.rules.values()} == {"S", "K"}
    assert [code for code, rule in new.rules.items() if rule.confidence != "V"] == [
        "3-1",
        "4-1",
        "free",
    ]


@pytest.mark.parametrize(
    ("code", "needs"), [("3-2", True), ("13", False), ("13a", False)]
)
def test_simplified_procedures_need_no_environment_report(code, needs):
    assert rule_set("baugb-2025-12").rule(code).needs_environment_report is needs


def test_early_participation_shows_no_hint_that_late_is_too_late():
    rules = rule_set("baugb-2025-12").rules

    assert not rules["3-1"].shows_late_hint
    assert rules["3-2"].shows_late_hint


@pytest.mark.parametrize(
    ("ask", "word"),
    [
        pytest.param(lambda: rule_set("baugb-1960"), "baugb-2025-12", id="set"),
        pytest.param(
            lambda: rule_set("baugb-2025-12").rule("3-3"), "4a-3-limited", id="rule"
        ),
    ],
)
def test_unknown_names_are_answered_with_those_that_exist(ask, word):
    with pytest.raises(UnknownRuleError, match=word):
        ask()
