"""What the knowledge base tells the house about itself."""

from datetime import datetime

from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from home.models import User
from home.registries import (
    NewsItem,
    PersonalData,
    WaitingTask,
    demo_chapters,
    foundations,
    grant,
    news_sources,
    personal_data,
    task_sources,
)
from home.roles import ADMINISTRATION, KNOWLEDGE_EDITORS, can_read_intranet
from home.visibility import visible_pages
from knowledge.demo.chapter import chapter
from knowledge.foundation import foundation
from knowledge.models import ArticleFeedback, ArticlePage
from knowledge.permissions import feedback_in_charge
from knowledge.reviews import due_for


def articles_since(person: User, since: datetime):
    """Articles that are new or changed since a moment, for one reader."""
    if not can_read_intranet(person):
        return
    for page in visible_pages(person, ArticlePage).filter(last_published_at__gte=since):
        yield NewsItem(
            at=page.last_published_at,
            title=page.title,
            url=page.get_url(),
            text=page.introduction,
            kind=pgettext("search", "Knowledge"),
        )


def review_tasks(person: User):
    """Pages of which this person has to say whether they are still right."""
    if not can_read_intranet(person):
        return
    for care in due_for(person):
        yield WaitingTask(
            title=care.page.title,
            url=care.page.get_url(),
            kind=gettext("Review due"),
            due=care.review_on,
        )


def feedback_tasks(person: User):
    """What readers told this person about their articles."""
    if not can_read_intranet(person):
        return
    for feedback in feedback_in_charge(person).open().select_related("page"):
        yield WaitingTask(
            title=feedback.page.title,
            url=feedback.get_absolute_url(),
            kind=gettext("Feedback from a reader"),
        )


def feedback_of(person: User) -> list[dict]:
    rows = ArticleFeedback.objects.filter(author=person)
    return list(rows.values("page__title", "kind", "text", "created_at", "answer"))


def erase_feedback(person: User) -> int:
    return ArticleFeedback.objects.filter(author=person).delete()[0]


foundations.append(foundation)
demo_chapters.append(chapter)
news_sources.append(articles_since)
task_sources += [review_tasks, feedback_tasks]

personal_data.append(
    PersonalData(
        model="knowledge.ArticleFeedback",
        fields=["author", "page", "kind", "text", "created_at", "answer"],
        purpose=_("keeping articles right, and answering those who help with it"),
        kept=_("as long as the article, or until the person leaves"),
        export=feedback_of,
        erase=erase_feedback,
    )
)

for role in (KNOWLEDGE_EDITORS, ADMINISTRATION):
    grant(role, "knowledge.add_topic", "knowledge.change_topic")
grant(ADMINISTRATION, "knowledge.delete_topic")
