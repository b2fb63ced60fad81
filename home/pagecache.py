"""
The anonymous page cache: pages for requests without any cookie, kept a minute.

Keyed by host, address, language and compression, and by a generation that changes with
every publication. Nothing is kept for a request with a cookie, or for an answer that
sets one; nothing beyond midnight, when phases open and close, or beyond the moment
when a page is to vanish.
"""

import hashlib
import time
from datetime import datetime, timedelta
from urllib.parse import parse_qsl, urlencode

from django.core.cache import cache
from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language
from wagtail.models import Page

from home.compression import accepts_compression

SECONDS = 60
GENERATION = "pagecache-generation"
LONGEST_QUERY = 200
NEVER = (
    "/beteiligung/unterlagen/",  # files: they ask for no cache, nor wait for one
    "/abbestellen/",
    "/konto/",
    "/verwaltung/",
    "/intranet/",
    "/meine-seite/",
    "/dateien/",
    "/dokumente/",
    "/healthz",
    "/readyz",
    "/static/",
    "/medien/",
)


class PageCacheMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not may_be_kept(request):
            return self.get_response(request)
        key = key_of(request)
        kept = cache.get(key)
        if kept is not None:
            etag = kept.headers.get("ETag")
            return get_conditional_response(request, etag=etag, response=kept)
        response = self.get_response(request)
        if is_worth_keeping(response):
            seconds = seconds_to_keep()
            if seconds > 0:
                cache.set(key, response, seconds)
        return response


def may_be_kept(request) -> bool:
    return (
        request.method == "GET"
        and not request.COOKIES
        and "Authorization" not in request.headers
        and not request.headers.get("HX-Request")
        and len(request.META.get("QUERY_STRING", "")) <= LONGEST_QUERY
        and not request.path.startswith(NEVER)
    )


def is_worth_keeping(response) -> bool:
    control = response.headers.get("Cache-Control", "")
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and not any(word in control for word in ("no-store", "private", "no-cache"))
    )


def key_of(request) -> str:
    query = parse_qsl(request.META.get("QUERY_STRING", ""), keep_blank_values=True)
    parts = (
        generation(),
        request.scheme,
        request.get_host(),
        request.path,
        urlencode(sorted(query)),
        get_language() or "",
        "gzip" if accepts_compression(request) else "",
    )
    return "page-" + hashlib.sha256("\n".join(parts).encode()).hexdigest()


def generation() -> str:
    """The name of what is kept now. One that was lost never comes back."""
    return str(cache.get_or_set(GENERATION, time.time_ns, None))


def drop_all() -> None:
    """
    Forget every kept page: something was published, hidden or changed.

    Once more when the change has committed, for until then somebody may have kept
    the page as it was.
    """
    forget_generation()
    transaction.on_commit(forget_generation)


def forget_generation() -> None:
    cache.set(GENERATION, time.time_ns(), None)


def seconds_to_keep() -> int:
    """Until the next moment at which pages change by the clock, at most a minute."""
    now = timezone.now()
    tomorrow = timezone.localtime(now).date() + timedelta(days=1)
    midnight = timezone.make_aware(datetime.combine(tomorrow, datetime.min.time()))
    moments = [midnight, next_expiry(now)]
    left = min((moment - now).total_seconds() for moment in moments if moment)
    return min(SECONDS, int(left))


def next_expiry(now: datetime) -> datetime | None:
    """When the next page vanishes, asked once per generation."""
    key = f"pagecache-expiry-{generation()}"
    moment = cache.get(key, "unknown")
    if moment == "unknown" or (moment and moment <= now):
        pages = Page.objects.filter(live=True, expire_at__gt=now)  # no reader: a time
        moment = pages.aggregate(moment=Min("expire_at"))["moment"]
        cache.set(key, moment, 60 * 60)
    return moment
