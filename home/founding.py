"""Founding a town: the pages and rows that no town can be without."""

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.models import Page, Site

from home.models import (
    AccessibilityPage,
    ContentPage,
    HomePage,
    TownNewsIndexPage,
)
from home.registries import foundations
from home.rights_sync import sync_roles


@transaction.atomic
def found_town() -> HomePage:
    """Lay whatever is missing: front page, site, and every room's first pages."""
    front_page = HomePage.objects.first() or lay_front_page()
    for foundation in sorted(foundations, key=lambda f: f.order):
        foundation.lay(front_page)
    lay_required_pages(front_page)  # behind the rooms, as in the navigation
    sync_roles()
    return front_page


# What the law or a promise of ours asks for; the footer of every page leads there.
REQUIRED_PAGES = {
    "neues": (TownNewsIndexPage, "Neues aus der Stadt"),
    "kontakt": (ContentPage, "Kontakt"),
    "impressum": (ContentPage, "Impressum"),
    "datenschutz": (ContentPage, "Datenschutz"),
    "barrierefreiheit": (AccessibilityPage, "Erklärung zur Barrierefreiheit"),
    "leichte-sprache": (ContentPage, "Leichte Sprache"),
    "gebaerdensprache": (ContentPage, "Deutsche Gebärdensprache"),
}
IN_MENU = {"neues", "kontakt"}


def lay_required_pages(front_page: HomePage) -> None:
    """
    Lay the pages that no town may be without. Their text is the town's to write;
    until then it stands among the tasks of the administration.
    """
    there = set(front_page.get_children().values_list("slug", flat=True))
    for slug, (model, title) in REQUIRED_PAGES.items():
        if slug not in there:
            page = model(slug=slug, title=title, show_in_menus=slug in IN_MENU)
            front_page.add_child(instance=page)


def lay_front_page() -> HomePage:
    """Put our front page in the place of Wagtail's welcome page."""
    root = Page.get_first_root_node()
    front_page = root.add_child(
        instance=HomePage(title="Stadtraum", slug="stadt", welcome="Willkommen.")
    )
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"root_page": front_page, "hostname": "localhost", "port": 80},
    )
    for page in root.get_children().exclude(pk=front_page.pk):
        page.delete()
    # Wagtail's own groups publish without a second pair of eyes.
    Group.objects.filter(name__in=["Editors", "Moderators"], user=None).delete()
    return front_page


def child(parent: Page, page_class: type[Page], slug: str, **fields) -> Page:
    """Return the child page with this slug, made and online if it was missing."""
    page = page_class.objects.child_of(parent).filter(slug=slug).first()
    if page is None:
        page = parent.add_child(instance=page_class(slug=slug, **fields))
        page.save_revision().publish()
    return page
