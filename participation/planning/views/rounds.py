from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from home.town import town_of
from participation import clock
from participation.planning.models import Round
from participation.planning.round_page import context_of


@require_safe
def round_page(request, slug, key):
    """
    A round for everybody, once a second person has approved it.

    Its address stands in the notice. So it answers whether or not the procedure's own
    page is online, which is the editors' business.
    """
    found = round_or_404(slug, key)
    context = context_of(found, clock.now(request), town_of(request))
    return render(request, "participation/planning/round.html", context)


def round_or_404(slug, key):
    rule, _dash, number = key.rpartition("-")
    if not number.isdecimal() or len(number) > 4:
        raise Http404
    rounds = Round.objects.published().for_public()
    rounds = rounds.select_related("plan", "procedure__contact__unit")
    return get_object_or_404(
        rounds, procedure__slug=slug, rule=rule, number=int(number)
    )
