"""
The base map, always from our own address: nobody else learns who looks where.

A town names a source of tiles; we fetch and keep them. The demo town has a map drawn
for it. Without a source there is no map, and the list says everything.
"""

import math
from collections.abc import Callable
from io import BytesIO

from django.conf import settings
from django.core.cache import cache
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from PIL import Image

from participation import areas
from participation.models import District
from participation.tile_source import Tile, fetch

SHALLOWEST, DEEPEST = 8, 19
KEPT = 60 * 60 * 24
MISSED = 60  # so long we don't ask again for what could not be had
DEMO_MAP = "participation.demo.basemap.tile"
DEMO_BOUNDS = "participation.demo.basemap.BOUNDS"
SIDE, NOWHERE = 256, "#f1ece0"  # beyond the drawing
AROUND = 0.5  # degrees: the town and what surrounds it


def source() -> Callable[[int, int, int], Tile | None] | None:
    """Who gives the tiles, or ``None`` if the town has no map."""
    if settings.MAP_TILES_URL:
        return fetch
    return drawn if settings.DEMO_TOWN else None


def base_map(procedure=None) -> dict | None:
    """What a page says about its map, if there is one: centre, area, whose it is."""
    where = centre()
    if where is None:
        return None
    return {
        "centre": f"{where[0]},{where[1]}",
        "attribution": attribution(),
        "area": procedure.area if procedure else None,
    }


def attribution() -> str:
    return settings.MAP_ATTRIBUTION or (_("Drawn map") if settings.DEMO_TOWN else "")


def centre() -> tuple[float, float] | None:
    """Where a map begins, if there is one: in the first district."""
    district = District.objects.exclude(lat=None).first() if source() else None
    return (district.lat, district.lon) if district else None


def town_area() -> dict | None:
    """The town and what surrounds it, as GeoJSON, if we know where it lies."""
    if settings.DEMO_TOWN and not settings.MAP_TILES_URL:
        return areas.box(*import_string(DEMO_BOUNDS))
    district = District.objects.exclude(lat=None).first()
    if district is None:
        return None
    lat, lon = district.lat, district.lon
    return areas.box(lat - AROUND, lon - AROUND, lat + AROUND, lon + AROUND)


def exists(z: int, x: int, y: int) -> bool:
    """Whether there can be such a tile at all."""
    return SHALLOWEST <= z <= DEEPEST and 0 <= x < 2**z and 0 <= y < 2**z


def is_around(where: tuple[float, float], z: int, x: int, y: int) -> bool:
    """Whether a tile shows the town or its surroundings: we hand out no other maps."""
    lat, lon = where
    west, east = x / 2**z * 360 - 180, (x + 1) / 2**z * 360 - 180
    north, south = latitude(y / 2**z), latitude((y + 1) / 2**z)
    beside = west - AROUND <= lon <= east + AROUND
    return beside and south - AROUND <= lat <= north + AROUND


def latitude(part: float) -> float:
    """The latitude at a part of the way from the top of the web map to its foot."""
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * part))))


def tile(z: int, x: int, y: int) -> Tile | None:
    """One square of the map, fetched or drawn once and kept for a day."""
    get = source()
    if get is None or not exists(z, x, y):
        return None
    where = cache.get_or_set("map-centre", centre, MISSED)
    if where is None or not is_around(where, z, x, y):
        return None
    key = f"tile-{get.__name__}-{z}-{x}-{y}"
    found = cache.get(key)
    if found is None:
        found = get(z, x, y) or Tile(b"", "")
        cache.set(key, found, KEPT if found.data else MISSED)
    return found if found.data else None


def drawn(z: int, x: int, y: int) -> Tile:
    """A tile of the demo town; bare ground where nothing is drawn."""
    image = import_string(DEMO_MAP)(z, x, y)
    file = BytesIO()
    (image or Image.new("RGB", (SIDE, SIDE), NOWHERE)).save(file, "PNG", optimize=True)
    return Tile(file.getvalue(), "image/png")
