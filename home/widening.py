"""
When a move or a copy opens pages to more people than could read them before.

A page is as closed as the sections above it. Taking it elsewhere can put it before
everyone at once, so whoever does it is told for how many, and it goes on record.
"""

from dataclasses import dataclass

from django.conf import settings
from wagtail.models import Page, PageViewRestriction, Site

from home.audit import record
from home.models import User
from home.visibility import Restriction, locks_of


@dataclass(frozen=True)
class Widening:
    """How many pages are opened, for how many people; ``None`` is everyone."""

    pages: int
    before: int | None
    after: int | None

    @property
    def token(self) -> str:
        """What a confirmation confirms: these numbers and no others."""
        return f"{self.pages}-{self.before}-{self.after}"


def widening(page: Page, came_from: Page, goes_to: Page) -> Widening | None:
    """Whether a branch can be read by more people there than where it was."""
    locks = locks_of(PageViewRestriction)
    own = [lock for lock in locks if lock.path == page.path]
    before, after = own + above(came_from, locks), own + above(goes_to, locks)
    if all(is_kept(lock, after) for lock in before):
        return None
    branch = page.get_descendants(inclusive=True)
    return Widening(branch.count(), readers(before), readers(after))


def above(page: Page, locks: list[Restriction]) -> list[Restriction]:
    return [lock for lock in locks if page.path.startswith(lock.path)]


def is_kept(lock: Restriction, others: list[Restriction]) -> bool:
    """Whether one of the others lets in nobody whom this lock keeps out."""
    if lock.type == PageViewRestriction.LOGIN:
        return bool(others)
    return any(o.type == lock.type and o.groups <= lock.groups for o in others)


def readers(locks: list[Restriction]) -> int | None:
    if not locks:
        return None
    people = User.objects.filter(is_active=True)
    for lock in locks:
        if lock.type == PageViewRestriction.GROUPS:
            people = people.filter(groups__in=lock.groups)
    return people.distinct().count()


def put_on_record(page: Page, found: Widening, came_from, goes_to, actor=None) -> None:
    record(
        "Leserkreis erweitert",
        page,
        actor=actor,
        data={
            "von": came_from.url_path,
            "nach": goes_to.url_path,
            "seiten": found.pages,
            "vorher": found.before,
            "nachher": found.after,
        },
    )


def crosses_the_border(page: Page, other: Page) -> bool:
    """Whether one of two pages is inside the intranet and the other is not."""
    return is_inside(page) != is_inside(other)


def is_inside(page: Page) -> bool:
    """Whether a page lies in the intranet, by its place in the tree."""
    return any(page.path.startswith(path) for path in intranet_paths())


def intranet_paths() -> list[str]:
    """The tree path of the intranet of each site."""
    path = settings.INTRANET_PATH.lstrip("/")
    roots = Site.objects.values_list("root_page__url_path", flat=True)
    pages = Page.objects.filter(url_path__in=[root + path for root in roots])
    return list(pages.values_list("path", flat=True))
