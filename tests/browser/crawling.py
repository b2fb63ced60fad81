"""A walk through the house along its links, past a few pages of each kind."""

from collections import defaultdict
from urllib.parse import parse_qs, urlsplit

from django.urls import resolve
from playwright.sync_api import Error

ELSEWHERE = ("/verwaltung/", "/static/", "/medien/", "/dokumente/", "/dateien/")
FILES = (".ics", ".vcf", ".xml", ".png", ".svg", ".csv", ".json", ".pdf", ".txt")
SIGNING_OUT = "/konto/abmelden/"
BY_FORMAT = {"participation:activity", "participation:contribution_create"}
WAY_BACK = {"next", "seite"}


def kind_of(path):
    """Addresses of one view are of one kind, and so are neighbours in the tree."""
    address = urlsplit(path)
    view = resolve(address.path)
    parts = address.path.strip("/").split("/")
    place = ""
    if view.view_name == "wagtail_serve":
        place = (len(parts), *(parts[:-1][:2] or parts))
    elif view.view_name in BY_FORMAT:
        place = view.kwargs["key"]
    choices = parse_qs(address.query).keys() - WAY_BACK
    return view.view_name, place, min(choices, default="")


def each_kind(kind):
    """How many of a kind are looked at: of filters and pages of lists, one."""
    return 1 if kind[-1] else 2


class Walk:
    """Where a visitor comes to by following links, and what was broken there."""

    def __init__(self, visitor, *starts, before=lambda: None):
        self.page, self.origin = visitor.page, visitor.house.url
        self.before = before
        self.waiting = list(starts)
        self.seen, self.kinds, self.broken = set(), defaultdict(int), []

    def __iter__(self):
        while self.waiting:
            path = self.waiting.pop(0)
            if self.is_new(path) and self.arrives_at(path):
                yield path
                self.waiting += self.links()

    def is_new(self, path):
        """Note an address, unless it or enough of its kind were seen."""
        kind = kind_of(path)
        if path in self.seen or self.kinds[kind] >= each_kind(kind):
            return False
        self.seen.add(path)
        self.kinds[kind] += 1
        return True

    def arrives_at(self, path):
        """Not for data or downloads, nor where we are led to what was seen before."""
        self.before()
        try:
            answer = self.page.goto(self.origin + path)
        except Error as error:
            if "Download is starting" not in str(error):
                raise
            return False
        if not answer.ok:
            self.broken.append(f"{path}: {answer.status}")
            return False
        if not answer.headers.get("content-type", "").startswith("text/html"):
            return False
        landed = self.page.url.removeprefix(self.origin)
        return landed == path or self.is_new(landed)

    def links(self):
        """Addresses of ours that the page links to, without their fragments."""
        links = self.page.eval_on_selector_all(
            "a[href]:not([download])", "links => links.map(link => link.href)"
        )
        paths = [url.split("#")[0].removeprefix(self.origin) for url in links]
        return [path for path in paths if is_walked(urlsplit(path))]


def is_walked(address):
    return (
        not address.scheme
        and address.path.startswith("/")
        and not address.path.startswith((*ELSEWHERE, SIGNING_OUT))
        and not address.path.endswith(FILES)
    )
