"""
Areas as GeoJSON: read with care, and asked whether a place lies inside.

Pure functions on plain values. GeoJSON writes longitude first.
"""

import json
from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext as _

MOST_CORNERS = 5000
POLYGONS = ["Polygon", "MultiPolygon"]

Ring = list[list[float]]


class NotAnArea(ValueError):  # noqa: N818
    """Why something is no area, in words."""


def parse(text: str) -> dict:
    """Read a polygon from GeoJSON: a geometry, a feature, or a collection of one."""
    try:
        given = json.loads(text)
    except ValueError:
        raise NotAnArea(_("This is not GeoJSON: it can't be read as JSON.")) from None
    geometry = _geometry(given)
    if not isinstance(geometry, dict) or geometry.get("type") not in POLYGONS:
        raise NotAnArea(_("An area is a polygon. This is something else."))
    area = {"type": geometry["type"], "coordinates": geometry.get("coordinates")}
    _check(area)
    return area


def _geometry(given):
    """The one geometry in what was given."""
    if isinstance(given, dict) and given.get("type") == "FeatureCollection":
        features = given.get("features")
        if not isinstance(features, list) or len(features) != 1:
            raise NotAnArea(_("Exactly one area is needed."))
        given = features[0]
    if isinstance(given, dict) and given.get("type") == "Feature":
        given = given.get("geometry")
    return given


def _check(area: dict) -> None:
    try:
        rings = [ring for polygon in polygons(area) for ring in polygon]
        corners = [(float(lon), float(lat)) for ring in rings for lon, lat, *_z in ring]
    except (TypeError, ValueError):
        raise NotAnArea(_("The corners of the area can't be read.")) from None
    if not rings or any(len(ring) < 4 or ring[0] != ring[-1] for ring in rings):
        raise NotAnArea(
            _("The outline must have at least three corners and end where it began.")
        )
    if len(corners) > MOST_CORNERS:
        raise NotAnArea(
            _("The outline has more than %(n)d corners. Please simplify it.")
            % {"n": MOST_CORNERS}
        )
    if any(not (-180 <= lon <= 180 and -90 <= lat <= 90) for lon, lat in corners):
        raise NotAnArea(_("Corners are longitude and latitude in degrees (WGS 84)."))


def polygons(area: dict) -> Iterator[list[Ring]]:
    """The polygons of an area; each is an outline, followed by its holes."""
    if area["type"] == "Polygon":
        yield area["coordinates"]
    else:
        yield from area["coordinates"]


def box(south: float, west: float, north: float, east: float) -> dict:
    """All that lies between two latitudes and two longitudes."""
    corners = [[west, south], [east, south], [east, north], [west, north]]
    return {"type": "Polygon", "coordinates": [[*corners, corners[0]]]}


def contains(area: dict, lat: float, lon: float) -> bool:
    """Whether a place lies in an area: inside an outline and in none of its holes."""
    return any(
        _inside(outline, lat, lon)
        and not any(_inside(hole, lat, lon) for hole in holes)
        for outline, *holes in polygons(area)
    )


def _inside(ring: Ring, lat: float, lon: float) -> bool:
    """Count how often a line from the place to the east crosses the outline."""
    inside = False
    for (lon_a, lat_a, *_a), (lon_b, lat_b, *_b) in pairwise(ring):
        if (lat_a > lat) == (lat_b > lat):
            continue
        crossing = lon_a + (lat - lat_a) / (lat_b - lat_a) * (lon_b - lon_a)
        if lon < crossing:
            inside = not inside
    return inside
