"""How a procedure is doing, in figures. The number of queries is fixed."""

from collections import Counter
from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext as _

from participation.clock import BERLIN
from participation.models import (
    Comment,
    Contribution,
    OfficialAnswer,
    Report,
    Support,
)
from participation.models.contributions import UNSETTLED
from participation.permissions import figures_shown

MOST_WEEKS = 26


def by_week(procedure, at) -> list[dict]:
    """
    What people did in each week, the weeks without anything included. Support that is
    kept until the end is kept from the town, too.
    """
    mine = Q(contribution__activity__procedure=procedure)
    told = [row for row in procedure.activities.all() if figures_shown(row, at)]
    sources = {
        "contributions": (of(procedure), "created_at"),
        "comments": (Comment.objects.filter(mine), "created_at"),
        "supports": (Support.objects.filter(contribution__activity__in=told), "at"),
    }
    counts = {name: weekly(rows, field) for name, (rows, field) in sources.items()}
    weeks = all_weeks(counts)[-MOST_WEEKS:]
    most = max((sum(c[week] for c in counts.values()) for week in weeks), default=0)
    return [row(week, counts, most) for week in weeks]


def row(week, counts, most) -> dict:
    figures = {name: found[week] for name, found in counts.items()}
    total = sum(figures.values())
    last_day = week + timedelta(days=6)
    return figures | {"first": week, "last": last_day, "total": total, "most": most}


def weekly(rows, field) -> Counter:
    """How many rows in each week, by its Monday."""
    day = TruncDate(field, tzinfo=BERLIN)
    days = rows.order_by().values_list(day).annotate(number=Count("pk"))
    found = Counter()
    for date, number in days:
        found[date - timedelta(days=date.weekday())] += number
    return found


def all_weeks(counts) -> list:
    seen = {week for found in counts.values() for week in found}
    if not seen:
        return []
    number = (max(seen) - min(seen)).days // 7
    return [min(seen) + timedelta(weeks=n) for n in range(number + 1)]


def channels(procedure) -> list[dict]:
    """By which way contributions came; online is there even if nothing came."""
    rows = of(procedure).order_by().values_list("origin").annotate(Count("pk"))
    found = dict(rows)
    total = sum(found.values())
    return [
        {"label": label, "number": found.get(value, 0), "total": total}
        for value, label in Contribution.Origin.choices
        if value in found or value == Contribution.Origin.ONLINE
    ]


def open_questions(procedure) -> list[dict]:
    """What still waits for the town: an answer, an outcome, a look."""
    answers = OfficialAnswer.objects.filter(contribution=OuterRef("pk"))
    public, waiting = Q(status="visible"), Q(status="waiting")
    rows = of(procedure).filter(withdrawn_at=None)
    figures = rows.aggregate(
        unanswered=Count("pk", filter=public & ~Exists(answers)),
        waiting=Count("pk", filter=waiting),
    )
    unsettled = rows.filter(public).with_outcome().filter(UNSETTLED).count()
    here = Q(contribution__activity__procedure=procedure)
    comments = Comment.objects.filter(here).waiting().count()
    there = Q(comment__contribution__activity__procedure=procedure)
    reported = Report.objects.open().filter(here | there).count()
    queue = reverse("participation:moderation_queue")
    return [
        {"label": _("without an answer"), "number": figures["unanswered"]},
        {"label": _("without an outcome"), "number": unsettled},
        {
            "label": _("waiting for a look"),
            "number": figures["waiting"] + comments,
            "url": f"{queue}?zeige=wartet",
        },
        {"label": _("reported"), "number": reported, "url": f"{queue}?zeige=gemeldet"},
    ]


def of(procedure):
    return Contribution.objects.filter(activity__procedure=procedure)
