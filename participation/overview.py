"""
The overview of all procedures: filters with counts, one page of cards, the map.

A town may have hundreds of procedures, and their states follow from the clock. So
all of them are read as a few plain values first, the clock is asked for each, and
only the cards that are shown are read in full.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from django.db.models import CharField, Exists, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat
from django.urls import reverse

from home.pagecache import generation
from home.visibility import visible_pages
from participation import clock
from participation.clock import Span, State
from participation.models import (
    Activity,
    Milestone,
    Opening,
    Phase,
    ProcedurePage,
)
from participation.planning.models import Round

# What a visitor chooses; some states look alike to somebody who wants to take part.
GROUPS = {
    "offen": (State.RUNNING, State.ENDING),
    "demnaechst": (State.UPCOMING, State.BETWEEN),
    "auswertung": (State.EVALUATION,),
    "ergebnis": (State.RESULT,),
    "archiv": (State.ARCHIVED,),
}
GROUP_OF = {state: group for group, states in GROUPS.items() for state in states}
ORDER = {state: number for number, state in enumerate(State)}


@dataclass
class Row:
    """A procedure as a few values."""

    pk: int
    topic: str | None
    topic_name: str | None
    district: str | None
    district_name: str | None
    title: str
    slug: str
    introduction: str
    picture_id: int | None
    circle: str
    lat: float | None
    lon: float | None
    has_words: bool
    result_day: date | None
    archived_on: date | None
    spans: list[Span] = field(default_factory=list)
    state: State = State.UPCOMING
    turning_day: date | None = None

    @property
    def group(self):
        return GROUP_OF[self.state]

    @property
    def has_result(self):
        return self.has_words or self.result_day is not None

    @property
    def is_over(self):
        return self.group in {"auswertung", "ergebnis", "archiv"}


def procedure_url(slug: str) -> str:
    """The address of a procedure, without asking the page tree for each of many."""
    return reverse("participation:procedure", args=[slug])


def all_rows(user, day: date) -> list[Row]:
    """Every procedure this visitor may see, with its state on a day, in order."""
    visible = set(visible_pages(user, ProcedurePage).values_list("pk", flat=True))
    return [row for row in rows_on(day) if row.pk in visible]


def rows_on(day: date) -> list[Row]:
    """Every procedure there is; read once until something is published or changed."""
    return read_rows(generation(), day)


@lru_cache(maxsize=1)  # in this process: to unpack hundreds of rows takes long
def read_rows(_generation: str, day: date) -> list[Row]:
    milestones = Milestone.objects.filter(procedure=OuterRef("pk")).order_by("-day")
    pages = ProcedurePage.objects  # no reader: ``all_rows`` keeps what one may see
    values = pages.annotate(
        result_day=Subquery(milestones.values("day")[:1]),
        map_lat=Coalesce("lat", "district__lat"),
        map_lon=Coalesce("lon", "district__lon"),
    ).values_list(
        "pk",
        "topic__key",
        "topic__name",
        "district__key",
        "district__name",
        "title",
        "slug",
        "introduction",
        "picture_id",
        "circle",
        "map_lat",
        "map_lon",
        ~Q(result=""),
        "result_day",
        "archived_on",
    )
    rows = {value[0]: Row(*value) for value in values}
    for pk, span in spans_of(rows):
        rows[pk].spans.append(span)
    for row in rows.values():
        row.spans.sort(key=lambda span: span.first_day)
        tell_the_time(row, day)
    return sorted(rows.values(), key=order_of)


def spans_of(rows: dict):
    """Every phase as a span, open if an opening names it or if it is the default."""
    named = Opening.objects.filter(
        procedure=OuterRef("procedure"), phase_key=OuterRef("key")
    )
    openings = Opening.objects.filter(
        procedure=OuterRef("procedure"), activity_key=OuterRef("key")
    )
    unnamed = Activity.objects.filter(
        ~Exists(openings), procedure=OuterRef("procedure")
    )
    columns = ["procedure_id", "key", "first_day", "last_day", "named", "by_default"]
    phases = Phase.objects.order_by().annotate(
        named=Exists(named), by_default=Exists(unnamed)
    )
    phases = phases.values_list(*columns, Value(False))
    found = phases.union(rounds(columns), all=True).order_by("first_day")
    seen = set()
    for pk, key, first_day, last_day, is_named, by_default, by_law in found:
        if pk not in rows:
            continue
        is_open = is_named or (by_default and pk not in seen)
        if not by_law:
            seen.add(pk)
        yield pk, Span(key, first_day, last_day, is_open)


def rounds(columns: list[str]):
    """The periods by law of formal procedures, in the shape of phases; always open."""
    found = Round.objects.published().for_public().filter(first_day__isnull=False)
    key = Concat("rule", Value("-"), Cast("number", CharField()))
    found = found.order_by().annotate(
        key=key, named=Value(True), by_default=Value(False)
    )
    return found.values_list(*columns, Value(True))


def tell_the_time(row: Row, day: date) -> None:
    row.state = clock.state_of(
        row.spans, day, has_result=row.has_result, archived_on=row.archived_on
    )
    row.turning_day = clock.turning_day(row.spans, day)


def order_of(row: Row):
    """Open first, ending first; then what starts first; then what ended last."""
    day = row.turning_day or date.max
    ahead = row.group in {"offen", "demnaechst"}
    return (
        list(GROUPS).index(row.group),
        day.toordinal() if ahead else -day.toordinal(),
        row.title,
    )
