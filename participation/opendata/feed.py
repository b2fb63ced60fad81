"""News of participation as an Atom feed (RFC 4287): what begins, what came of it."""

from datetime import datetime, time
from operator import itemgetter

from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext as _

from home.notices import full_address
from participation import clock
from participation.models import ProcedurePage
from participation.overview import procedure_url
from participation.spreadsheets import clean

MOST = 50


def atom(pages, *, title: str, author: str, address: str, now: datetime) -> str:
    """One entry for each procedure, one for each milestone that has come."""
    feed = Atom1Feed(
        title=title,
        author_name=clean(author),
        link=full_address(address),
        feed_url=full_address(f"{address}atom.xml"),
        description="",
        language="de",
    )
    entries = [found for page in pages for found in entries_of(page, now)]
    entries.sort(key=itemgetter("updateddate"), reverse=True)
    for found in entries[:MOST]:
        feed.add_item(**found)
    return feed.writeString("utf-8")


def entries_of(page: ProcedurePage, now: datetime):
    address = full_address(procedure_url(page.slug))
    yield entry(
        address, address, page.title, page.introduction, page.first_published_at
    )
    for milestone in page.milestones.all():
        if milestone.day <= clock.day_of(now):
            yield entry(
                f"{address}#ergebnis",
                f"{address}#schritt-{milestone.pk}",
                _("%(procedure)s: %(what)s") % {"procedure": page, "what": milestone},
                milestone.text,
                datetime.combine(milestone.day, time(), clock.BERLIN),
            )


def entry(link: str, name: str, title: str, text: str, at: datetime) -> dict:
    """``name`` stays the same for ever: readers know by it what they have seen."""
    return {
        "title": clean(title),
        "link": link,
        "unique_id": name,
        "description": clean(text),
        "updateddate": at,
        "pubdate": at,
    }
