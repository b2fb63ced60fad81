"""Public holidays of Rheinland-Pfalz by name: those of today, or those of a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.metadata import version

from django.utils.translation import gettext as _

from home.workdays import SATURDAY, STATE, holidays_in
from participation.planning.counting import DeadlineError

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Holidays:
    """
    The holidays at one place: those of the library, or those that a file has pinned.

    ``pinned`` are days and names. Then the library is only named, never asked, so that
    an old deadline comes out the same when the library or the law has changed.
    """

    library: str = f"holidays {version('holidays')}"
    subdivision: str | None = STATE
    pinned: tuple[tuple[date, str], ...] | None = None

    def name_of(self, day: date) -> str:
        """What the holiday on a day is called; empty if it is none."""
        if self.pinned is not None:
            return dict(self.pinned).get(day, "")
        return known_in(day.year, self.subdivision).get(day, "")

    def is_working_day(self, day: date) -> bool:
        return day.weekday() < SATURDAY and not self.name_of(day)

    def working_day_from(self, day: date) -> date:
        """The day itself or, if nobody works on it, the next on which people do."""
        while not self.is_working_day(day):
            day += DAY
        return day

    def between(self, first: date, last: date) -> dict[str, str]:
        """The holidays from one day to another, as ISO dates with their names."""
        days = (first + DAY * n for n in range((last - first).days + 1))
        return {day.isoformat(): self.name_of(day) for day in days if self.name_of(day)}


def pinned(library: str, subdivision: str, days: Mapping[str, str]) -> Holidays:
    """The holidays that were used once, as ``between`` wrote them down."""
    listed = tuple((date.fromisoformat(day), name) for day, name in days.items())
    return Holidays(library, subdivision, listed)


def known_in(year: int, subdivision: str | None) -> dict[date, str]:
    found = holidays_in(year, subdivision)
    if not found:
        words = _("The public holidays of %(year)s aren't known.")
        raise DeadlineError(words % {"year": year})
    return found
