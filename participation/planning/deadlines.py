"""
When a formal period begins and ends, and why: functions of a rule and a day.

Days are days in Europe/Berlin. An end on a Saturday, a Sunday or a public holiday moves
to the next working day, so it only ever gets later. Whatever was used stands in
``inputs``, and ``recompute`` makes the same period of it.
"""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from django.utils.translation import gettext as _

from participation.clock import BERLIN
from participation.planning import wording
from participation.planning.counting import DeadlineError, Origin
from participation.planning.periods import DAY, Period, Problem, iso
from participation.planning.public_holidays import Holidays, pinned
from participation.planning.rules import Rule, rule_set

RHEINLAND_PFALZ = Holidays()
MOST = 1000  # more days or months than this are a slip of the pen


def earliest_start(*effected_on: date) -> date:
    """
    The first day that a notice allows: the day after it appeared in the last medium.

    A notice is effected when the day ends on which the medium appears, and that has to
    be before the period begins (§ 3 (2) S. 4 BauGB).
    """
    return max(effected_on) + DAY


def period(
    rule: Rule,
    start: date,
    *,
    days: int | None = None,
    online_at: datetime | None = None,
    holidays: Holidays = RHEINLAND_PFALZ,
) -> Period:
    """
    The period that begins on a day or, if the rule waits for an event, after it.

    The first day of a publication counts if everything was online when the day began;
    what went online later begins a day later.
    """
    if rule.kind == "event":
        if online_at:
            raise DeadlineError(_("This period doesn't begin with a publication."))
        return event_period(rule, start, days=days, holidays=holidays)
    _refuse_unknown_year(holidays, start, online_at)
    origin = Origin(_first_whole_day(start, online_at), counts=True)
    reasons = [wording.first_day_counts(origin.day)]
    if origin.day > start:
        reasons.insert(0, wording.was_online_late(online_at.astimezone(BERLIN)))
    asked = {"kind": "publication", "online_at": iso(online_at)}
    asked |= {"start": iso(start), "days": days}
    return _period(rule, origin, reasons, asked, holidays)


def event_period(
    rule: Rule,
    event_on: date,
    *,
    days: int | None = None,
    holidays: Holidays = RHEINLAND_PFALZ,
) -> Period:
    """The period after something happened: a letter arrived, a notice appeared."""
    _refuse_unknown_year(holidays, event_on)
    origin = Origin(event_on, counts=False)
    reasons = [wording.event_does_not_count(event_on, rule.event)]
    asked = {"kind": "event", "start": iso(event_on), "days": days}
    return _period(rule, origin, reasons, asked, holidays)


def extended(
    old: Period,
    *,
    days: int = 0,
    months: int = 0,
    announced: date | None = None,
    holidays: Holidays = RHEINLAND_PFALZ,
) -> Period:
    """
    A period made longer: the new one counts from the end of the old one (§ 190 BGB).

    ``announced`` is the last day of the old one if a later day than the computed one
    was named. The old period stays in ``before``.
    """
    _refuse_extension(old.rule, days, months)
    end = max(old.last_day, announced or old.last_day)
    origin = Origin(end, counts=False)
    raw = origin.months(months) if months else origin.days(days)
    last = holidays.working_day_from(raw)
    counted = wording.months_end if months else wording.days_end
    reasons = (
        wording.counts_from_the_old_end(end),
        counted(origin, months or days),
        *_move(raw, last, holidays),
    )
    asked = {"extends": old.inputs, "days": days, "months": months}
    return replace(
        old,
        last_day=last,
        raw_last_day=raw,
        month_end=None,
        minimum_end=None,
        reasons=reasons,
        sentence=wording.extension(old.rule, days, months, last, reasons),
        warnings=tuple(_doubts_about_end(old.rule, raw, last, holidays)),
        inputs=asked | {"announced": iso(announced)} | _used(holidays, end, last),
        before=old,
    )


def check_end(period: Period, chosen: date, *, reason: str = "") -> list[Problem]:
    """
    What stands against a last day that somebody chose; nothing against a later one.

    Shorter than computed is an error where the law binds or the end was announced; a
    renewed publication may be shorter if the file says why.
    """
    rule, regular = period.rule, period.regular_last_day
    if chosen < period.first_day:
        return [Problem("before_start", _("The last day is before the first."))]
    if rule.is_fixed and chosen != period.last_day:
        return [Problem("fixed", _("The law alone sets the end of this period."))]
    if chosen < period.last_day and (rule.binds or period.before):
        return [Problem("too_short", _too_short(rule, period.last_day))]
    wants_reason = rule.may_be_shorter == "with_reason" and not reason.strip()
    if wants_reason and regular and chosen < regular:
        words = _("The period is shorter than usual (until %(day)s): please say why.")
        return [Problem("needs_reason", words % {"day": wording.long_day(regular)})]
    return []


def recompute(inputs: dict[str, Any]) -> Period:
    """The period that was computed from these inputs, whatever has changed since."""
    known = pinned(inputs["library"], inputs["subdivision"], inputs["holidays"])
    if "extends" in inputs:
        return extended(
            recompute(inputs["extends"]),
            days=inputs["days"],
            months=inputs["months"],
            announced=_read(date, inputs["announced"]),
            holidays=known,
        )
    rule = rule_set(inputs["rule_set"]).rule(inputs["rule"])
    start, days = date.fromisoformat(inputs["start"]), inputs["days"]
    if inputs["kind"] == "event":
        return event_period(rule, start, days=days, holidays=known)
    online_at = _read(datetime, inputs["online_at"])
    return period(rule, start, days=days, online_at=online_at, holidays=known)


def _read(kind, text):
    return text and kind.fromisoformat(text)


def _refuse_unknown_year(holidays: Holidays, *days: date | None) -> None:
    """Before anything is counted: later, days would leave the calendar."""
    for day in filter(None, days):
        holidays.name_of(day)


def _first_whole_day(start: date, online_at: datetime | None) -> date:
    """The first day, not before the start, on which all was online from 0:00 on."""
    if online_at is None:
        return start
    if online_at.tzinfo is None:
        raise ValueError("online_at needs a time zone")
    local = online_at.astimezone(BERLIN)
    day = local.date() if local.time() == time.min else local.date() + DAY
    return max(start, day)


def _period(
    rule: Rule,
    origin: Origin,
    beginning: list[str],
    asked: dict[str, Any],
    holidays: Holidays,
) -> Period:
    regular = _regular_end(rule, origin)
    days = _days_wanted(rule, asked["days"], regular)
    raw = origin.days(days) if days else regular
    last, usual = (day and holidays.working_day_from(day) for day in (raw, regular))
    if rule.binds and last < usual:
        raise DeadlineError(_too_short(rule, usual))
    counted = wording.lengths(rule, origin, days, usual)
    reasons = (*beginning, *counted, *_move(raw, last, holidays))
    proposed = _proposed_start(origin, holidays)
    until = max(last, proposed, usual or last)
    asked = asked | {"rule": rule.code, "rule_set": rule.rule_set}
    return Period(
        rule=rule,
        first_day=origin.first_day,
        last_day=last,
        raw_last_day=raw,
        month_end=origin.months(rule.months) if rule.months else None,
        minimum_end=origin.days(rule.days_minimum) if rule.days_minimum else None,
        regular_last_day=usual,
        proposed_start=proposed,
        reasons=reasons,
        sentence=wording.sentence(rule, origin.first_day, last, reasons),
        warnings=(
            *_doubts_about_start(origin, proposed, holidays),
            *_doubts_about_length(rule, last, usual),
            *_doubts_about_end(rule, raw, last, holidays),
        ),
        inputs=asked | _used(holidays, origin.day, until),
    )


def _regular_end(rule: Rule, origin: Origin) -> date | None:
    """The latest of the ends that the law names, before it moves to a working day."""
    ends = [
        origin.months(rule.months) if rule.months else None,
        origin.days(7 * rule.weeks) if rule.weeks else None,
        origin.days(rule.days_minimum) if rule.days_minimum else None,
    ]
    return max(filter(None, ends), default=None)


def _days_wanted(rule: Rule, asked: int | None, regular: date | None) -> int:
    """The days that somebody asked for or that we propose; 0 if the law's length is."""
    if asked is None and not regular:
        raise DeadlineError(_("No law says how long this lasts: please say the days."))
    if asked is None:
        return rule.days
    if rule.is_fixed:
        raise DeadlineError(_("The law alone sets the end of this period."))
    _refuse_odd_length(asked)
    return asked


def _refuse_extension(rule: Rule, days: int, months: int) -> None:
    if rule.is_fixed:
        raise DeadlineError(_("The law alone sets the end of this period."))
    if days and months:
        raise DeadlineError(_("Please say either days or months."))
    _refuse_odd_length(days or months)


def _refuse_odd_length(number: int) -> None:
    if not 1 <= number <= MOST:
        words = _("Please say a number from 1 to %(most)s.")
        raise DeadlineError(words % {"most": MOST})


def _too_short(rule: Rule, day: date) -> str:
    words = _("The period must not end before %(day)s (%(norm)s).")
    return words % {"day": wording.long_day(day), "norm": rule.norm}


def _move(raw: date, last: date, holidays: Holidays) -> list[str]:
    return [wording.rolls_on(raw, last, holidays)] if last > raw else []


def _proposed_start(origin: Origin, holidays: Holidays) -> date:
    """A publication better begins on a day on which somebody could look at paper."""
    if origin.counts:
        return holidays.working_day_from(origin.day)
    return origin.first_day


def _doubts_about_start(
    origin: Origin, proposed: date, holidays: Holidays
) -> list[str]:
    if origin.first_day == proposed:
        return []
    return [wording.starts_on_a_free_day(origin.day, proposed, holidays)]


def _doubts_about_length(rule: Rule, last: date, usual: date | None) -> list[str]:
    if rule.may_be_shorter == "with_reason" and last < usual:
        return [wording.is_shorter_than_usual(usual)]
    return []


def _doubts_about_end(
    rule: Rule, raw: date, last: date, holidays: Holidays
) -> list[str]:
    """Several holidays in a row may be an important reason for a longer period."""
    several = len(holidays.between(raw, last)) > 1
    asks_public = rule.audience == "public" and not rule.is_fixed
    return [wording.ends_on_holidays()] if several and asks_public else []


def _used(holidays: Holidays, first: date, last: date) -> dict[str, Any]:
    return {
        "library": holidays.library,
        "subdivision": holidays.subdivision,
        "holidays": holidays.between(first, last),
    }
