"""
Where files lie: the sizes of public pictures in public, all else out of reach.

Only what a page may show to everyone lies below the media root. Everything else –
originals, documents, uploads in progress, whatever comes next – lies below
``PRIVATE_MEDIA_ROOT`` and is sent only by a view that asks for permission each time.
"""

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.urls import reverse
from django.utils.deconstruct import deconstructible

PRIVATE = "intern/"
PUBLIC = "images/"


@deconstructible
class TownStorage(FileSystemStorage):
    """One storage, two roots. A name never leads out of its own."""

    def path(self, name):
        if is_public(name):
            return super().path(name)
        return private_storage().path(name.removeprefix(PRIVATE))

    def url(self, name):
        if is_public(name):
            return super().url(name)
        return reverse("home:private_file", args=[name.removeprefix(PRIVATE)])

    def _save(self, name, content):
        if is_public(name):
            return super()._save(name, content)
        prefix = PRIVATE if name.startswith(PRIVATE) else ""
        return prefix + private_storage()._save(name.removeprefix(prefix), content)


def is_public(name: str) -> bool:
    return name.startswith(PUBLIC)


def private_storage() -> FileSystemStorage:
    return FileSystemStorage(location=settings.PRIVATE_MEDIA_ROOT)
