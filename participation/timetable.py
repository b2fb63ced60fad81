"""
What is open when: the phases, activities and openings of a procedure as plain values.

Built once from rows that are already loaded. ``can()`` and the clock read this and
nothing else, so neither of them asks the database.
"""

from dataclasses import dataclass
from datetime import date

from participation import formats
from participation.clock import Span
from participation.verbs import NEVER_IN_FORMAL, OPENED_BY_PHASES


@dataclass(frozen=True)
class Timetable:
    """The phases of a procedure, and which verbs each of them opens where."""

    spans: tuple[Span, ...]
    opened: dict[tuple[str, str], frozenset[str]]  # (activity, phase) → verbs
    offered: dict[str, frozenset[str]]  # activity → verbs its format knows
    is_formal: bool = False
    archived_on: date | None = None

    def offers(self, activity_key: str, verb: str) -> bool:
        """Whether an activity knows this verb at all."""
        if self.is_formal and verb in NEVER_IN_FORMAL:
            return False
        return verb in self.offered.get(activity_key, frozenset())

    def spans_for(self, activity_key: str, verb: str) -> list[Span]:
        """The phases in which this verb is open in this activity."""
        return [
            span
            for span in self.spans
            if verb in self.opened.get((activity_key, span.key), frozenset())
        ]

    def is_over(self, activity_key: str, day: date) -> bool:
        """Whether all that this activity ever opens is closed for good."""
        if self.archived_on and self.archived_on <= day:
            return True
        last_day = self.last_day(activity_key)
        return last_day is not None and last_day < day

    def last_day(self, activity_key: str) -> date | None:
        """The last day on which anything is open in this activity."""
        days = [
            span.last_day
            for span in self.spans
            if self.opened.get((activity_key, span.key))
        ]
        return max(days, default=None)


def timetable_of(procedure) -> Timetable:
    """Read a procedure's loaded rows into values."""
    activities = list(procedure.activities.all())
    phases = procedure.ordered_phases
    opened = opened_verbs(procedure, activities, phases)
    taking_part = {phase for (_activity, phase), verbs in opened.items() if verbs}
    spans = [Span(p.key, p.first_day, p.last_day, p.key in taking_part) for p in phases]
    rounds = [Span(r.key, r.first_day, r.last_day) for r in procedure.public_rounds]
    return Timetable(
        spans=tuple(sorted(spans + rounds, key=lambda span: span.first_day)),
        opened=opened,
        offered={a.key: offered_verbs(a) for a in activities},
        is_formal=procedure.is_formal,
        archived_on=procedure.archived_on,
    )


def offered_verbs(activity) -> frozenset[str]:
    if activity.format not in dict(formats.registered()):
        return frozenset()
    return frozenset(formats.get(activity.format).verbs)


def opened_verbs(procedure, activities, phases) -> dict:
    """
    The openings as written; an activity without any is open in the first phase.
    """
    opened = {
        (opening.activity_key, opening.phase_key): frozenset(opening.verbs)
        for opening in procedure.openings.all()
    }
    written = {activity for activity, _phase in opened}
    for activity in activities:
        if activity.key not in written and phases:
            verbs = offered_verbs(activity) & frozenset(OPENED_BY_PHASES)
            opened[activity.key, phases[0].key] = verbs
    return opened
