from django.http import Http404, HttpResponse, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from participation import gazetteer, tiles

LONGEST_QUERY = 160


@require_safe
@cache_control(public=True, max_age=tiles.KEPT)
def tile(request, z, x, y):
    found = tiles.tile(z, x, y)
    if found is None:
        raise Http404
    return HttpResponse(found.data, content_type=found.content_type)


@require_safe
def places(request):
    """Addresses and places of the town that begin as somebody types."""
    found = gazetteer.suggestions(request.GET.get("q", "")[:LONGEST_QUERY])
    rows = [{"name": e.name, "lat": e.lat, "lon": e.lon} for e in found]
    return JsonResponse({"orte": rows})
