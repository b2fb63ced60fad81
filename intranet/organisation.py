"""The units as a tree, read in three queries whatever its size."""

from dataclasses import dataclass, field

from django.utils import timezone

from home.models import Absence, Post, Unit, Visitor
from home.visibility import visible_pages
from intranet.directory import visible_units


@dataclass
class Branch:
    """A unit with its head and what belongs to it."""

    unit: Unit
    head: Post | None = None
    parts: list["Branch"] = field(default_factory=list)


def tree(user: Visitor) -> list[Branch]:
    """The units this person may see: the topmost, each with all below."""
    branches = {unit.pk: Branch(unit) for unit in visible_units(user)}
    heads = Post.objects.filter(is_head=True, unit__in=branches)
    for head in heads.select_related("holder__profile"):
        branches[head.unit_id].head = head
    roots = []
    for branch in branches.values():
        above = branches.get(branch.unit.parent_id)
        (above.parts if above else roots).append(branch)
    return roots


def units_above(unit: Unit, user: Visitor) -> list[tuple[str, str]]:
    """Name and address of the units that a unit belongs to, from the top."""
    units = {u.pk: u for u in visible_units(user)}
    found, above = [], units.get(unit.parent_id)
    while above:
        name = above.short_name or above.name
        found.insert(0, (name, above.get_absolute_url()))
        above = units.get(above.parent_id)
    return found


def posts_of(unit: Unit) -> list[Post]:
    """A unit's posts with holder and deputy; ``is_away`` says who is not in today."""
    posts = unit.posts.select_related("holder__profile", "deputy__profile")
    away = set(
        Absence.objects.on(timezone.localdate()).values_list("person", flat=True)
    )
    found = list(posts)
    for post in found:
        post.is_away = post.holder_id in away
    return found


def owned_pages(unit: Unit, user: Visitor):
    """What a unit's posts look after and this person may read."""
    pages = visible_pages(user).filter(care__owner__unit=unit)
    return pages.order_by("title")
