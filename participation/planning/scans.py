"""Scans of what appeared on paper: a PDF or a picture, told by its content."""

from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

LARGEST = 20 * 1024 * 1024
HEADS = {
    ".pdf": b"%PDF-",
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    ".png": b"\x89PNG\r\n\x1a\n",
}
ACCEPT = ",".join(HEADS)


def check_scan(file: File) -> None:
    """Say what is wrong with a file; its bytes stay as they came, as evidence."""
    if file.size > LARGEST:
        words = _("The file has %(size)s. At most %(limit)s are possible.")
        sizes = {"size": filesizeformat(file.size), "limit": filesizeformat(LARGEST)}
        raise ValidationError(words % sizes)
    head = HEADS.get(PurePath(file.name or "").suffix.lower())
    file.seek(0)
    begins = file.read(16)
    file.seek(0)
    if head is None or not begins.startswith(head):
        raise ValidationError(_("Please send a scan as PDF, JPEG or PNG."))
