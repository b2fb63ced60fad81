"""From where a request came, as far as we can know."""

import ipaddress

from django.conf import settings
from django.http import HttpRequest

UNKNOWN = "0.0.0.0"  # noqa: S104 - an answer, not a place to listen


def client_address(request: HttpRequest) -> str:
    """
    The address of whoever asks, believed only from proxies of our own.

    ``TRUSTED_PROXY_COUNT`` proxies have each added one entry at the right end of
    ``X-Forwarded-For``; what stands further left was written by anybody. A header
    that is too short did not pass our proxies: then only the connection counts.
    """
    peer = normal_address(request.META.get("REMOTE_ADDR", ""))
    hops = request.headers.get("X-Forwarded-For", "").split(",")
    count = settings.TRUSTED_PROXY_COUNT
    if count > 0 and len(hops) >= count:
        return normal_address(hops[-count]) or peer or UNKNOWN
    return peer or UNKNOWN


def normal_address(text: str) -> str:
    """One way to write an address, without port and brackets; empty if it is none."""
    text = text.strip()
    if text.startswith("["):
        text = text[1:].partition("]")[0]
    elif text.count(":") == 1:
        text = text.partition(":")[0]
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return ""
    return str(getattr(address, "ipv4_mapped", None) or address)


def neighbourhood(address: str) -> str:
    """What counts as one place: an IPv4 address, or a household's IPv6 network."""
    if ":" not in address:
        return address
    return str(ipaddress.ip_network((address, 64), strict=False).network_address)
