"""
What a deadline says of itself in the file: German, with the norms, word for word.

This is the text of a record and not of a screen: it is the same in every language, and
a deadline that is computed again has to say the same again.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from participation.planning.counting import Origin
from participation.planning.public_holidays import Holidays
from participation.planning.rules import Rule

MONTHS = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
]
WEEKDAYS = [
    "Montag",
    "Dienstag",
    "Mittwoch",
    "Donnerstag",
    "Freitag",
    "Samstag",
    "Sonntag",
]
NUMBERS = {2: "zwei", 3: "drei", 4: "vier", 6: "sechs"}
# As people say it; the holiday act and the library only number it.
SPOKEN = {"Erster Mai": "Maifeiertag"}


def day_month(day: date) -> str:
    return f"{day.day}. {MONTHS[day.month - 1]}"


def long_day(day: date) -> str:
    return f"{day_month(day)} {day.year}"


def weekday(day: date) -> str:
    return WEEKDAYS[day.weekday()]


def sentence(rule: Rule, first: date, last: date, reasons: Sequence[str]) -> str:
    """The whole deadline in one sentence: when, after which norm, and why."""
    return (
        f"Die {_named(rule)} beginnt am {weekday(first)}, dem {long_day(first)}, und "
        f"endet mit Ablauf des {long_day(last)} ({weekday(last)}), {_listed(reasons)}."
    )


def extension(
    rule: Rule, days: int, months: int, last: date, reasons: Sequence[str]
) -> str:
    """The same for a period that was made longer."""
    length = _months(months) if months else _days(days)
    return (
        f"Die {_named(rule)} wird um {length} verlängert und endet mit Ablauf des "
        f"{long_day(last)} ({weekday(last)}), {_listed(reasons)}."
    )


def first_day_counts(day: date) -> str:
    return f"weil der {long_day(day)} als erster Tag mitzählt (§ 187 Abs. 2 BGB)"


def event_does_not_count(day: date, event: str) -> str:
    return f"weil der {long_day(day)} als {event} nicht mitzählt (§ 187 Abs. 1 BGB)"


def was_online_late(moment: datetime) -> str:
    return (
        f"weil die Unterlagen am {long_day(moment.date())} erst um {moment:%H:%M} Uhr "
        "online waren und der Tag deshalb nicht mitzählt (§ 187 Abs. 1 BGB)"
    )


def lengths(rule: Rule, origin: Origin, days: int, usual: date | None) -> list[str]:
    """What was counted: the days that were wanted, or all that the law names."""
    if days:
        reached = [regular_end(usual)] if usual and rule.binds else []
        return [days_end(origin, days), *reached]
    return [
        *([months_end(origin, rule.months)] if rule.months else []),
        *([weeks_end(origin, rule.weeks)] if rule.weeks else []),
        *([minimum_end(origin, rule)] if rule.days_minimum else []),
    ]


def months_end(origin: Origin, months: int) -> str:
    one = {1: "der Monat", 12: "das Jahr"}.get(months)
    subject = one or f"die {_number(months)} Monate"
    end = f"am {long_day(origin.months(months))} {'endet' if one else 'enden'}"
    if not origin.lacks_decisive_day(months):
        return f"weil {subject} {end} (§ 188 Abs. 2 BGB)"
    lack = f"mangels eines {origin.decisive_day}. Tages"
    return f"weil {subject} {lack} {end} (§ 188 Abs. 3 BGB)"


def weeks_end(origin: Origin, weeks: int) -> str:
    end = long_day(origin.days(7 * weeks))
    if weeks == 1:
        return f"weil die Woche am {end} endet (§ 188 Abs. 2 BGB)"
    return f"weil die {_number(weeks)} Wochen am {end} enden (§ 188 Abs. 2 BGB)"


def days_end(origin: Origin, days: int) -> str:
    end = long_day(origin.days(days))
    if days == 1:
        return f"weil der eine Tag am {end} endet (§ 188 Abs. 1 BGB)"
    return f"weil die {days} Tage am {end} enden (§ 188 Abs. 1 BGB)"


def minimum_end(origin: Origin, rule: Rule) -> str:
    month, end = origin.months(rule.months), origin.days(rule.days_minimum)
    when = "erst" if end > month else "schon" if end < month else "ebenfalls"
    words = f"weil die mindestens {rule.days_minimum} Tage {when} am"
    return f"{words} {long_day(end)} erreicht sind"


def regular_end(day: date) -> str:
    return f"weil die gesetzliche Dauer am {long_day(day)} erreicht ist"


def counts_from_the_old_end(day: date) -> str:
    return (
        f"weil die neue Frist vom Ablauf der bisherigen am {long_day(day)} an zählt "
        "(§ 190 BGB)"
    )


def rolls_on(raw: date, last: date, holidays: Holidays) -> str:
    """Why each day from the counted end to the real one can't be the last."""
    skipped = [raw + timedelta(days=n) for n in range((last - raw).days)]
    named = [f"der {day_month(day)} {_kind_of(day, holidays)}" for day in skipped]
    return f"weil {_listed(named)} ist (§ 193 BGB, § 31 Abs. 3 VwVfG)"


def starts_on_a_free_day(first: date, proposed: date, holidays: Holidays) -> str:
    return (
        f"Der {long_day(first)} ist {_kind_of(first, holidays)}. Für den Beginn wird "
        "der nächste Arbeitstag vorgeschlagen: "
        f"{weekday(proposed)}, {long_day(proposed)}."
    )


def is_shorter_than_usual(usual: date) -> str:
    return (
        f"Die Frist endet vor dem {long_day(usual)}, dem Ende der vollen Dauer. "
        "Das ist in der Akte zu begründen."
    )


def ends_on_holidays() -> str:
    return (
        "Auf das Ende der Frist fallen mehrere Feiertage. Bitte prüfen Sie, ob das ein "
        "wichtiger Grund für eine längere Frist ist."
    )


def _named(rule: Rule) -> str:
    return f"{rule.name} nach {rule.norm}" if rule.norm else rule.name


def _days(number: int) -> str:
    return "einen Tag" if number == 1 else f"{number} Tage"


def _months(number: int) -> str:
    return "einen Monat" if number == 1 else f"{_number(number)} Monate"


def _number(number: int) -> str:
    return NUMBERS.get(number, str(number))


def _kind_of(day: date, holidays: Holidays) -> str:
    name = holidays.name_of(day)
    return SPOKEN.get(name, name) if name else f"ein {weekday(day)}"


def _listed(parts: Sequence[str]) -> str:
    *most, last = parts
    return f"{', '.join(most)} und {last}" if most else last
