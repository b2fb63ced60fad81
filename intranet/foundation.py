"""The intranet's first pages, closed to everyone but its readers."""

from django.contrib.auth.models import Group
from wagtail.models import PageViewRestriction

from home.founding import child
from home.models import HomePage
from home.registries import Foundation
from home.roles import INTRANET_READERS
from intranet.models import IntranetPage, NewsIndexPage, StaffCouncilPage


def lay(front_page: HomePage) -> None:
    root = child(front_page, IntranetPage, "intranet", title="Intranet")
    close(root)
    child(
        root,
        NewsIndexPage,
        "aktuelles",
        title="Aktuelles",
        introduction="Was im Haus passiert und alle oder Ihre Stelle angeht.",
    )
    child(
        root,
        StaffCouncilPage,
        "personalrat",
        title="Personalrat",
        introduction="Hier schreibt der Personalrat selbst, ohne Freigabe von anderen.",
    )


def close(root: IntranetPage) -> None:
    """Restrict the root by group, unless somebody has restricted it already."""
    if PageViewRestriction.objects.filter(page=root.pk).exists():
        return
    lock = PageViewRestriction.objects.create(
        page_id=root.pk, restriction_type=PageViewRestriction.GROUPS
    )
    lock.groups.add(Group.objects.get_or_create(name=INTRANET_READERS)[0])


foundation = Foundation(order=20, name="Intranet", lay=lay)
