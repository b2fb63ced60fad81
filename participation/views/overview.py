from collections import Counter

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from home.visibility import visible_pages
from participation import clock, tiles
from participation.cards import cards
from participation.chips import address, chips, one_of
from participation.follow_buttons import buttons
from participation.models import ParticipationIndexPage
from participation.overview import GROUPS, all_rows, procedure_url
from participation.permissions import can_moderate

PAGE_SIZE = 24
LATELY = 3


@require_safe
def overview(request):
    page = get_object_or_404(visible_pages(request.user, ParticipationIndexPage))
    day = clock.today(request)
    rows = all_rows(request.user, day)
    chosen = choices(request.GET, rows)
    found = [row for row in rows if fits(row, chosen)]
    page_obj = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    shown = list(page_obj) or ended_lately(rows)
    context = {
        "page": page,
        "cards": cards(shown, day),
        "page_obj": page_obj,
        "total": len(found),
        "follows": buttons(request, followable(rows, chosen)),
        "chip_rows": chip_rows(rows, chosen),
        "tabs": view_tabs(chosen),
        "moderates": can_moderate(request.user),
        "query": address(chosen)[1:],
        "markers": markers(found) if chosen["ansicht"] else None,
        "base_map": tiles.base_map() if chosen["ansicht"] else None,
    }
    return render(request, "participation/overview.html", context)


def choices(params, rows) -> dict:
    """What the visitor chose, as far as we know it; all else is ignored."""
    return {
        "zustand": one_of(params.get("zustand"), list(GROUPS)),
        "thema": one_of(params.get("thema"), [row.topic for row in rows]),
        "ort": one_of(params.get("ort"), [row.district for row in rows]),
        "ansicht": one_of(params.get("ansicht"), ["karte"]),
    }


def followable(rows, chosen) -> list[tuple[str, str, str]]:
    """The topic and the district that are chosen, with their names."""
    return [
        (kind, chosen[kind], dict(named(rows, FACETS[kind]))[chosen[kind]])
        for kind in ("thema", "ort")
        if chosen[kind]
    ]


FACETS = {"zustand": "group", "thema": "topic", "ort": "district"}


def fits(row, chosen, besides="") -> bool:
    return all(
        not chosen[name] or name == besides or getattr(row, attribute) == chosen[name]
        for name, attribute in FACETS.items()
    )


def chip_rows(rows, chosen) -> list[tuple[str, list[dict]]]:
    """The filters; each counts what it would find beside the others."""
    options = {
        "zustand": group_labels().items(),
        "thema": named(rows, "topic"),
        "ort": named(rows, "district"),
    }
    labels = {
        "zustand": pgettext("filter", "Status"),
        "thema": pgettext("filter", "Topic"),
        "ort": pgettext("filter", "District"),
    }
    return [
        (labels[name], chips(name, options[name], chosen, counts(rows, chosen, name)))
        for name in FACETS
        if options[name]
    ]


def counts(rows, chosen, name) -> Counter:
    return Counter(
        getattr(row, FACETS[name]) for row in rows if fits(row, chosen, besides=name)
    )


def named(rows, attribute) -> list[tuple[str, str]]:
    """Every topic (or district) that a procedure has, by key and name."""
    found = {
        getattr(row, attribute): getattr(row, f"{attribute}_name")
        for row in rows
        if getattr(row, attribute)
    }
    return sorted(found.items(), key=lambda item: item[1])


def group_labels() -> dict[str, str]:
    return {
        "offen": pgettext("overview", "Open now"),
        "demnaechst": pgettext("overview", "Opens soon"),
        "auswertung": pgettext("overview", "Being evaluated"),
        "ergebnis": pgettext("overview", "Result available"),
        "archiv": pgettext("overview", "Archive"),
    }


def view_tabs(chosen) -> list[dict]:
    """List and map, side by side as equals."""
    if not tiles.source():
        return []
    return [
        {
            "label": pgettext("view", "List"),
            "url": address(chosen, ansicht=None),
            "active": not chosen["ansicht"],
        },
        {
            "label": pgettext("view", "Map"),
            "url": address(chosen, ansicht="karte"),
            "active": bool(chosen["ansicht"]),
        },
    ]


def ended_lately(rows):
    """For an empty page: what one can still read."""
    over = [row for row in rows if row.is_over]
    return sorted(over, key=lambda row: row.turning_day, reverse=True)[:LATELY]


def markers(rows) -> list[dict]:
    return [
        {
            "lat": row.lat,
            "lon": row.lon,
            "title": row.title,
            "text": row.state.label,
            "url": procedure_url(row.slug),
        }
        for row in rows
        if row.lat is not None
    ]
