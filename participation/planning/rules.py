"""Rule sets (temporary, replaced by the engine's)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RuleSet:
    key: str


def rule_set_on(day):
    return RuleSet("baugb-2025-12")
