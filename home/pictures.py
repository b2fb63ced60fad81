"""
The sizes in which pictures appear: few, so that renditions are shared.

A list of pages with pictures stays at a fixed number of queries with
``.select_related("picture").prefetch_related("picture__renditions")``.
"""

from typing import NamedTuple

from django.core.cache import cache

from home.models import TownImage

QUALITY = "|format-webp|webpquality-74"
SIZES = {
    "card": f"fill-640x400{QUALITY}",
    "front": f"fill-960x720{QUALITY}",
    "wide": f"fill-1280x549{QUALITY}",
    "text": f"max-1000x1400{QUALITY}",
    "square": f"fill-240x240{QUALITY}",
}
SECONDS = 60 * 60


class Shown(NamedTuple):
    """A picture in one size, as a page prints it."""

    url: str
    width: int
    height: int


def shown_by_id(image_id: int, size: str) -> Shown | None:
    """A single picture of a page in one size, looked up once an hour."""
    kept = cache.get(key_of(image_id, size))
    if kept is None:
        image = TownImage.objects.filter(pk=image_id).first()
        if image is None:
            return None
        rendition = image.get_rendition(SIZES[size])
        kept = Shown(rendition.url, rendition.width, rendition.height)
        cache.set(key_of(image_id, size), tuple(kept), SECONDS)
    return Shown(*kept)


def make_sizes(image: TownImage) -> None:
    """Cut a picture to all sizes that are missing, before a reader has to wait."""
    image.get_renditions(*SIZES.values())


def forget_picture(instance: TownImage, **kwargs) -> None:
    """Called when a picture is saved or removed."""
    cache.delete_many([key_of(instance.pk, size) for size in SIZES])


def key_of(image_id: int, size: str) -> str:
    return f"picture-{image_id}-{size}"
