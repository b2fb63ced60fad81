"""
How days, weeks and months are counted (§§ 187, 188 BGB); knows no rules, no holidays.

A publication counts its first day (§ 187 (2)); after an event, the day on which it
happened doesn't count (§ 187 (1)). Everything here is told which of the two it is.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta


class DeadlineError(ValueError):
    """There is no such period; says why in words."""


@dataclass(frozen=True)
class Origin:
    """The day from which a period is counted, and whether it counts itself."""

    day: date
    counts: bool

    @property
    def first_day(self) -> date:
        return self.day if self.counts else self.day + timedelta(days=1)

    def days(self, number: int) -> date:
        """The last of so many days."""
        return self.day + timedelta(days=number - self.counts)

    def months(self, number: int) -> date:
        """The last day of so many months (§ 188 (2) and (3) BGB)."""
        year, month = self._month_after(number)
        wanted = self.decisive_day
        if not wanted:  # the day before the first of a month
            return date(year, month, 1) - timedelta(days=1)
        return date(year, month, min(wanted, monthrange(year, month)[1]))

    def lacks_decisive_day(self, number: int) -> bool:
        """Whether the last month is too short for the day that would end it."""
        return self.decisive_day > monthrange(*self._month_after(number))[1]

    @property
    def decisive_day(self) -> int:
        """The number of the day that ends a month: the same, or the one before it."""
        return self.day.day - self.counts

    def _month_after(self, number: int) -> tuple[int, int]:
        years, month = divmod(self.day.month - 1 + number, 12)
        return self.day.year + years, month + 1
