"""
The search of the house: what a visitor may see, the best title in front.

Apps register their kinds by ``registries.add_searchable`` (pages: by the attribute
``search_kind`` of the page type), call ``index`` after saving and ``drop`` after
removing. Pages are indexed by signals, see ``home.signals``.
"""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from functools import reduce
from operator import and_, or_

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Length
from django.utils import timezone

from home.models import SearchEntry, Visitor
from home.registries import Searchable, searchables
from home.words import WORD, QueryWord, fold, indexed, query_words, words_of

LONGEST_QUERY = 120
LONGEST_TEXT = 50_000
MOST_HITS = 5_000
MOST_WRONG_LETTERS = 2
WRITTEN = ["title", "text", "url", "title_words", "words", "changed_at"]


def index(kind: str, thing: object) -> None:
    """Write a thing into the index, or write it anew."""
    write([entry_for(searchables[kind], thing)])


def drop(kind: str, pk: int) -> None:
    """Take a thing out of the index."""
    SearchEntry.objects.filter(kind=kind, object_id=pk).delete()


def drop_page(pk: int) -> None:
    """Take a page out of the index, whatever its type was."""
    kinds = [kind for kind, s in searchables.items() if s.model == "wagtailcore.Page"]
    SearchEntry.objects.filter(kind__in=kinds, object_id=pk).delete()


def write(entries: Iterable[SearchEntry]) -> None:
    SearchEntry.objects.bulk_create(
        entries,
        batch_size=200,
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=WRITTEN,
    )


def entry_for(searchable: Searchable, thing: object) -> SearchEntry:
    title, text = searchable.entry(thing)
    text = " ".join(text[:LONGEST_TEXT].split())
    title_words, text_words = words_of(title), words_of(text)
    return SearchEntry(
        kind=searchable.kind,
        object_id=thing.pk,
        title=title[:255],
        text=text,
        url=searchable.url(thing),
        title_words=indexed(title_words),
        words=indexed(list(dict.fromkeys(title_words + text_words))),
        changed_at=timezone.now(),
    )


def find(user: Visitor, query: str) -> list[tuple[int, str, int]]:
    """
    What this visitor may see of it, best match first.

    For each hit the key of its entry, its kind, and the key of the thing itself.
    """
    words = query_words(query[:LONGEST_QUERY])
    if not words:
        return []
    hits = (
        visible_entries(user)
        .filter(every(words, anywhere))
        .annotate(rank=rank(query, words))
        .order_by("rank", Length("title"), "object_id", "pk")
    )
    return list(hits.values_list("pk", "kind", "object_id")[:MOST_HITS])


def suggest(user: Visitor, query: str, most: int = 8) -> QuerySet:
    """Entries whose title begins like this, or has words that do."""
    words = query_words(query[:LONGEST_QUERY])
    if not words:
        return SearchEntry.objects.none()
    return (
        visible_entries(user)
        .filter(every(words, in_title_beginning))
        .annotate(rank=rank(query, words))
        .order_by("rank", Length("title"), "object_id", "pk")
        .only("title", "url", "kind")[:most]
    )


def similar_words(user: Visitor, query: str) -> str:
    """The query as it may have been meant, in words of titles; empty if none fits."""
    titles = visible_entries(user).values_list("title", flat=True)
    known = {fold(word): word for title in titles for word in WORD.findall(title)}
    meant = [closest(word.word, known) for word in query_words(query)]
    return " ".join(known[word] for word in meant) if meant and all(meant) else ""


def closest(word: str, known: Iterable[str]) -> str:
    """The known word with the fewest other letters; empty if too many differ."""
    alike = [
        other
        for other in known
        if other[0] == word[0] and abs(len(other) - len(word)) <= MOST_WRONG_LETTERS
    ]
    return next(iter(get_close_matches(word, alike, n=1, cutoff=0.8)), "")


def visible_entries(user: Visitor) -> QuerySet:
    """The entries of what this visitor may see, asked of each kind itself."""
    kinds: dict = {}
    for searchable in searchables.values():
        kinds.setdefault(searchable.visible_to, []).append(searchable.kind)
    seen = (
        Q(kind__in=names, object_id__in=visible_to(user).order_by().values("pk"))
        for visible_to, names in kinds.items()
    )
    return SearchEntry.objects.filter(reduce(or_, seen, Q(pk__in=[])))


def rank(query: str, words: list[QueryWord]) -> Case:
    """0 for the very title, then ever looser; 5 for a part of a word somewhere."""
    title = " ".join(words_of(query))
    steps = [
        Q(title_words__startswith=f" {title} |"),
        Q(title_words__startswith=f" {title}"),
        every(words, in_title),
        every(words, in_title_beginning),
        every(words, in_text),
    ]
    whens = [When(condition, then=Value(n)) for n, condition in enumerate(steps)]
    return Case(*whens, default=Value(len(steps)), output_field=IntegerField())


def every(words: Iterable[QueryWord], where: Callable[[QueryWord], Q]) -> Q:
    return reduce(and_, map(where, words))


def contains(column: str, parts: Iterable[str]) -> Q:
    return reduce(or_, (Q(**{f"{column}__contains": part}) for part in parts))


def in_title(word: QueryWord) -> Q:
    return contains("title_words", word.whole)


def in_title_beginning(word: QueryWord) -> Q:
    return contains("title_words", word.whole + word.beginning)


def in_text(word: QueryWord) -> Q:
    return contains("words", word.whole + word.beginning)


def anywhere(word: QueryWord) -> Q:
    """The loosest match: where a part of a word may match, that covers the rest."""
    beginning = [part for part in word.beginning if part[1:] not in word.inside]
    return contains("words", [*word.inside[-1:], *beginning, f"={word.stem} "])
