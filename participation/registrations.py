"""What this room tells the house about itself."""

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from home import roles
from home.founding import child
from home.registries import (
    Circle,
    Foundation,
    MailKind,
    MySection,
    NewsItem,
    Searchable,
    WaitingTask,
    add_mail_kind,
    add_searchable,
    circles,
    demo_chapters,
    foundations,
    grant,
    my_sections,
    news_sources,
    task_sources,
)
from home.visibility import visible_pages
from participation import followed, news, standard_reasons
from participation import moderation_queue as queue
from participation.circles import kept_from, reader_of
from participation.demo.chapter import chapter
from participation.models import (
    Contribution,
    ParticipationIndexPage,
    ProcedurePage,
)
from participation.models.following import MAIL_KIND, USUALLY
from participation.permissions import can_moderate


def lay_foundation(front_page) -> None:
    """The overview of all procedures, below the front page and in its menu."""
    child(
        front_page,
        ParticipationIndexPage,
        "beteiligung",
        title=gettext("Participation"),
        introduction=gettext(
            "What the town is planning, where you can take part, and what became of it."
        ),
        show_in_menus=True,
    )


def waiting_moderation(person):
    """What waits for a moderator: one task for each filter that has something."""
    if not can_moderate(person):
        return
    narrowing = queue.Narrowing(reader=person)
    figures = queue.counts(("wartet", "gemeldet", "einspruch"), narrowing)
    for chosen, title in (
        ("wartet", gettext("%(n)d texts wait for moderation")),
        ("gemeldet", gettext("%(n)d texts were reported")),
        ("einspruch", gettext("%(n)d objections wait for a decision")),
    ):
        if figures[chosen]:
            yield WaitingTask(
                title=title % {"n": figures[chosen]},
                url=queue.address(chosen),
                kind=gettext("Moderation"),
            )


def new_procedures(person, since):
    """Participations that went online since then."""
    pages = visible_pages(person, ProcedurePage).filter(first_published_at__gt=since)
    for page in pages.order_by("-first_published_at")[:20]:
        yield NewsItem(
            at=page.first_published_at,
            title=page.title,
            url=page.url,
            text=page.introduction,
            kind=gettext("Participation"),
        )


def contribution_entry(contribution):
    texts = (contribution.text, contribution.address, contribution.category)
    return contribution.title, " ".join(filter(None, texts))


def my_latest(person):
    """The latest contributions of a person, for “Meine Seite”."""
    mine = Contribution.objects.by(person).select_related("activity__procedure")
    mine = mine.prefetch_related("moderation_acts__objection").with_outcome()
    latest = list(mine[:3])
    return {"contributions": latest} if latest else None


circles.append(Circle(reader_of, kept_from))
my_sections.append(
    MySection(20, _("My contributions"), "participation/my_section.html", my_latest)
)
my_sections.append(
    MySection(
        25,
        _("What I follow"),
        "participation/following/my_section.html",
        followed.latest,
    )
)
foundations.append(Foundation(10, "participation", lay_foundation))
foundations.append(
    Foundation(11, "standard reasons", lambda front_page: standard_reasons.lay(gettext))
)
demo_chapters.append(chapter)
news_sources.append(new_procedures)
task_sources.append(waiting_moderation)
add_mail_kind(
    MailKind(
        key=MAIL_KIND,
        title=_("What I follow"),
        text=_("New contributions, comments, answers and outcomes."),
        recipients=news.recipients,
        news=news.news,
        usually=USUALLY,
    )
)
add_searchable(
    Searchable(
        kind="contribution",
        label=pgettext_lazy("search", "Contributions"),
        model="participation.Contribution",
        visible_to=lambda user: Contribution.objects.visible_to(user),
        entry=contribution_entry,
        url=lambda contribution: contribution.get_absolute_url(),
    )
)
for role in (roles.PARTICIPATION_EDITORS, roles.PARTICIPATION_PLANNERS):
    grant(
        role,
        "participation.add_topic",
        "participation.change_topic",
        "participation.add_district",
        "participation.change_district",
        "participation.view_contribution",
    )
for role in (roles.PARTICIPATION_APPROVERS, roles.PARTICIPATION_MODERATORS):
    grant(role, "participation.view_contribution")
for act in ("add", "change", "delete"):
    grant(roles.PARTICIPATION_MODERATORS, f"participation.{act}_standardreason")
grant(
    roles.ADMINISTRATION,
    *(
        f"participation.{act}_{model}"
        for act in ("add", "change", "delete")
        for model in ("topic", "district")
    ),
    "participation.view_contribution",
)
