"""
A light look at a PDF: can people read it who can't see it? (EN 301 549, BF-07)

Three things are asked that a program can tell: structure, language, title. Whether
the structure is any good, only a person can say.
"""

from django.core.files.base import File
from django.utils.translation import gettext as _

# A damaged file fails in as many ways as there are ways to damage one.
UNREADABLE = (ValueError, TypeError, KeyError, OSError)


def problems(file: File) -> list[str] | None:
    """What a PDF lacks, in words; ``None`` if it can't be opened at all."""
    import pikepdf  # here: most processes never open a PDF, and it is large

    file.seek(0)
    try:
        with pikepdf.open(file.file) as pdf:
            return _lacking(pdf)
    except (pikepdf.PdfError, pikepdf.PasswordError, *UNREADABLE):
        return None
    finally:
        file.seek(0)


def is_accessible(file: File) -> bool:
    return problems(file) == []


def _lacking(pdf) -> list[str]:
    found = {
        _("It has no structure (tags)."): _is_tagged(pdf),
        _("It does not say in which language it is."): "/Lang" in pdf.Root,
        _("It has no title."): _has_title(pdf),
    }
    return [words for words, is_there in found.items() if not is_there]


def _is_tagged(pdf) -> bool:
    marks = pdf.Root.get("/MarkInfo", {})
    return bool(marks.get("/Marked")) and "/StructTreeRoot" in pdf.Root


def _has_title(pdf) -> bool:
    if str(pdf.docinfo.get("/Title", "")).strip():
        return True
    with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
        return bool(str(metadata.get("dc:title") or "").strip())
