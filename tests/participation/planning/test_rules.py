from datetime import date

import pytest

from participation.planning.rules import UnknownRuleError, rule_set, rule_set_on


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
