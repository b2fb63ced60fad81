import json
from argparse import ArgumentTypeError
from datetime import date, datetime

from django.core.management.base import BaseCommand, CommandError

from home.management.help import with_example
from participation.clock import BERLIN
from participation.planning.deadlines import DeadlineError, event_period, period
from participation.planning.rules import (
    UnknownRuleError,
    rule_set,
    rule_set_on,
    rule_sets,
)

MISSING = "Bitte Regel und Tag angeben, zum Beispiel: manage.py deadline 3-2 2027-01-04"


class Command(BaseCommand):
    help = (
        "Compute the deadline of a formal procedure and say why, as JSON. Rules: "
        + ", ".join(rule_sets()[-1].rules)
    )
    missing_args_message = MISSING
    create_parser = with_example(
        "manage.py deadline 3-2 2027-01-04",
        "manage.py deadline 3-2 2027-01-04 --online-at 2027-01-04T10:17",
        "manage.py deadline 4-2 30.1.2027",
        "manage.py deadline 4a-3-limited 2027-05-03 --days 14",
    )

    def add_arguments(self, parser):
        parser.add_argument("rule", metavar="RULE", help="code of the rule")
        parser.add_argument(
            "start",
            metavar="START",
            nargs="?",  # so that we say in words that it is missing
            type=day,
            help="first day or day of the event: 2027-01-04 or 4.1.2027",
        )
        parser.add_argument(
            "--days", type=number, help="days instead of the length that the law names"
        )
        parser.add_argument(
            "--online-at",
            type=moment,
            metavar="MOMENT",
            help="when the documents went online: 2027-01-04T10:17",
        )
        parser.add_argument(
            "--event",
            action="store_true",
            help="START is the day of an event and doesn't count, whatever the rule",
        )
        parser.add_argument(
            "--rule-set",
            metavar="KEY",
            help="law that a procedure has pinned; otherwise the one of the day",
        )

    def handle(self, *, start, **options):
        if start is None:
            raise CommandError(MISSING)
        try:
            found = computed(start, **options)
        except (DeadlineError, UnknownRuleError) as error:
            raise CommandError(str(error)) from None
        text = json.dumps(found.as_data(), ensure_ascii=False, indent=2)
        self.stdout.write(text)


def computed(start, *, rule, days, online_at, event, rule_set: str | None, **others):
    law = law_of(start, rule_set).rule(rule)
    if not event:
        return period(law, start, days=days, online_at=online_at)
    if online_at:
        raise CommandError("--event und --online-at schließen einander aus.")
    return event_period(law, start, days=days)


def law_of(start, key):
    return rule_set(key) if key else rule_set_on(start)


def day(text: str) -> date:
    """A day as the file or the calendar writes it."""
    try:
        return date.fromisoformat(iso_of(text))
    except ValueError:
        words = f"„{text}“ ist kein Tag: bitte 2027-01-04 oder 4.1.2027."
        raise ArgumentTypeError(words) from None


def moment(text: str) -> datetime:
    """A moment; without a zone, the time in town."""
    try:
        written, *clock = text.replace("T", " ").split(maxsplit=1)
        found = datetime.fromisoformat(" ".join([iso_of(written), *clock]))
    except ValueError:
        words = f"„{text}“ ist kein Zeitpunkt: bitte 2027-01-04T10:17."
        raise ArgumentTypeError(words) from None
    return found if found.tzinfo else found.replace(tzinfo=BERLIN)


def number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise ArgumentTypeError(f"„{text}“ ist keine Anzahl von Tagen.") from None


def iso_of(text: str) -> str:
    """4.1.2027 as 2027-01-04; anything else as it is."""
    parts = text.split(".")
    if len(parts) != 3:
        return text
    number, month, year = parts
    return f"{year}-{month:0>2}-{number:0>2}"
