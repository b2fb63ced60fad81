from django.contrib.auth.models import AnonymousUser
from django.http import JsonResponse

from home.visibility import visible_pages
from participation import clock
from participation.models import ProcedurePage
from participation.planning.models import Round
from participation.planning.standards import geojson
from participation.views.opendata import for_every_site


@for_every_site
def running_plans(request):
    """All rounds that run today, for the state's portal to harvest."""
    pages = visible_pages(AnonymousUser(), ProcedurePage)
    rounds = Round.objects.running_on(clock.today(request)).for_public()
    rounds = rounds.filter(procedure__in=pages).select_related("plan__procedure")
    return JsonResponse(
        geojson.collection(list(rounds.select_related("procedure"))),
        json_dumps_params={"ensure_ascii": False},
        content_type="application/geo+json",
    )
