"""Working days of the administration: Monday to Friday, no public holidays."""

from datetime import date, timedelta

from holidays import country_holidays

STATE = "RP"
SATURDAY = 5


def is_workday(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in country_holidays("DE", subdiv=STATE)


def after_workdays(day: date, count: int) -> date:
    """The working day that comes ``count`` working days after a day."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_workday(day)
    return day
