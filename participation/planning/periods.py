"""What a period is once it was computed, and when its days begin and end."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal

from participation.clock import BERLIN
from participation.planning.rules import Rule

DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Period:
    """A period from its first to its last day, with all that led to it."""

    rule: Rule
    first_day: date
    last_day: date
    raw_last_day: date  # before it moved to a working day
    month_end: date | None = None
    minimum_end: date | None = None
    regular_last_day: date | None = None  # what the law provides if nobody wants less
    proposed_start: date
    reasons: tuple[str, ...]  # German clauses, each beginning with “weil”
    sentence: str
    warnings: tuple[str, ...]
    inputs: dict[str, Any] = field(hash=False)
    before: "Period | None" = None  # the period that this one makes longer

    def as_data(self) -> dict[str, Any]:
        """What a file keeps of it, fit for JSON."""
        return {
            "rule": self.rule.code,
            "rule_set": self.rule.rule_set,
            "title": self.rule.title,
            "norm": self.rule.norm,
            "first_day": self.first_day.isoformat(),
            "last_day": self.last_day.isoformat(),
            "raw_last_day": self.raw_last_day.isoformat(),
            "month_end": iso(self.month_end),
            "minimum_end": iso(self.minimum_end),
            "proposed_start": self.proposed_start.isoformat(),
            "sentence": self.sentence,
            "reasons": list(self.reasons),
            "warnings": list(self.warnings),
            "inputs": self.inputs,
        }


@dataclass(frozen=True)
class Problem:
    """Why a last day can't stand as it was chosen."""

    code: Literal["fixed", "before_start", "too_short", "needs_reason"]
    text: str

    @property
    def needs_reason(self) -> bool:
        """Whether a reason in the file is all that is missing."""
        return self.code == "needs_reason"


def iso(moment: date | None) -> str | None:
    """A day or a moment as it stands in JSON."""
    return moment and moment.isoformat()


def begins_at(first_day: date) -> datetime:
    """The moment at which a day begins in town."""
    return datetime.combine(first_day, time.min, BERLIN).astimezone(UTC)


def ends_at(last_day: date) -> datetime:
    """The moment after a day, 24:00 in town: what comes then is late."""
    return begins_at(last_day + DAY)


def is_in_time(received_at: datetime, last_day: date) -> bool:
    """Whether something came before the last day was over; sent late is late."""
    return received_at < ends_at(last_day)
