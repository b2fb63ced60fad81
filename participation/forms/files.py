"""Files from people: few kinds, limited, pictures painted anew."""

from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from home.images import clean_image

LARGEST = 10 * 1024 * 1024
PICTURES = {".jpg", ".jpeg", ".png", ".webp"}


def check_file(file: File) -> File:
    """The file as it may be stored, or what is wrong with it."""
    if file.size > LARGEST:
        raise ValidationError(
            _("The file has %(size)s. At most %(limit)s are possible.")
            % {"size": filesizeformat(file.size), "limit": filesizeformat(LARGEST)}
        )
    suffix = PurePath(file.name).suffix.lower()
    if suffix in PICTURES:
        return clean_image(file)
    file.seek(0)
    content = file.read()
    if suffix != ".pdf" or not content.startswith(b"%PDF-"):
        raise ValidationError(
            _("Please send a PDF, or a picture as JPEG, PNG or WebP.")
        )
    return ContentFile(content, name=PurePath(file.name).name)
