"""Whether the house stands. Says no more than what is well and what isn't."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from home.health import checks


@require_GET
def alive(request):
    """The process answers; nothing else is asked."""
    return HttpResponse("ok", content_type="text/plain")


@never_cache
@require_GET
def ready(request):
    results = checks()
    return JsonResponse(results, status=200 if all(results.values()) else 503)
