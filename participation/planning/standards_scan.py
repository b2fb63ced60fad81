"""
Norms that nobody can read for free: where do the documents cite DIN or VDI? (BP-31)

Who lays down that a wall “nach DIN 4109” be built has to say where that can be read
(VGH BW 24.05.2022 – 3 S 1813/19). Reading long files takes time, so the worker does it.
"""

import re
from collections.abc import Iterable

from django.core.files.base import File
from django.db import transaction

from participation.planning.models import PublicNotice

CITED = re.compile(
    r"\b(?:DIN(?:[ -](?:EN|ISO|SPEC|VDE))*|VDI(?:[ -]Richtlinie)?|ISO|VDE)"
    r"[ -]?\d{2,6}(?:-\d{1,3})?\b"
)
MOST_PAGES, MOST_NAMED = 400, 12
# A damaged file fails in as many ways as there are ways to damage one.
UNREADABLE = (OSError, ValueError, KeyError, TypeError, RecursionError)


def cited_in(text: str) -> list[str]:
    """The standards that a text cites, each once, in their order."""
    found = (" ".join(match.split()) for match in CITED.findall(" ".join(text.split())))
    return list(dict.fromkeys(found))


def text_of(file: File) -> str:
    """The words of a PDF; nothing if it is a picture, or another kind of file."""
    from pypdf import PdfReader  # here: only the worker reads, and it is large
    from pypdf.errors import PyPdfError

    try:
        pages = PdfReader(file).pages
        return "\n".join(page.extract_text() for page in pages[:MOST_PAGES])
    except (PyPdfError, *UNREADABLE):
        return ""


def cited_by(texts: Iterable[str]) -> list[str]:
    found = dict.fromkeys(norm for text in texts for norm in cited_in(text))
    return list(found)[:MOST_NAMED]


def scan(notice_pk: int) -> int:
    """Look through what a notice publishes and keep what was found beside it."""
    notice = PublicNotice.objects.select_related("round", "plan").get(pk=notice_pk)
    found = cited_by([notice.text, *texts_of(notice)])
    with transaction.atomic():
        notice = PublicNotice.objects.select_for_update().get(pk=notice_pk)
        notice.fields["standards_cited"] = found
        notice.save(update_fields=["fields"])
    return len(found)


def texts_of(notice: PublicNotice) -> Iterable[str]:
    """What the notice's round publishes, title, keywords and files, one at a time."""
    if notice.round is None:
        return
    rows = notice.round.published_versions.select_related("version__document")
    for row in rows:
        document, version = row.version.document, row.version
        yield "\n".join([document.title, *document.keywords])
        if version.filename.lower().endswith(".pdf"):
            with version.file.open() as file:
                yield text_of(file)
