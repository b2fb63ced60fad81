"""The intranet's part of the demo town: news, quick links, confirmations."""

import random
from collections import deque
from datetime import datetime, time, timedelta
from pathlib import Path

from django.utils import timezone
from wagtail.models import Page

from home.demo import people
from home.demo.pages import put_online
from home.demo.text import body, load, slug
from home.models import Post, User
from home.registries import DemoChapter
from home.searchables import rebuild
from intranet.audience import reached
from intranet.indexing import PEOPLE, UNITS
from intranet.models import (
    NewsIndexPage,
    NewsPage,
    QuickLink,
    ReadConfirmation,
    ReadingDuty,
    StaffCouncilNewsPage,
    StaffCouncilPage,
)

FILE = Path(__file__).parent / "news.toml"
STAFF_COUNCIL_UNIT = "personalrat"
DAYS_TO_CONFIRM = 14
# They are left something to do, so that a visitor sees it.
NOT_YET = ["mitarbeiterin", "intranet-redaktion", "trainerin"]


def make() -> None:
    content = load(FILE)
    make_links(content["links"])
    make_news(content["news"])
    make_confirmations()
    for kind in (PEOPLE, UNITS):  # made in bulk, which no signal noticed
        deque(rebuild(kind), maxlen=0)


def make_links(rows: list[dict]) -> None:
    if QuickLink.objects.exists():
        return
    QuickLink.objects.bulk_create(
        QuickLink(
            title=row["title"], url=row["url"], group=row["group"], position=position
        )
        for position, row in enumerate(rows)
    )


def make_news(rows: list[dict]) -> None:
    there = set(NewsPage.objects.values_list("title", flat=True))
    house, council = NewsIndexPage.objects.get(), StaffCouncilPage.objects.get()
    for row in reversed(rows):
        if row["title"] in there:
            continue
        author = post_of(people.person(row["author"]))
        is_council = author.unit.key == STAFF_COUNCIL_UNIT
        model = StaffCouncilNewsPage if is_council else NewsPage
        make_item(model, council if is_council else house, row, author)


def make_item(model: type[NewsPage], parent: Page, row: dict, author: Post) -> None:
    day = timezone.localdate() + timedelta(days=row["day"])
    item = model(
        title=row["title"],
        slug=slug(row["title"]),
        introduction=row["introduction"],
        kind=row["kind"],
        day=day,
        body=body(row["body"]),
        author=author,
        must_read=row["must_read"],
        confirm_by=day + timedelta(days=DAYS_TO_CONFIRM) if row["must_read"] else None,
    )
    item.units = [people.unit(key) for key in row["audience_units"]]
    put_online(item, parent, timezone.make_aware(datetime.combine(day, time(9))))
    if item.must_read:
        revision = item.get_latest_revision()
        ReadingDuty.objects.create(page_id=item.pk, revision=revision)


def post_of(person: User) -> Post:
    return next(post for post in people.posts().values() if post.holder_id == person.pk)


def make_confirmations() -> None:
    """Most have read what they have to; the younger the news, the fewer."""
    if ReadConfirmation.objects.exists():
        return
    today, chance = timezone.localdate(), random.Random(7)
    waiting = [people.address(name) for name in NOT_YET]
    for duty in ReadingDuty.objects.select_related("page"):
        share = min(0.95, 0.35 + (today - duty.page.day).days / 20)
        units = duty.page.units.values_list("pk", flat=True)
        readers = reached(set(units), set()).exclude(email__in=waiting).order_by("pk")
        ReadConfirmation.objects.bulk_create(
            ReadConfirmation(
                page=duty.page, revision_id=duty.revision_id, person=person
            )
            for person in readers
            if chance.random() < share
        )


chapter = DemoChapter(order=20, name="Intranet", make=make)
