"""What others have handed in already that sounds alike, by the search of the house."""

from django.db.models import Case, IntegerField, Q, Value, When

from home import search
from home.models import SearchEntry, Visitor
from home.words import QueryWord, query_words
from participation.models import Activity, Contribution

MOST = 5
TITLE, TEXT = 2, 1  # what a word found there is worth


def similar(activity: Activity, title: str, user: Visitor) -> list[Contribution]:
    """
    Public contributions of the procedure that share most words of this title.

    At least two words must be found, or the only one, and half of them.
    """
    words = query_words(title)
    needed = TITLE * max(min(2, len(words)), -(-len(words) // 2))
    if not words:
        return []
    public = (
        Contribution.objects.visible_to(user)
        .published()
        .filter(activity__procedure=activity.procedure_id, merged_into=None)
    )
    entries = SearchEntry.objects.filter(
        kind="contribution", object_id__in=public.order_by().values("pk")
    )
    scored = entries.annotate(score=sum(map(_worth, words), Value(0)))
    best = scored.filter(score__gte=needed).order_by("-score", "object_id")[:MOST]
    places = {
        pk: place for place, pk in enumerate(best.values_list("object_id", flat=True))
    }
    found = public.filter(pk__in=places).select_related("author")
    found = found.with_counts().with_outcome()
    return sorted(found, key=lambda contribution: places[contribution.pk])


def _worth(word: QueryWord) -> Case:
    in_title: Q = search.in_title(word)
    return Case(
        When(in_title, then=Value(TITLE)),
        When(search.in_text(word), then=Value(TEXT)),
        default=Value(0),
        output_field=IntegerField(),
    )
