"""The knowledge base's part of the demo town: areas and articles with guarantors."""

from datetime import datetime, time, timedelta
from pathlib import Path

from django.utils import timezone
from wagtail.models import Page

from home.demo import people
from home.demo.pages import put_online
from home.demo.text import body, load, slug
from home.models import PageCare, Post
from home.registries import DemoChapter
from knowledge.models import (
    AreaPage,
    ArticleFeedback,
    ArticlePage,
    ArticleTopic,
    ChangeNote,
    KnowledgeIndexPage,
    RelatedPage,
    Topic,
)

FILE = Path(__file__).parent / "articles.toml"
FEEDBACK = Path(__file__).parent / "feedback.toml"
MOST_RELATED = 3
FIRST_NOTE = "Aus dem alten Intranet übernommen und neu geschrieben."


def make() -> None:
    content = load(FILE)
    topics = make_topics(content["articles"])
    areas = {row["key"]: make_area(row) for row in content["areas"]}
    articles = {page.slug: page for page in ArticlePage.objects.all()}
    for row in content["articles"]:
        if row["slug"] in articles:
            continue
        page = article_of(row, topics)
        page.related_pages = akin(row, content["articles"], articles)
        written = datetime.combine(day(row["reviewed_days"]), time(10))
        put_online(page, areas[row["area"]], timezone.make_aware(written))
        vouch(
            page,
            people.post(row["owner"]),
            row["reviewed_days"],
            row["interval_months"],
            row["file_class"],
        )
        articles[page.slug] = page
    make_feedback(load(FEEDBACK)["feedback"])


def make_topics(rows: list[dict]) -> dict[str, Topic]:
    names = sorted({name for row in rows for name in row["tags"]})
    there = set(Topic.objects.values_list("name", flat=True))
    Topic.objects.bulk_create(
        Topic(name=name, slug=slug(name)) for name in names if name not in there
    )
    return {topic.name: topic for topic in Topic.objects.all()}


def make_area(row: dict) -> AreaPage:
    index = KnowledgeIndexPage.objects.get()
    page = AreaPage.objects.child_of(index).filter(slug=row["key"]).first()
    if page is None:
        page = AreaPage(
            slug=row["key"], title=row["title"], introduction=row["introduction"]
        )
        index.add_child(instance=page).save_revision().publish()
        vouch(page, people.post(row["owner"]), -30, 24, "")
    return page


def article_of(row: dict, topics: dict[str, Topic]) -> ArticlePage:
    page = ArticlePage(
        slug=row["slug"],
        title=row["title"],
        introduction=row["summary"],
        kind=row["kind"],
        body=body(row["body"]),
        number=row.get("number", ""),
        valid_from=day(row["valid_from_days"]) if "valid_from_days" in row else None,
    )
    page.article_topics = [ArticleTopic(tag=topics[name]) for name in row["tags"]]
    page.change_notes = [ChangeNote(day=day(row["reviewed_days"]), text=FIRST_NOTE)]
    return page


def vouch(page: Page, owner: Post, days: int, months: int, file_class: str) -> None:
    PageCare.objects.create(
        page=page,
        owner=owner,
        interval_months=months,
        reviewed_on=day(days),
        reviewed_by=owner.holder,
        file_class=file_class,
    )


def akin(row: dict, rows: list[dict], articles: dict) -> list[RelatedPage]:
    """Those with a topic in common, among the articles that are there already."""
    near = [
        articles[other["slug"]]
        for other in rows
        if other["slug"] in articles and set(other["tags"]) & set(row["tags"])
    ]
    return [
        RelatedPage(page=page, sort_order=position)
        for position, page in enumerate(near[-MOST_RELATED:])
    ]


def make_feedback(rows: list[dict]) -> None:
    if ArticleFeedback.objects.exists():
        return
    pages = {page.slug: page for page in ArticlePage.objects.all()}
    ArticleFeedback.objects.bulk_create(
        ArticleFeedback(
            page=pages[row["article"]],
            kind=row["kind"],
            text=row.get("text", ""),
            author=people.person(row["author"]) if "author" in row else None,
        )
        for row in rows
    )


def day(offset: int):
    return timezone.localdate() + timedelta(days=offset)


chapter = DemoChapter(order=30, name="Wissen", make=make)
