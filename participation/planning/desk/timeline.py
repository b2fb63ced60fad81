"""The periods of plans as bars, one unit for each day: a drawing without a script."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.formats import date_format

from participation.planning.models import Round

BACK, AHEAD = timedelta(days=90), timedelta(days=275)
FRAME = (BACK + AHEAD).days
LANE = {Round.Audience.PUBLIC: 2, Round.Audience.AUTHORITIES: 14}


@dataclass(frozen=True)
class Bar:
    """One round in the frame: where it begins, how long it is, what it is called."""

    x: int
    y: int
    width: int
    label: str
    is_draft: bool


def bars(rounds: Iterable[Round], today: date) -> list[Bar]:
    """The rounds that have days, as far as they reach into the frame."""
    first = today - BACK
    found = []
    for row in rounds:
        if not (row.first_day and row.last_day):
            continue
        begin = max((row.first_day - first).days, 0)
        end = min((row.last_day - first).days + 1, FRAME)
        if end > begin:
            bar = Bar(
                begin,
                LANE[row.audience],
                end - begin,
                label(row),
                not (row.is_published),
            )
            found.append(bar)
    return found


def label(row: Round) -> str:
    days = [date_format(day, "d.m.Y") for day in (row.first_day, row.last_day)]
    return f"{row.title}: {days[0]} – {days[1]}"


def months(today: date) -> list[dict]:
    """Where the months of the frame begin, and today's place in it."""
    first = today - BACK
    days = (first + timedelta(days=number) for number in range(FRAME))
    return [
        {"x": (day - first).days, "name": date_format(day, "M")}
        for day in days
        if day.day == 1
    ]
