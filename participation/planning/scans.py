"""Scans of what appeared on paper: a PDF or a picture, told by its content."""

from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext as _

from participation.planning.file_kinds import check_file

SUFFIXES = (".pdf", ".jpg", ".jpeg", ".png")
ACCEPT = ",".join(SUFFIXES)


def check_scan(file: File) -> None:
    """Say what is wrong with a file; its bytes stay as they came, as evidence."""
    if PurePath(file.name or "").suffix.lower() not in SUFFIXES:
        raise ValidationError(_("Please send a scan as PDF, JPEG or PNG."))
    check_file(file)
