"""What is asked of the settings of this room before it opens."""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import Error, register


@register()
def map_source_is_usable(app_configs, **kwargs):
    """A source of tiles is a web address with a place for each of z, x and y."""
    address = settings.MAP_TILES_URL
    if not address:
        return []
    parts = urlsplit(address)
    try:
        different = address.format(z=1, x=2, y=3) != address.format(z=4, x=5, y=6)
        named = all(f"{{{name}}}" in address for name in "zxy")
    except (KeyError, IndexError, ValueError):
        different = named = False
    if parts.scheme in {"http", "https"} and parts.hostname and different and named:
        return []
    return [
        Error(
            "MAP_TILES_URL must look like https://karte.example/{z}/{x}/{y}.png.",
            id="participation.E001",
        )
    ]
