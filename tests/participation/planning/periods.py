"""What the tests of deadlines have in common."""

import json
from datetime import date

from hypothesis import strategies as st

from participation.planning.deadlines import period, recompute
from participation.planning.rules import rule_set

RULES = rule_set("baugb-2025-12").rules
JANUARY = date(2027, 1, 4)  # a Monday
DAYS = st.dates(date(2026, 1, 1), date(2040, 12, 31))
NUMBERS = st.integers(min_value=1, max_value=120)


def published(start=JANUARY, **options):
    return period(RULES["3-2"], start, **options)


def again(found):
    """The same from what a file has kept."""
    return recompute(json.loads(json.dumps(found.inputs)))
