"""Ways through the house: the main navigation and the path to where one is."""

from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from wagtail.models import Page, Site

from home.models import ContentPage, Visitor
from home.pagecache import generation
from home.visibility import visible_pages

SECONDS = 60 * 5
FIRST_LEVEL = 3  # the root, the front page, then its pages


def main_entries(request) -> list[tuple[str, str]]:
    """Title and address of the public pages below the front page that are in menus."""
    key = f"navigation-{generation()}-{request.get_host()}"
    entries = cache.get(key)
    if entries is None:
        entries = read_entries(request)
        cache.set(key, entries, SECONDS)
    return entries


def read_entries(request) -> list[tuple[str, str]]:
    site = Site.find_for_request(request)
    if site is None:
        return []
    pages = visible_pages(AnonymousUser()).child_of(site.root_page).in_menu()
    return [(page.title, page.get_url(request, site)) for page in pages]


def trail_to(page: Page, request) -> list[tuple[str, str]]:
    """Title and address of every page on the way, without front page and end."""
    if page.depth <= FIRST_LEVEL:
        return []
    ancestors = visible_pages(request.user).ancestor_of(page)
    ancestors = ancestors.filter(depth__gte=FIRST_LEVEL)
    return [(ancestor.title, ancestor.get_url(request)) for ancestor in ancestors]


def children_of(page: Page, user: Visitor):
    """The text pages below one that this visitor may see, in the editors' order."""
    if page.is_leaf():
        return []
    return visible_pages(user, ContentPage).child_of(page).order_by("path")
