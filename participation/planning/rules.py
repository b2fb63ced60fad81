"""
Which law a formal procedure follows: rule sets as data, each valid from a day.

The sets stand in ``rule_sets/`` as TOML, one file each, complete in itself. A file
that was once in use is never changed: what the law changes goes into a new one.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from django.utils.translation import gettext as _

FILES = Path(__file__).parent / "rule_sets"


class UnknownRuleError(LookupError):
    """Nobody wrote down a rule or a rule set like this; says so in words."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """
    How long one step of a procedure lasts, and what it asks for.

    Months, weeks and the minimum in days are the length that the law provides; ``days``
    are what we propose instead where the law wants less. ``publication`` counts its
    first day, ``event`` doesn't count the day of what happened.
    """

    code: str
    rule_set: str
    title: str
    name: str  # of the period, a feminine noun
    norm: str  # verbatim, as the file quotes it; empty where no law says anything
    kind: Literal["publication", "event"]
    audience: Literal["public", "authorities"]
    may_be_shorter: Literal["never", "with_reason", "freely"]
    source: str
    confidence: Literal["V", "S", "K"]  # read in the norm · second hand · known
    months: int = 0
    weeks: int = 0
    days_minimum: int = 0
    days: int = 0
    event: str = "Tag des Ereignisses"
    is_fixed: bool = False  # the law alone sets the end, nobody makes it longer
    needs_notice: bool = False
    needs_environment_report: bool = False
    shows_late_hint: bool = False
    note: str = ""

    @property
    def binds(self) -> bool:
        """Whether an earlier end is wrong, whatever reason is given."""
        return self.may_be_shorter == "never"


@dataclass(frozen=True)
class RuleSet:
    """The law as it stood from a day on, until the next set begins."""

    key: str
    valid_from: date
    source: str
    rules: Mapping[str, Rule]

    def rule(self, code: str) -> Rule:
        try:
            return self.rules[code]
        except KeyError:
            words = _("There is no rule “%(code)s”. There are: %(codes)s.")
            known = {"code": code, "codes": ", ".join(self.rules)}
            raise UnknownRuleError(words % known) from None


def rule_set_on(day: date) -> RuleSet:
    """The set that applies to what begins on a day (§ 233 (1) BauGB)."""
    begun = [each for each in rule_sets() if each.valid_from <= day]
    if not begun:
        words = _("There are rules from %(day)s on. Earlier law has to be looked up.")
        raise UnknownRuleError(words % {"day": f"{rule_sets()[0].valid_from:%d.%m.%Y}"})
    return begun[-1]


def rule_set(key: str) -> RuleSet:
    """The set that a procedure has pinned."""
    for each in rule_sets():
        if each.key == key:
            return each
    words = _("There is no rule set “%(key)s”. There are: %(keys)s.")
    known = {"key": key, "keys": ", ".join(each.key for each in rule_sets())}
    raise UnknownRuleError(words % known)


@cache
def rule_sets() -> tuple[RuleSet, ...]:
    """All sets, the oldest first."""
    found = [_read(path) for path in FILES.glob("*.toml")]
    return tuple(sorted(found, key=lambda each: each.valid_from))


def _read(path: Path) -> RuleSet:
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    rules = {
        code: Rule(code=code, rule_set=path.stem, **fields)
        for code, fields in data["rules"].items()
    }
    return RuleSet(
        path.stem, data["valid_from"], data["source"], MappingProxyType(rules)
    )
