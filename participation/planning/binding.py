"""
One tagged PDF made of several: pages, and the structure that screen readers follow.

Every page says by a number where in the tree of its file it belongs; the numbers of
later files begin after those of the files before.
"""

import sys
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Pdf


def bound(parts: list[str], target: str) -> None:
    """Put all pages and all structure behind those of the first part."""
    with Pdf.open(parts[0]) as book:
        if "/Outlines" in book.Root:
            del book.Root["/Outlines"]  # they would lead into the first part alone
        tree = book.Root.StructTreeRoot
        places = list(numbered(tree.ParentTree))
        for part in parts[1:]:
            with Pdf.open(part) as more:
                places += appended(book, more, first=next_number(places))
        flat = [value for place in places for value in place]
        tree.ParentTree = book.make_indirect(Dictionary(Nums=Array(flat)))
        tree.ParentTreeNextKey = next_number(places)
        book.save(target, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def appended(book: Pdf, more: Pdf, *, first: int) -> list[tuple[int, object]]:
    """Take over the pages and the tree of another file; return its numbered places."""
    done = len(book.pages)
    book.pages.extend(more.pages)
    for page in book.pages[done:]:
        shift(page, "/StructParents", first)
        for note in page.get("/Annots", ()):
            shift(note, "/StructParent", first)
    tree = book.copy_foreign(more.Root.StructTreeRoot)
    document = top(book.Root.StructTreeRoot)
    for child in top(tree).K:
        child.P = document
        document.K.append(child)
    return [(number + first, place) for number, place in numbered(tree.ParentTree)]


def shift(owner, key: str, first: int) -> None:
    if key in owner:
        owner[key] = int(owner[key]) + first


def top(tree) -> Dictionary:
    """The element “Document”, below which everything hangs."""
    return tree.K[0] if isinstance(tree.K, Array) else tree.K


def numbered(node) -> Iterator[tuple[int, object]]:
    """The pairs of a number tree, however deep."""
    for kid in node.get("/Kids", ()):
        yield from numbered(kid)
    pairs = node.get("/Nums", ())
    for place in range(0, len(pairs), 2):
        yield int(pairs[place]), pairs[place + 1]


def next_number(places: list[tuple[int, object]]) -> int:
    return max((number for number, _place in places), default=-1) + 1


if __name__ == "__main__":
    bound(sys.argv[2:], sys.argv[1])
