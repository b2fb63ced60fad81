"""
The public log of the moderation: what was done, by which rule, how soon. No names, no
texts, no addresses, nothing that leads to a person.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import CharField, DateTimeField, F, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import ngettext, pgettext

from participation import clock
from participation.models import Block, ModerationAct

LOOK_BACK = timedelta(days=365)
NOTHING = Cast(Value(None), DateTimeField())


@dataclass(frozen=True)
class Entry:
    """One act, as everyone may know it."""

    at: datetime
    act: str
    rule: str
    kind: str
    handled_in: timedelta | None

    @property
    def day(self):
        return clock.day_of(self.at)

    @property
    def handled_in_words(self) -> str:
        return in_words(self.handled_in) if self.handled_in is not None else ""


def rows() -> QuerySet:
    """Time, act, rule, kind of thing and since when somebody waited, newest first."""
    acts = ModerationAct.objects.order_by()
    blocks = Block.objects.order_by()
    lifted = blocks.filter(lifted_at__isnull=False)
    parts = [
        of_kind(acts.filter(contribution__isnull=False), "contribution"),
        of_kind(acts.filter(comment__isnull=False), "comment"),
        blocks.values_list("at", text("block"), "rule", text("account"), NOTHING),
        lifted.values_list(
            "lifted_at", text("unblock"), "rule", text("account"), NOTHING
        ),
    ]
    return parts[0].union(*parts[1:], all=True).order_by("-at")


def of_kind(acts: QuerySet, kind: str) -> QuerySet:
    return acts.values_list("at", "act", "rule", text(kind), "waiting_since")


def text(value: str):
    return Value(value, CharField())


def entries(found: Iterable[tuple]) -> list[Entry]:
    """These rows in words."""
    return [entry(*row) for row in found]


def entry(at, act, rule, kind, since) -> Entry:
    return Entry(
        at,
        str(act_names()[act]),
        str(ModerationAct.Rule(rule).label) if rule else "",
        kind_names()[kind],
        at - since if since else None,
    )


def act_names() -> dict[str, str]:
    return dict(ModerationAct.Act.choices) | {
        "block": pgettext("log", "account blocked"),
        "unblock": pgettext("log", "block lifted"),
    }


def kind_names() -> dict[str, str]:
    return {
        "contribution": pgettext("log", "contribution"),
        "comment": pgettext("log", "comment"),
        "account": pgettext("log", "account"),
    }


def median_time() -> timedelta | None:
    """How long people waited in the middle, over the last year."""
    waited = ModerationAct.objects.filter(
        Q(waiting_since__isnull=False), at__gte=timezone.now() - LOOK_BACK
    )
    times = waited.annotate(took=F("at") - F("waiting_since")).order_by("took")
    number = times.count()
    if not number:
        return None
    middle = list(
        times.values_list("took", flat=True)[(number - 1) // 2 : number // 2 + 1]
    )
    return sum(middle, timedelta()) / len(middle)


def median_time_in_words() -> str:
    time = median_time()
    return in_words(time) if time is not None else ""


def in_words(time: timedelta) -> str:
    """“3 hours”, “2 days”: as exactly as it matters."""
    minutes = max(round(time.total_seconds() / 60), 1)
    if minutes < 90:
        return ngettext("%(n)d minute", "%(n)d minutes", minutes) % {"n": minutes}
    hours = round(minutes / 60)
    if hours < 48:
        return ngettext("%(n)d hour", "%(n)d hours", hours) % {"n": hours}
    days = round(hours / 24)
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}
