"""The ways by which the content of the house itself leaves it."""

from django.urls import reverse
from django.utils.http import urlencode
from wagtail.models import Page

from home.models import TownDocument, TownImage, TownRendition
from home.registries import Outlet, outlets
from home.storage import PRIVATE


def every_page(word):
    """The address of every page in the tree, online or not."""
    pages = Page.objects.filter(depth__gt=1)
    return [url for page in pages if (url := page.get_url())]


def every_document(word):
    """The address of every document, whoever may read it."""
    return [document.url for document in TownDocument.objects.all()]


def every_private_picture(word):
    """The address of every original, and of every size that is not public."""
    originals = [image.file.url for image in TownImage.objects.all()]
    sizes = TownRendition.objects.filter(file__startswith=PRIVATE)
    return originals + [size.url for size in sizes]


def search(word):
    start = f"{reverse('home:search')}?{urlencode({'q': word})}"
    return [start, *(f"{start}&page={number}" for number in range(2, 9))]


def suggestions(word):
    return [f"{reverse('home:suggestions')}?{urlencode({'q': word})}"]


MY_PAGE = {
    "home:my_page": "/meine-seite/",
    "home:my_data": "/meine-seite/daten/",
    "home:my_data_export": "/meine-seite/daten/kopie/",
}

outlets += [
    Outlet("pages", ["wagtail_serve", "home:front"], every_page),
    Outlet("search", ["home:search"], search),
    Outlet("suggestions", ["home:suggestions"], suggestions),
    Outlet("site map", ["home:sitemap"], lambda word: ["/sitemap.xml"]),
    Outlet("my page", list(MY_PAGE), lambda word: list(MY_PAGE.values())),
    Outlet("documents", ["wagtaildocs_serve"], every_document),
    Outlet("private pictures", ["home:private_file"], every_private_picture),
]
