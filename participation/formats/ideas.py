"""Idea collection: people write what they wish for, with a place or without."""

from collections import Counter

from django import forms
from django.core.paginator import Paginator
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from participation import clock, tiles
from participation.chips import address, chips, one_of
from participation.formats.base import Format, register
from participation.forms.ideas import IdeaForm
from participation.models import Activity, Contribution
from participation.permissions import figures_shown
from participation.verbs import Verb

PAGE_SIZE = 50
MOST_MARKERS = 1000
SORTINGS = {
    "": (pgettext_lazy("sorting", "Newest"), ("-created_at", "-pk")),
    "unterstuetzt": (
        pgettext_lazy("sorting", "Most supported"),
        ("-support_count", "-created_at", "-pk"),
    ),
    "diskutiert": (
        pgettext_lazy("sorting", "Most discussed"),
        ("-comment_count", "-created_at", "-pk"),
    ),
}


@register
class Ideas(Format):
    """A list and a map of ideas that others comment on and support."""

    key = "ideas"
    label = gettext_lazy("Collection of ideas")
    verbs = frozenset({Verb.SUBMIT, Verb.COMMENT, Verb.SUPPORT})
    settings = {
        "longest_text": forms.IntegerField(
            label=gettext_lazy("Longest text, in characters"),
            initial=5000,
            min_value=200,
            max_value=Contribution.LONGEST_TEXT,
        )
    }
    submit_label = gettext_lazy("Submit an idea")
    suggests_similar = True
    text_label = gettext_lazy("Your idea")
    form_template = "participation/formats/ideas/form.html"
    list_template = "participation/formats/ideas/list.html"
    detail_template = "participation/formats/ideas/detail.html"
    result_template = "participation/formats/ideas/result.html"

    def form(self, activity, *args, **kwargs):
        return IdeaForm(activity, *args, **kwargs)

    def list_context(self, activity, request):
        params = request.GET
        counts = category_counts(activity)
        at = clock.told_at(request)
        chosen = choices(activity, params, at)
        found = ideas(activity, chosen)
        return {
            "page_obj": Paginator(Counted(found, counts, chosen), PAGE_SIZE).get_page(
                params.get("page")
            ),
            "query": address(chosen)[1:],
            "sortings": sorting_tabs(activity, chosen, at),
            "categories": category_chips(activity, chosen, counts),
            "total": counts.total(),
            "view_tabs": view_tabs(activity, chosen),
            "markers": markers(activity, chosen) if chosen["ansicht"] else None,
            "base_map": tiles.base_map(activity.procedure)
            if chosen["ansicht"]
            else None,
        }

    def tally(self, activity):
        public = Contribution.objects.filter(activity=activity).published()
        return {
            "contributions": public.count(),
            "people": public.aggregate(n=Count("author", distinct=True))["n"],
            "by_category": dict(category_counts(activity)),
        }

    def export_rows(self, activity):
        found = Contribution.objects.filter(activity=activity).published()
        for idea in found.with_counts().with_outcome().order_by("pk").iterator():
            yield {
                "number": idea.pk,
                "day": clock.day_of(idea.created_at),
                "origin": idea.origin,
                "category": idea.category,
                "title": idea.title,
                "text": idea.text,
                "address": idea.address,
                "lat": idea.lat,
                "lon": idea.lon,
                "supports": idea.support_count,
                "comments": idea.comment_count,
                "outcome": idea.outcome_status or "",
            }


class Counted:
    """A queryset whose length is known from the figures beside the filters."""

    def __init__(self, queryset, counts, chosen):
        self.queryset = queryset
        self.number = (
            counts[chosen["kategorie"]] if chosen["kategorie"] else counts.total()
        )

    ordered = True

    def count(self):
        return self.number

    def __getitem__(self, window):
        return self.queryset[window]


def choices(activity, params, at) -> dict:
    return {
        "sortierung": one_of(params.get("sortierung"), sortings(activity, at)),
        "kategorie": one_of(params.get("kategorie"), activity.categories),
        "ansicht": one_of(params.get("ansicht"), ["karte"]),
    }


def sortings(activity, at) -> list[str]:
    """The orders of a list; as long as figures are kept, none may tell them."""
    shown = figures_shown(activity, at)
    return [key for key in SORTINGS if shown or key != "unterstuetzt"]


def ideas(activity, chosen):
    """The public ideas of an activity, filtered and sorted."""
    found = Contribution.objects.filter(activity=activity).published()
    found = found.select_related("author").with_counts().with_outcome()
    if chosen["kategorie"]:
        found = found.filter(category=chosen["kategorie"])
    return found.order_by(*SORTINGS[chosen["sortierung"]][1])


def category_counts(activity) -> Counter:
    public = Contribution.objects.filter(activity=activity).published().order_by()
    return Counter(dict(public.values_list("category").annotate(Count("pk"))))


def category_chips(activity, chosen, counts) -> list[dict]:
    options = [(name, name) for name in activity.categories]
    return chips("kategorie", options, chosen, counts) if options else []


def sorting_tabs(activity, chosen, at) -> list[dict]:
    return [
        {
            "label": SORTINGS[key][0],
            "url": address(chosen, sortierung=key),
            "active": chosen["sortierung"] == key,
        }
        for key in sortings(activity, at)
    ]


def view_tabs(activity, chosen) -> list[dict]:
    """List and map as equals, where ideas may have a place."""
    if activity.place == Activity.Place.NONE or not tiles.source():
        return []
    options = {"": _("As a list"), "karte": _("As a map")}
    return [
        {
            "label": label,
            "url": address(chosen, ansicht=key),
            "active": chosen["ansicht"] == key,
        }
        for key, label in options.items()
    ]


def markers(activity, chosen) -> list[dict]:
    """Every placed idea of this choice, not only those of one page of the list."""
    placed = ideas(activity, chosen).exclude(lat=None)[:MOST_MARKERS]
    return [marker(idea) for idea in placed]


def marker(idea) -> dict:
    """A place on the map, with what the list says of it."""
    return {
        "lat": idea.lat,
        "lon": idea.lon,
        "title": idea.title,
        "text": idea.address,
        "url": idea.get_absolute_url(),
    }
