"""
When a round was out of reach, and when nobody looked: reckoned from the probes.

Short faults are harmless, long ones are not (BP-28). So that nobody is reassured by a
watch that slept, a time without probes counts like a fault, and is named apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Literal

from django.db.models import Count, Q

from home.models import AuditEntry
from participation.planning.models import Probe, Round
from participation.planning.publication import end_of, start_of

RHYTHM = timedelta(minutes=15)
PATIENCE = 2 * RHYTHM + timedelta(minutes=1)  # one look may fall out
DECIDED = "planning.outage"


@dataclass(frozen=True)
class Run:
    """One look at everything that a round shows."""

    at: datetime
    is_good: bool


@dataclass(frozen=True)
class Gap:
    """A time in which something could not be fetched, or in which nobody looked."""

    start: datetime
    end: datetime
    kind: Literal["down", "unseen"]

    @property
    def minutes(self) -> int:
        return int((self.end - self.start).total_seconds() // 60)


@dataclass(frozen=True)
class Outages:
    """All gaps of a round up to now, and whether their sum asks for a decision."""

    gaps: tuple[Gap, ...]
    limit: int
    decided_at: int = 0  # the sum when a person decided last

    @property
    def down(self) -> int:
        return sum(gap.minutes for gap in self.gaps if gap.kind == "down")

    @property
    def unseen(self) -> int:
        return sum(gap.minutes for gap in self.gaps if gap.kind == "unseen")

    @property
    def minutes(self) -> int:
        return self.down + self.unseen

    @property
    def asks_for_decision(self) -> bool:
        return self.minutes - self.decided_at > self.limit


def gaps(runs: Sequence[Run], start: datetime, end: datetime) -> tuple[Gap, ...]:
    """What lies between the looks of a time, in order; neighbours are joined."""
    found: list[Gap] = []
    inside = sorted((r for r in runs if start <= r.at < end), key=lambda r: r.at)
    first = inside[0].at if inside else end
    if first - start > PATIENCE:
        found.append(Gap(start, first, "unseen"))
    for run, following in pairwise([*inside, None]):
        until = following.at if following else end
        seen = until if until - run.at <= PATIENCE else run.at + RHYTHM
        if not run.is_good and run.at < seen:
            found.append(Gap(run.at, seen, "down"))
        if seen < until:
            found.append(Gap(seen, until, "unseen"))
    return joined(found)


def joined(found: Sequence[Gap]) -> tuple[Gap, ...]:
    whole: list[Gap] = []
    for gap in found:
        if whole and (whole[-1].kind, whole[-1].end) == (gap.kind, gap.start):
            gap = Gap(whole.pop().start, gap.end, gap.kind)
        whole.append(gap)
    return tuple(whole)


def outages(round: Round, now: datetime) -> Outages:
    """The outages of one round up to now."""
    return outages_of([round], now)[round.pk]


def outages_of(rounds: Sequence[Round], now: datetime) -> dict[int, Outages]:
    """The outages of several approved rounds, in two queries at most."""
    runs: dict[int, list[Run]] = {round.pk: [] for round in rounds}
    for pk, at, bad in looks(rounds):
        runs[pk].append(Run(at, not bad))
    found = {
        round.pk: Outages(
            gaps(runs[round.pk], began_at(round), min(now, ended_at(round))),
            round.outage_limit_minutes,
        )
        for round in rounds
    }
    decided = decisions([r for r in rounds if found[r.pk].asks_for_decision])
    return found | {
        pk: replace(found[pk], decided_at=minutes) for pk, minutes in decided.items()
    }


def looks(rounds: Sequence[Round]):
    """Round, moment, number of bad answers: all probes of one look share the moment."""
    probes = Probe.objects.filter(round__in=rounds).order_by("at")
    bad = Count("pk", filter=Q(is_good=False))
    return (
        probes.values("round", "at").annotate(bad=bad).values_list("round", "at", "bad")
    )


# In UTC, so that the hour which summer time takes or gives is reckoned right.
def began_at(round: Round) -> datetime:
    return max(start_of(round.first_day), round.approved_at).astimezone(UTC)


def ended_at(round: Round) -> datetime:
    return (end_of(round.last_day) + timedelta(minutes=1)).astimezone(UTC)


def subject_of(round: Round) -> str:
    return f"round {round.pk}"


def decisions(rounds: Sequence[Round]) -> dict[int, int]:
    """Up to which sum of minutes somebody has already decided, by round."""
    subjects = {subject_of(round): round.pk for round in rounds}
    entries = AuditEntry.objects.filter(action=DECIDED, subject__in=subjects)
    rows = entries.order_by("number").values_list("subject", "data")
    return {subjects[subject]: data["minutes"] for subject, data in rows}
