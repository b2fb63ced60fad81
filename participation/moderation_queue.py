"""The moderators' queue: contributions and comments of all procedures in one list."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import CharField, Count, Exists, OuterRef, Q, Value
from django.urls import reverse
from django.utils import timezone

from home.models import Visitor
from participation.circles import known_to
from participation.models import Comment, Contribution, Objection, Report

KINDS = {"beitrag": Contribution, "kommentar": Comment}
FILTERS = ("wartet", "gemeldet", "einspruch", "verborgen", "alle")
AGES = {"1": 1, "3": 3, "7": 7, "30": 30}  # at least so many days old


@dataclass(frozen=True)
class Narrowing:
    """What a moderator looks for: all of it must fit."""

    procedure: str = ""
    format: str = ""
    kind: str = ""
    days: int = 0
    author: int = 0
    words: str = ""
    reader: Visitor | None = None  # what is kept from them is left out

    def of(self, model, rows):
        """These rows, if they fit; the fields of a comment lie one step further."""
        kind = "beitrag" if model is Contribution else "kommentar"
        if self.kind not in {"", kind}:
            return rows.none()
        step = "" if model is Contribution else "contribution__"
        exact = {
            f"{step}activity__procedure__slug": self.procedure,
            f"{step}activity__format": self.format,
            "author": self.author,
        }
        rows = rows.filter(**{name: value for name, value in exact.items() if value})
        if self.reader is not None:
            rows = known_to(self.reader, rows, step)
        if self.days:
            moment = timezone.now() - timedelta(days=self.days)
            rows = rows.filter(created_at__lte=moment)
        return rows.filter(self._has_words(step)) if self.words else rows

    def _has_words(self, step: str) -> Q:
        places = ("text", f"{step}title", "author__pseudonym")
        found = Q()
        for place in places:
            found |= Q(**{f"{place}__icontains": self.words})
        return found


EVERYTHING = Narrowing()


def rows_of(model, chosen: str):
    """What of one kind fits the filter."""
    rows = model.objects.all()
    if chosen == "wartet":
        return rows.waiting()
    if chosen == "gemeldet":
        return rows.filter(Exists(open_reports(model)), withdrawn_at=None)
    if chosen == "einspruch":
        return rows.filter(Exists(open_objections(model)))
    if chosen == "verborgen":
        return rows.hidden()
    return rows


def reference_to(model) -> str:
    return "contribution" if model is Contribution else "comment"


def open_reports(model):
    return Report.objects.open().filter(**{reference_to(model): OuterRef("pk")})


def open_objections(model):
    field = f"act__{reference_to(model)}"
    return Objection.objects.open().filter(**{field: OuterRef("pk")})


def entries(chosen: str, narrowing: Narrowing = EVERYTHING):
    """
    Kind, key and time of everything that fits, over both tables: what waits longest
    comes first, all else by the newest.
    """
    parts = [
        narrowing.of(model, rows_of(model, chosen))
        .order_by()
        .annotate(kind=Value(kind, CharField()))
        .values_list("kind", "pk", "created_at")
        for kind, model in KINDS.items()
    ]
    found = parts[0].union(parts[1], all=True)
    if chosen == "wartet":
        return found.order_by("created_at", "pk")
    return found.order_by("-created_at", "-pk")


def counts(filters=FILTERS, narrowing: Narrowing = EVERYTHING) -> dict[str, int]:
    """How much there is for each filter, in one query for each table."""
    figures = dict.fromkeys(filters, 0)
    for model in KINDS.values():
        fits = {
            chosen: Count("pk", filter=Q(pk__in=rows_of(model, chosen).values("pk")))
            for chosen in filters
        }
        rows = narrowing.of(model, model.objects.all())
        for chosen, number in rows.aggregate(**fits).items():
            figures[chosen] += number
    return figures


def address(chosen: str) -> str:
    return f"{reverse('participation:moderation_queue')}?zeige={chosen}"


def load(page: list[tuple]) -> list:
    """The texts behind these entries, with author, place and reports."""
    found = {}
    for kind, related in (
        ("beitrag", ["author", "activity__procedure"]),
        ("kommentar", ["author", "contribution__activity__procedure"]),
    ):
        keys = [pk for entry_kind, pk, _at in page if entry_kind == kind]
        rows = KINDS[kind].objects.filter(pk__in=keys).select_related(*related)
        for row in rows.prefetch_related("reports", "moderation_acts"):
            found[kind, row.pk] = mark(row, kind)
    return [found[kind, pk] for kind, pk, _at in page]


def mark(writing, kind: str):
    """Say what the queue shows of a text: templates don't reason."""
    contribution = writing if kind == "beitrag" else writing.contribution
    writing.kind, writing.bulk_key = kind, f"{kind}-{writing.pk}"
    writing.procedure_title = contribution.activity.procedure.title
    writing.heading = contribution.title
    writing.format_label = contribution.activity.recipe.label
    writing.checked_first = contribution.activity.checks_first
    writing.open_reports = [r for r in writing.reports.all() if not r.settled_at]
    return writing
