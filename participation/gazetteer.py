"""Places by their names: what people may mean, and what lies near a point."""

import math

from django.db.models.functions import Length

from participation.models import GazetteerEntry
from participation.models.gazetteer import normal

MOST = 8
SHORTEST = 3
NEAR = 150  # metres: farther away, a name would mislead
METRES_PER_DEGREE = 111_320


def suggestions(words: str) -> list[GazetteerEntry]:
    """The places somebody may mean: those that begin so, then those that hold it."""
    wanted = normal(words)
    if len(wanted) < SHORTEST:
        return []
    entries = GazetteerEntry.objects.order_by(Length("words"), "name")
    found = list(entries.filter(words__startswith=wanted)[:MOST])
    if len(found) < MOST:
        others = entries.filter(words__contains=wanted)
        others = others.exclude(pk__in=[entry.pk for entry in found])
        found += others[: MOST - len(found)]
    return found


def exact(words: str) -> GazetteerEntry | None:
    """The place with just this name, however it is spelled."""
    wanted = normal(words)
    return GazetteerEntry.objects.filter(words=wanted).first() if wanted else None


def nearest(lat: float, lon: float) -> GazetteerEntry | None:
    """The place that lies next to a point, if one is near."""
    high = NEAR / METRES_PER_DEGREE
    wide = high / max(0.01, math.cos(math.radians(lat)))
    around = GazetteerEntry.objects.filter(
        lat__range=(lat - high, lat + high), lon__range=(lon - wide, lon + wide)
    )
    near = [(metres(lat, lon, e.lat, e.lon), e.pk, e) for e in around]
    distance, _pk, entry = min(near, default=(math.inf, 0, None))
    return entry if distance <= NEAR else None


def metres(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """The way between two points of one town; the earth is flat enough for that."""
    north = (lat_a - lat_b) * METRES_PER_DEGREE
    east = (lon_a - lon_b) * METRES_PER_DEGREE * math.cos(math.radians(lat_a))
    return math.hypot(north, east)
