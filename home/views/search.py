"""Finding things, and suggesting them while somebody types."""

from collections import Counter

from django.core.paginator import Paginator
from django.http import JsonResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from home.excerpts import excerpt, marked
from home.models import SearchEntry
from home.registries import searchables
from home.search import LONGEST_QUERY, find, similar_words, suggest
from home.words import query_words

PAGE_SIZE = 10
SHORTEST_SUGGESTION = 2


@require_safe
def search(request):
    typed = " ".join(request.GET.get("q", "").split())
    query = shortened(typed)
    hits = find(request.user, query)
    counts = Counter(kind for _key, kind, _thing in hits)
    chosen = request.GET.get("art", "")
    chosen = chosen if chosen in counts else ""
    keys = [key for key, kind, _thing in hits if not chosen or kind == chosen]
    page_obj = Paginator(keys, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "query": query,
        "was_cut": typed != query,
        "longest": LONGEST_QUERY,
        "chips": chips(query, counts, chosen) if len(counts) > 1 else [],
        "page_obj": page_obj,
        "results": results(page_obj.object_list, query),
        "address": urlencode({"q": query} | ({"art": chosen} if chosen else {})),
        "similar": similar_words(request.user, query) if query and not hits else "",
    }
    response = render(request, "home/search.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def suggestions(request):
    query = request.GET.get("q", "")[:LONGEST_QUERY]
    is_enough = len(query.strip()) >= SHORTEST_SUGGESTION
    entries = suggest(request.user, query) if is_enough else []
    found = [
        {"title": entry.title, "url": entry.url, "kind": label_of(entry.kind)}
        for entry in entries
    ]
    response = JsonResponse({"suggestions": found})
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def shortened(typed):
    """As many whole words as are looked at."""
    if len(typed) <= LONGEST_QUERY:
        return typed
    return typed[:LONGEST_QUERY].rpartition(" ")[0] or typed[:LONGEST_QUERY]


def results(keys, query):
    """The entries of one page of results, with what was looked for marked."""
    words, entries = query_words(query), SearchEntry.objects.in_bulk(keys)
    return [
        {
            "url": entry.url,
            "kind": label_of(entry.kind),
            "title": marked(entry.title, words),
            "excerpt": excerpt(entry.text, words),
        }
        for entry in (entries[key] for key in keys if key in entries)
    ]


def chips(query, counts, chosen):
    """A filter for each kind that was found, with how much of it this visitor sees."""
    everything = {
        "label": pgettext("search", "Everything"),
        "url": f"?{urlencode({'q': query})}",
        "active": not chosen,
        "count": counts.total(),
    }
    kinds = [
        {
            "label": label_of(kind),
            "url": f"?{urlencode({'q': query, 'art': kind})}",
            "active": kind == chosen,
            "count": count,
        }
        for kind, count in counts.most_common()
    ]
    return [everything, *kinds]


def label_of(kind):
    return str(searchables[kind].label)
