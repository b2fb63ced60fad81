"""
Tiles from the source that the operator named, and from nowhere else.

What comes is small, in time, and a picture by its first bytes, or it is not passed
on. Redirects are not followed: they could lead to another host.
"""

from http.client import HTTPException
from typing import NamedTuple
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

SECONDS = 5
MOST_BYTES = 512 * 1024
PICTURES = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"RIFF": "image/webp",
}


class Tile(NamedTuple):
    data: bytes
    content_type: str


class NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *args, **kwargs):
        return None


opener = build_opener(NoRedirect)


def fetch(z: int, x: int, y: int) -> Tile | None:
    """One tile from the source, or nothing if it can't be had."""
    address = settings.MAP_TILES_URL.format(z=z, x=x, y=y)
    name = {"User-Agent": f"Stadtraum ({settings.BASE_URL})"}
    request = Request(address, headers=name)  # noqa: S310 - see checks.py
    try:
        with opener.open(request, timeout=SECONDS) as answer:
            data = answer.read(MOST_BYTES + 1)
    except (OSError, HTTPException):
        return None
    kind = kind_of(data)
    return Tile(data, kind) if kind and len(data) <= MOST_BYTES else None


def kind_of(data: bytes) -> str | None:
    """What kind of picture this is, by its first bytes."""
    return next((k for begin, k in PICTURES.items() if data.startswith(begin)), None)
