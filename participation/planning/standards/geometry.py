"""Outlines in the two shapes that standards ask for: WGS 84, and UTM in metres."""

from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from participation import areas

Ring = list[tuple[float, float]]
UTM = "EPSG:25832"


@cache
def to_utm():
    """The way from degrees to metres, a ``pyproj.Transformer``."""
    from pyproj import Transformer  # here: large, and few processes reckon outlines

    return Transformer.from_crs("EPSG:4326", UTM, always_xy=True)


def in_metres(area: dict) -> Iterator[list[Ring]]:
    """The polygons of an area as (east, north) in ETRS89 / UTM 32."""
    for polygon in areas.polygons(area):
        yield [[to_utm().transform(lon, lat) for lon, lat, *_ in r] for r in polygon]


def right_handed(area: dict) -> dict:
    """The same area as RFC 7946 wants it: outlines against the clock, holes with it."""
    turned = [
        [turn(ring, left=number == 0) for number, ring in enumerate(polygon)]
        for polygon in areas.polygons(area)
    ]
    if area["type"] == "Polygon":
        return {"type": "Polygon", "coordinates": turned[0]}
    return {"type": "MultiPolygon", "coordinates": turned}


def turn(ring: list, *, left: bool) -> list:
    pairs = pairwise(ring)
    twice_the_area = sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)
    return ring if (twice_the_area > 0) == left else ring[::-1]
