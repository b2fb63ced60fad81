"""
The demo town's own map as tiles: no foreign server, no request abroad.

``basemap.webp`` is a drawing of ours, not a survey: calm colours, no names.
"""

import math
from functools import cache
from pathlib import Path

from PIL import Image, ImageColor

BOUNDS = (49.440, 8.135, 49.484, 8.201)  # south, west, north, east
ZOOMS = range(12, 18)
TILE = 256
GROUND = "#f1ece0"
COLOURS = 160


def tile(z: int, x: int, y: int) -> Image.Image | None:
    """One tile of the usual web map, or nothing where the town does not reach."""
    if z not in ZOOMS:
        return None
    left, top, right, _ = extent()
    scale = basemap(1).width / (right - left)  # pixels for the width of the world
    edge = 1 / 2**z
    # Smooth first, then cut: shrinking in one step would shimmer.
    shrink = max(1, int(edge * scale / TILE))
    drawing = basemap(shrink)
    box = [(x * edge - left) * scale / shrink, (y * edge - top) * scale / shrink]
    box += [box[0] + edge * scale / shrink, box[1] + edge * scale / shrink]
    outside = box[2] <= 0 or box[3] <= 0
    if outside or box[0] >= drawing.width or box[1] >= drawing.height:
        return None
    cut = drawing.transform(
        (TILE, TILE),
        Image.Transform.EXTENT,
        box,
        Image.Resampling.BICUBIC,
        fillcolor=GROUND,
    )
    return cut.quantize(palette=palette(), dither=Image.Dither.NONE)


@cache
def basemap(shrink: int) -> Image.Image:
    """The whole drawing, so many times smaller."""
    if shrink > 1:
        return basemap(1).reduce(shrink)
    return Image.open(Path(__file__).with_name("basemap.webp")).convert("RGB")


@cache
def palette() -> Image.Image:
    """The colours of the map: the same in every tile, so that no seam shows."""
    drawn = basemap(4).quantize(COLOURS, Image.Quantize.MAXCOVERAGE)
    # Bare ground too, so that the map ends without an edge.
    colours = drawn.getpalette()[: COLOURS * 3] + list(ImageColor.getrgb(GROUND))
    drawn.putpalette(colours)
    return drawn


@cache
def extent() -> tuple[float, float, float, float]:
    """The bounds as parts of the world in Web Mercator: left, top, right, foot."""
    south, west, north, east = BOUNDS
    return mercator_x(west), mercator_y(north), mercator_x(east), mercator_y(south)


def mercator_x(lon: float) -> float:
    return (lon + 180) / 360


def mercator_y(lat: float) -> float:
    return (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2
