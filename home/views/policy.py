"""Browsers tell here what our content security policy stopped."""

import json
import logging
import re
from urllib.parse import urlsplit

from django.core.cache import cache
from django.http import HttpResponse
from django.urls import Resolver404, resolve
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

logger = logging.getLogger("home.policy")
LONGEST = 8 * 1024
SECONDS_BETWEEN = 10  # nobody fills the disk by reporting


@csrf_exempt  # browsers send no token, and nothing changes but the log
@require_POST
def policy_report(request):
    """A line for the operators that says nothing about who read what."""
    if len(request.body) <= LONGEST:
        report = stopped(request.body)
        if report and cache.add("policy-report", "told", SECONDS_BETWEEN):
            logger.warning("Stopped by the content security policy: %s", report)
    return HttpResponse(status=204)


def stopped(body: bytes) -> str:
    """What was stopped, from which host, on which kind of page; empty if unclear."""
    try:
        report = json.loads(body)["csp-report"]
        directive = str(report["effective-directive"])
        blocked, page = str(report["blocked-uri"]), str(report["document-uri"])
        source = urlsplit(blocked).netloc or blocked.partition(":")[0]
        view = resolve(urlsplit(page).path).view_name
    except (ValueError, KeyError, TypeError, RecursionError, Resolver404):
        return ""
    words = (directive, source, view)
    return " ".join(re.sub(r"[^\w.:-]", "", word)[:80] for word in words)
