"""What a start must not look like: refused in words before anything is served."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

SHORTEST_KEY = 50
LOOPBACK = {"localhost", "127.0.0.1", "[::1]", "::1"}


def refuse_unsafe_start(
    *,
    debug: bool,
    demo: bool,
    secret_key: str,
    queue_key: str,
    allowed_hosts: list[str],
    base_url: str,
) -> None:
    """Raise ``ImproperlyConfigured`` for a start that would endanger a town."""
    address = urlsplit(base_url)
    if address.scheme not in {"http", "https"} or not address.hostname:
        raise ImproperlyConfigured("BASE_URL must be like https://mitmachen.example.")
    for name, key in (("SECRET_KEY", secret_key), ("QUEUE_KEY", queue_key)):
        refuse_weak_key(name, key)
    if secret_key == queue_key:
        raise ImproperlyConfigured("QUEUE_KEY must differ from SECRET_KEY.")
    if not allowed_hosts or "*" in allowed_hosts:
        raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts of this town.")
    if debug and address.hostname not in LOOPBACK:
        raise ImproperlyConfigured("DEBUG is for this machine only.")
    if not demo and address.scheme != "https":
        raise ImproperlyConfigured("BASE_URL must begin with https://.")


def refuse_weak_key(name: str, key: str) -> None:
    if len(key) < SHORTEST_KEY or len(set(key)) < 5 or "insecure" in key:
        raise ImproperlyConfigured(
            f"{name} must be {SHORTEST_KEY} random characters or more."
        )
