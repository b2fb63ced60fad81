"""
Which files a plan may consist of: few kinds, told by their content, not by their name.

The bytes stay as they came, because their checksums are evidence; so nothing is
painted anew here, and what could run (macros) is refused.
"""

import zipfile
from dataclasses import dataclass
from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

LARGEST = 50 * 1024 * 1024
ACCEPT = ".pdf,.docx,.odt,.xlsx,.jpg,.jpeg,.png"
WORDS = "PDF, DOCX, ODT, XLSX, JPEG, PNG"
_OOXML = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class Kind:
    """One kind of file: what it is called, how it begins, what is packed in it."""

    label: str
    content_type: str
    head: bytes
    member: str = ""  # a file that the archive must contain


KINDS = {
    ".pdf": Kind("PDF", "application/pdf", b"%PDF-"),
    ".docx": Kind(
        "DOCX",
        f"{_OOXML}.wordprocessingml.document",
        b"PK\x03\x04",
        "word/document.xml",
    ),
    ".xlsx": Kind(
        "XLSX", f"{_OOXML}.spreadsheetml.sheet", b"PK\x03\x04", "xl/workbook.xml"
    ),
    ".odt": Kind(
        "ODT", "application/vnd.oasis.opendocument.text", b"PK\x03\x04", "content.xml"
    ),
    ".jpg": Kind("JPEG", "image/jpeg", b"\xff\xd8\xff"),
    ".jpeg": Kind("JPEG", "image/jpeg", b"\xff\xd8\xff"),
    ".png": Kind("PNG", "image/png", b"\x89PNG\r\n\x1a\n"),
}
MACROS = ("vbaProject.bin", "Basic/", "Scripts/")


def kind_of(filename: str) -> Kind:
    """The kind of a file that was taken in, by its name."""
    return KINDS[PurePath(filename).suffix.lower()]


def check_file(file: File) -> Kind:
    """What kind of file this is, or what is wrong with it."""
    if file.size > LARGEST:
        raise ValidationError(
            _("The file has %(size)s. At most %(limit)s are possible.")
            % {"size": filesizeformat(file.size), "limit": filesizeformat(LARGEST)}
        )
    kind = KINDS.get(PurePath(file.name or "").suffix.lower())
    if kind is None or not _is_really(file, kind):
        raise ValidationError(
            _("The content is none of the possible kinds: %(kinds)s.")
            % {"kinds": WORDS}
        )
    return kind


def _is_really(file: File, kind: Kind) -> bool:
    file.seek(0)
    begins_right = file.read(len(kind.head)) == kind.head
    file.seek(0)
    return begins_right and (not kind.member or _contains(file, kind.member))


def _contains(file: File, member: str) -> bool:
    """Whether an archive has this file in it, and nothing that runs."""
    try:
        with zipfile.ZipFile(file.file) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    finally:
        file.seek(0)
    runs = any(part in name for name in names for part in MACROS)
    return member in names and not runs
