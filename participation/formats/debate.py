"""Debate: what speaks for it and what against, side by side."""

from collections import Counter

from django import forms
from django.core.paginator import Paginator
from django.db.models import Count
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from participation import clock
from participation.chips import address, chips, one_of
from participation.formats.base import Format, register
from participation.forms.debate import ArgumentForm
from participation.models import Contribution
from participation.permissions import actor_of, can, figures_shown
from participation.verbs import Verb

PAGE_SIZE = 25  # on each side
STRONGEST = 3
Side = Contribution.Side
SIDES = {"dafuer": Side.FOR, "dagegen": Side.AGAINST}
SORTINGS = {
    "": (
        pgettext_lazy("sorting", "Most supported"),
        ("-support_count", "-created_at", "-pk"),
    ),
    "neu": (pgettext_lazy("sorting", "Newest"), ("-created_at", "-pk")),
}


@register
class Debate(Format):
    """Arguments in two columns, under what the town says itself."""

    key = "debate"
    label = gettext_lazy("Debate")
    verbs = frozenset({Verb.SUBMIT, Verb.COMMENT, Verb.SUPPORT})
    settings = {
        "longest_text": forms.IntegerField(
            label=gettext_lazy("Longest text, in characters"),
            initial=2000,
            min_value=200,
            max_value=Contribution.LONGEST_TEXT,
        )
    }
    pins_official = True
    submit_label = gettext_lazy("Submit an argument")
    form_template = "participation/formats/debate/form.html"
    list_template = "participation/formats/debate/list.html"
    detail_template = "participation/formats/debate/detail.html"
    result_template = "participation/formats/debate/result.html"

    def form(self, activity, *args, **kwargs):
        return ArgumentForm(activity, *args, **kwargs)

    def list_context(self, activity, request):
        now, at = clock.now(request), clock.told_at(request)
        chosen = choices(activity, request.GET, at)
        counts = side_counts(activity)
        columns = [
            column(activity, side, chosen, counts, request.GET.get("page"), at)
            for key, side in SIDES.items()
            if chosen["seite"] in {"", key}
        ]
        return {
            "columns": columns,
            # One row of page numbers for both: that of the longer side.
            "page_obj": max(
                (c["page_obj"] for c in columns), key=lambda p: p.paginator.num_pages
            ),
            "query": address(chosen)[1:],
            "pinned": list(official(activity)),
            "sortings": sorting_tabs(activity, chosen, at),
            "sides": side_chips(chosen, counts),
            "total": counts.total(),
            "may_pin": can(actor_of(request.user), Verb.ANSWER, activity, now),
        }

    def tally(self, activity):
        counts = side_counts(activity)
        people = arguments(activity).aggregate(n=Count("author", distinct=True))["n"]
        strongest = {
            side.label: list(sorted_by(activity, side, "")[:STRONGEST])
            for side in SIDES.values()
        }
        return {
            "contributions": counts.total(),
            "people": people,
            "sides": [(side.label, counts[key]) for key, side in SIDES.items()],
            "strongest": strongest,
        }

    def export_rows(self, activity):
        found = Contribution.objects.filter(activity=activity).published()
        for row in found.with_counts().with_outcome().order_by("pk").iterator():
            yield {
                "number": row.pk,
                "day": clock.day_of(row.created_at),
                "origin": row.origin,
                "official": pgettext("export", "yes") if row.is_official else "",
                "side": row.side,
                "title": row.title,
                "text": row.text,
                "supports": row.support_count,
                "comments": row.comment_count,
                "outcome": row.outcome_status or "",
            }


def choices(activity, params, at) -> dict:
    return {
        "seite": one_of(params.get("seite"), list(SIDES)),
        "sortierung": one_of(params.get("sortierung"), sortings(activity, at)),
    }


def sortings(activity, at) -> list[str]:
    """The orders of the columns; as long as figures are kept, none may tell them."""
    return list(SORTINGS) if figures_shown(activity, at) else ["neu"]


def arguments(activity):
    return Contribution.objects.filter(activity=activity).published().by_people()


def official(activity):
    """What the town says in this debate, the latest first."""
    said = Contribution.objects.filter(activity=activity, is_official=True)
    return said.published().select_related("author").with_counts()


def side_counts(activity) -> Counter:
    """How many arguments each side has, by the word in the address."""
    rows = arguments(activity).order_by().values_list("side").annotate(Count("pk"))
    found = dict(rows)
    return Counter({key: found.get(side.value, 0) for key, side in SIDES.items()})


def sorted_by(activity, side, order):
    found = arguments(activity).filter(side=side).select_related("author")
    return found.with_counts().with_outcome().order_by(*SORTINGS[order][1])


def column(activity, side, chosen, counts, number, at) -> dict:
    """One side of the debate: a page of it, and how much there is."""
    key = next(key for key, known in SIDES.items() if known == side)
    order = chosen["sortierung"]
    if not figures_shown(activity, at):
        order = "neu"
    found = Paginator(sorted_by(activity, side, order), PAGE_SIZE)
    found.count = counts[key]
    page = found.page(min(number_of(number), found.num_pages))
    return {"key": key, "label": side.label, "number": counts[key], "page_obj": page}


def number_of(page) -> int:
    """A page number from outside; what is none is the first."""
    return max(1, int(page)) if page and page.isdecimal() and len(page) < 6 else 1


def sorting_tabs(activity, chosen, at) -> list[dict]:
    return [
        {
            "label": SORTINGS[key][0],
            "url": address(chosen, sortierung=key),
            "active": chosen["sortierung"] == key,
        }
        for key in sortings(activity, at)
    ]


def side_chips(chosen, counts) -> list[dict]:
    options = [(key, side.label) for key, side in SIDES.items()]
    both = pgettext("debate", "Both sides")
    return chips("seite", options, chosen, counts, everything=both)
