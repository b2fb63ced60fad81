"""What robots may read: the pages that everyone may see."""

from urllib.parse import urljoin

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from home.visibility import visible_pages

MOST = 50_000  # as many as one site map may list
NOT_FOR_ROBOTS = ["/konto/", "/meine-seite/", "/suche/", "/verwaltung/"]


@require_safe
def sitemap(request):
    """The public pages, whoever asks: what staff see is nothing for robots."""
    pages = visible_pages(AnonymousUser()).filter(depth__gt=1)[:MOST]
    places = [
        (urljoin(settings.BASE_URL, url), page.last_published_at)
        for page in pages
        if (url := page.get_url(request))
    ]
    return render(
        request,
        "home/sitemap.xml",
        {"places": places},
        content_type="application/xml; charset=utf-8",
    )


@require_safe
def robots(request):
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in NOT_FOR_ROBOTS),
        f"Sitemap: {settings.BASE_URL}/sitemap.xml",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")
