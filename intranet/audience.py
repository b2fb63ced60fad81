"""How many people a piece of news reaches, before it is published."""

from collections.abc import Collection

from django.db.models import Q, QuerySet

from home.models import Post, Unit, User
from home.roles import INTRANET_READERS


def reached(units: Collection[int], groups: Collection[int]) -> QuerySet[User]:
    """The readers whom an audience includes; naming none means all."""
    readers = User.objects.filter(is_active=True, groups__name=INTRANET_READERS)
    if not units and not groups:
        return readers
    posts = Post.objects.filter(unit__in=with_parts(set(units)))
    holders = posts.exclude(holder=None).values("holder")
    members = User.groups.through.objects.filter(group__in=groups).values("user")
    return readers.filter(Q(pk__in=holders) | Q(pk__in=members))


def with_parts(units: set[int]) -> set[int]:
    """These units and everything that belongs to them."""
    parents, found = Unit.objects.all().parents(), set(units)
    waiting = found
    while waiting:
        waiting = {unit for unit, above in parents.items() if above in waiting} - found
        found = found | waiting
    return found
