"""How public views of formal planning get hold of a round: published ones only."""

from django.http import Http404

from home.visibility import visible_pages
from participation.models import ProcedurePage
from participation.planning.models import Round


def public_round_or_404(user, slug: str, key: str) -> Round:
    """A round for the public of a page that is online; authorities' are not found."""
    pages = visible_pages(user, ProcedurePage).values("pk")
    rounds = Round.objects.published().for_public()
    rounds = rounds.filter(procedure__slug=slug, procedure__in=pages)
    for found in rounds.select_related("plan", "procedure"):
        if found.key == key:
            return found
    raise Http404
