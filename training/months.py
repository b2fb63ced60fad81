"""The months of a calendar, as pure functions of days."""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone

WEEK = calendar.Calendar(calendar.MONDAY)


@dataclass(frozen=True, order=True)
class Month:
    """A month of a year: “2026-10”."""

    year: int
    month: int

    @classmethod
    def of(cls, day: date) -> "Month":
        return cls(day.year, day.month)

    @classmethod
    def parse(cls, text: str) -> "Month | None":
        """Read “2026-10”; nothing if it is no month."""
        try:
            return cls.of(datetime.strptime(text, "%Y-%m").date())  # noqa: DTZ007
        except ValueError:
            return None

    def __str__(self):
        return f"{self.year:04}-{self.month:02}"

    @property
    def first_day(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        return self.later(1).first_day - timedelta(days=1)

    def later(self, months: int) -> "Month":
        """So many months later, or earlier."""
        count = self.year * 12 + self.month - 1 + months
        return Month(count // 12, count % 12 + 1)

    @property
    def begins_at(self) -> datetime:
        """The first moment, in the time of the town."""
        return timezone.make_aware(
            datetime.combine(self.first_day, datetime.min.time())
        )


@dataclass
class Day:
    """One day of a month with what takes place on it."""

    day: date
    is_today: bool
    entries: list = field(default_factory=list)

    @property
    def is_past(self) -> bool:
        return self.day < timezone.localdate()


def days_of(month: Month, entries: Iterable, today: date) -> list[Day]:
    """
    Every day of a month with its entries, each with ``days``: first and last.

    What takes several days stands on each of them.
    """
    days = {
        day: Day(day, is_today=day == today)
        for day in WEEK.itermonthdates(month.year, month.month)
        if day.month == month.month
    }
    for entry in entries:
        first, last = entry.days
        for number in range((min(last, month.last_day) - first).days + 1):
            day = first + timedelta(days=number)
            if day in days:
                days[day].entries.append(entry)
    return list(days.values())


def week_of(day: date) -> list[date]:
    """Monday to Sunday of the week in which a day lies."""
    monday = day - timedelta(days=day.weekday())
    return [monday + timedelta(days=number) for number in range(7)]
