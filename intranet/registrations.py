"""What the intranet tells the house about itself."""

from datetime import datetime

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from home.models import User
from home.registries import (
    NewsItem,
    PersonalData,
    Searchable,
    WaitingTask,
    add_searchable,
    demo_chapters,
    foundations,
    grant,
    news_sources,
    personal_data,
    task_sources,
)
from home.roles import ADMINISTRATION, INTRANET_EDITORS, can_read_intranet
from home.visibility import visible_pages
from intranet import indexing
from intranet.demo.chapter import chapter
from intranet.directory import visible_profiles, visible_units
from intranet.foundation import foundation
from intranet.models import NewsPage, ReadConfirmation, ReadingDuty


def news_since(person: User, since: datetime):
    """News that appeared since a moment, as far as this person may read it."""
    if not can_read_intranet(person):
        return
    for page in visible_pages(person, NewsPage).filter(first_published_at__gte=since):
        yield NewsItem(
            at=page.first_published_at,
            title=page.title,
            url=page.get_url(),
            text=page.introduction,
            kind=page.get_kind_display(),
        )


def reading_tasks(person: User):
    """What this person still has to confirm."""
    if not can_read_intranet(person):
        return
    for duty in ReadingDuty.objects.open_for(person).select_related("page"):
        yield WaitingTask(
            title=duty.page.title,
            url=duty.page.get_url(),
            kind=gettext("Read and confirm"),
            due=duty.page.confirm_by,
        )


def confirmations_of(person: User) -> list[dict]:
    rows = ReadConfirmation.objects.by(person)
    return list(rows.values("page__title", "confirmed_at"))


def erase_confirmations(person: User) -> int:
    return ReadConfirmation.objects.by(person).delete()[0]


foundations.append(foundation)
demo_chapters.append(chapter)
news_sources.append(news_since)
task_sources.append(reading_tasks)

add_searchable(
    Searchable(
        kind=indexing.PEOPLE,
        label=pgettext_lazy("search", "People"),
        model="home.StaffProfile",
        visible_to=visible_profiles,
        entry=indexing.person_entry,
        url=lambda profile: profile.get_absolute_url(),
    )
)
add_searchable(
    Searchable(
        kind=indexing.UNITS,
        label=pgettext_lazy("search", "Units"),
        model="home.Unit",
        visible_to=visible_units,
        entry=indexing.unit_entry,
        url=lambda unit: unit.get_absolute_url(),
    )
)

personal_data.append(
    PersonalData(
        model="intranet.ReadConfirmation",
        fields=["person", "page", "revision", "confirmed_at"],
        purpose=_("proof that everyone concerned has read what they must know"),
        kept=_("as long as the news, or until the person leaves"),
        export=confirmations_of,
        erase=erase_confirmations,
    )
)

for role in (INTRANET_EDITORS, ADMINISTRATION):
    grant(
        role,
        "intranet.add_quicklink",
        "intranet.change_quicklink",
        "intranet.delete_quicklink",
    )
