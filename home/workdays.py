"""Working days of the administration: Monday to Friday, no public holidays."""

from datetime import date, timedelta
from functools import cache

STATE = "RP"
SATURDAY = 5


# A copy for each year: the library fills its own list while others already read it.
@cache
def holidays_in(year: int, state: str | None = STATE) -> dict[date, str]:
    """The public holidays of a year with their names; none if the year isn't known."""
    import holidays  # here: it knows all countries of the world, in 18 MB

    return dict(holidays.country_holidays("DE", state, years=year, language="de"))


def is_workday(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in holidays_in(day.year)


def after_workdays(day: date, count: int) -> date:
    """The working day that comes ``count`` working days after a day."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_workday(day)
    return day
