"""What the buttons beside a thing say: follow it, or no longer."""

from django.db.models import Q
from django.utils.translation import pgettext

from home.models import Visitor
from participation.models import Follow

# The word in the address → how a follow is found by the key that stands there.
LOOKUPS = {
    "verfahren": "procedure__slug",
    "beitrag": "contribution_id",
    "thema": "topic__key",
    "ort": "district__key",
}


def followed(visitor: Visitor, things: list[tuple[str, object]]) -> set:
    """Which of these (kind, key) this visitor follows, in one query."""
    if not visitor.is_authenticated or not things:
        return set()
    any_of = Q()
    for kind, key in things:
        any_of |= Q(**{LOOKUPS[kind]: key})
    rows = Follow.objects.by(visitor).filter(any_of).values(*LOOKUPS.values())
    return {
        (kind, row[lookup])
        for row in rows
        for kind, lookup in LOOKUPS.items()
        if row[lookup] is not None
    }


def buttons(request, things: list[tuple[str, object, str]]) -> list[dict]:
    """One button for each thing; ``name`` says which, if there are several."""
    mine = followed(request.user, [(kind, key) for kind, key, _name in things])
    return [
        {
            "kind": kind,
            "key": key,
            "name": name,
            "on": (kind, key) in mine,
            "is_known": request.user.is_authenticated,
            "back": request.get_full_path(),
            "told": told(kind),
        }
        for kind, key, name in things
    ]


def told(kind: str) -> str:
    """What one is told who follows such a thing."""
    return {
        "verfahren": pgettext("follow", "New contributions, answers and results"),
        "beitrag": pgettext("follow", "Comments, answers, and what becomes of it"),
        "thema": pgettext("follow", "New participations about this topic"),
        "ort": pgettext("follow", "New participations in this district"),
    }[kind]
