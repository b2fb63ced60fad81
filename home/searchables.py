"""What the search knows: every kind of page, and how the index is written anew."""

from collections.abc import Iterator
from itertools import islice

from django.apps import apps
from django.utils import timezone
from wagtail.models import Page
from wagtail.search.index import SearchField

from home.models import BasePage, SearchEntry
from home.registries import Searchable, add_searchable, searchables
from home.search import entry_for, write
from home.visibility import visible_pages

BATCH = 200


def register_page_kinds() -> None:
    """Make a kind of every ``search_kind`` that a page type names."""
    for page_type in page_types():
        key, label = page_type.search_kind
        add_searchable(
            Searchable(
                kind=key,
                label=label,
                model="wagtailcore.Page",
                visible_to=visible_pages,
                entry=page_entry,
                url=lambda page: page.get_url() or "",
            )
        )


def page_types(kind: str = "") -> list[type[BasePage]]:
    """All page types that the search lists, or those of one kind."""
    types = (m for m in apps.get_models() if issubclass(m, BasePage) and m.search_kind)
    return [t for t in types if not kind or t.search_kind[0] == kind]


def page_entry(page: Page) -> tuple[str, str]:
    """Title and text of a page, from the fields its type gives to the search."""
    fields = (f for f in page.get_search_fields() if isinstance(f, SearchField))
    texts = (t for f in fields if f.field_name != "title" for t in texts_in(f, page))
    return page.title, " ".join(texts)


def texts_in(field: SearchField, page: Page) -> Iterator[str]:
    value = field.get_value(page)
    for text in value if isinstance(value, list | tuple) else [value]:
        if text:
            yield str(text)


def things_of(searchable: Searchable) -> Iterator:
    """Everything of a kind that belongs into the index."""
    for model in page_types(searchable.kind):
        yield from model.objects.live().iterator(200)  # no reader: visibility is asked
    if searchable.model != "wagtailcore.Page":
        yield from apps.get_model(searchable.model)._default_manager.iterator(200)


def is_searchable(page: Page) -> bool:
    return bool(
        page.live
        and getattr(page, "search_kind", None)
        and page.search_kind[0] in searchables
    )


def rebuild(kind: str) -> Iterator[int]:
    """Write all entries of a kind anew and drop what is gone; yield how many so far."""
    begun, done = timezone.now(), 0
    entries = (entry_for(searchables[kind], t) for t in things_of(searchables[kind]))
    while batch := list(islice(entries, BATCH)):
        write(batch)
        done += len(batch)
        yield done
    SearchEntry.objects.filter(kind=kind, changed_at__lt=begun).delete()
