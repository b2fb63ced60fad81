"""
What is new for people who follow something, for their digests.

Whom it concerns is asked in one query: whose follows point to something with news. The
texts are then read for many people at once. What waits for a look, is hidden or lies
in a procedure that somebody may not see is told to nobody.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home.models import Rhythm, User
from home.registries import DigestItem
from home.visibility import visible_pages
from participation.models import (
    Comment,
    Contribution,
    Follow,
    ImplementationReport,
    ModerationAct,
    OfficialAnswer,
    Outcome,
    ProcedurePage,
)
from participation.models.following import SUBJECTS
from participation.overview import procedure_url

LONGEST_TEXT = 600
MOST_PER_HEADING = 15


@dataclass(frozen=True)
class Event:
    """Something that happened: when, by whom, and what it is part of."""

    at: datetime
    item: DigestItem
    procedure_id: int
    contribution_id: int | None = None
    by: int | None = None
    author: int | None = None
    is_told: bool = False  # by a notice, when it happened


def within(run, field: str) -> Q:
    return Q(**{f"{field}__gt": run.since, f"{field}__lte": run.until})


def new_writings(model, run) -> QuerySet:
    """What became public in this time: written, recorded from paper, or approved."""
    reference = "contribution" if model is Contribution else "comment"
    approved = ModerationAct.objects.filter(within(run, "at"), act="approve")
    approved = approved.filter(**{f"{reference}__isnull": False})
    earlier = Q(pk__in=approved.values(reference))
    if model is Contribution:  # what came on paper bears the day of its receipt
        earlier |= within(run, "intake__recorded_at")
    return model.objects.published().filter(within(run, "created_at") | earlier)


def new_answers(run) -> QuerySet:
    return public_only(OfficialAnswer.objects.filter(within(run, "at")))


def new_outcomes(run) -> QuerySet:
    return public_only(Outcome.objects.filter(within(run, "at")))


def public_only(rows: QuerySet) -> QuerySet:
    return rows.filter(
        contribution__status=Contribution.Status.VISIBLE,
        contribution__withdrawn_at=None,
    )


def new_comments(run) -> QuerySet:
    return new_writings(Comment, run).filter(
        contribution__in=Contribution.objects.published().values("pk")
    )


def new_procedures(run) -> QuerySet:
    pages = ProcedurePage.objects  # no reader: who may see them is asked for each
    return pages.filter(within(run, "first_published_at"), live=True)


def new_reports(run) -> QuerySet:
    return ImplementationReport.objects.filter(within(run, "created_at"))


def recipients(run) -> QuerySet[User]:
    """Everyone who follows something with news, in one query."""
    procedures = Q(
        procedure__in=new_writings(Contribution, run).values("activity__procedure")
    )
    contributions = Q(contribution__in=new_comments(run).values("contribution"))
    for rows in (new_answers(run), new_outcomes(run)):
        procedures |= Q(procedure__in=rows.values("contribution__activity__procedure"))
        if run.rhythm != Rhythm.AT_ONCE:  # who is told at once has been told
            contributions |= Q(contribution__in=rows.values("contribution"))
    if run.rhythm != Rhythm.AT_ONCE:
        procedures |= Q(procedure__in=new_reports(run).values("procedure"))
    pages = new_procedures(run)
    places = Q(topic__in=pages.exclude(topic=None).values("topic"))
    places |= Q(district__in=pages.exclude(district=None).values("district"))
    follows = Follow.objects.filter(procedures | contributions | places)
    told = follows.told(run.rhythm).order_by()
    return User.objects.filter(pk__in=told.values("person")).order_by("pk")


def news(run) -> Callable[[Sequence[User]], dict[int, list[DigestItem]]]:
    """Read once what happened; what it returns tells whom of many it concerns."""
    events = events_by_subject(run)
    procedures = {event.procedure_id for found in events.values() for event in found}

    def for_people(people: Sequence[User]) -> dict[int, list[DigestItem]]:
        may_read = readable_by(people, procedures)
        told = {}
        for person_id, follows in follows_of(run, people).items():
            mine = concerning(person_id, follows, events, run.rhythm)
            told[person_id] = shortened(
                [e for e in mine if e.procedure_id in may_read[person_id]]
            )
        return told

    return for_people


def concerning(person_id, follows, events, rhythm) -> list[Event]:
    """What happened with what this person follows, each event once, by time."""
    told_at_once = {
        follow.contribution_id for follow in follows if rhythm == Rhythm.AT_ONCE
    }
    found = {
        id(event): event
        for follow in follows
        for event in events.get(key_of(follow), ())
        if event.at > follow.created_at and event.by != person_id
    }
    fresh = [
        event
        for event in found.values()
        if not event.is_told
        or (event.author != person_id and event.contribution_id not in told_at_once)
    ]
    return sorted(fresh, key=lambda event: event.at)


def key_of(follow: Follow) -> tuple[str, int]:
    return next((n, pk) for n in SUBJECTS if (pk := getattr(follow, f"{n}_id")))


def follows_of(run, people: Sequence[User]) -> dict[int, list[Follow]]:
    found = defaultdict(list)
    for follow in Follow.objects.filter(person__in=people).told(run.rhythm):
        found[follow.person_id].append(follow)
    return found


def readable_by(people: Sequence[User], procedures: set[int]) -> dict[int, set[int]]:
    """Which of these procedures each may read; most are open to everybody."""
    public = set(readable(AnonymousUser(), procedures))
    rest = procedures - public
    return {
        person.pk: public | (set(readable(person, rest)) if rest else set())
        for person in people
    }


def readable(visitor, procedures: set[int]) -> QuerySet:
    pages = visible_pages(visitor, ProcedurePage).filter(pk__in=procedures)
    return pages.values_list("pk", flat=True)


def events_by_subject(run) -> dict[tuple[str, int], list[Event]]:
    """Everything that happened, below each thing that can be followed."""
    found = defaultdict(list)
    place = "contribution__activity__procedure"
    for row in new_writings(Contribution, run).select_related("activity__procedure"):
        found["procedure", row.activity.procedure_id].append(
            contribution_event(row, run)
        )
    for row in new_comments(run).select_related(place):
        found["contribution", row.contribution_id].append(comment_event(row, run))
    for row in [
        *new_answers(run).select_related(place),
        *new_outcomes(run).select_related(place),
    ]:
        event = record_event(row)
        found["contribution", event.contribution_id].append(event)
        found["procedure", event.procedure_id].append(event)
    for row in new_reports(run).select_related("procedure"):
        found["procedure", row.procedure_id].append(report_event(row))
    for page in new_procedures(run):
        event = procedure_event(page)
        found["topic", page.topic_id].append(event)
        found["district", page.district_id].append(event)
    return found


def contribution_event(row: Contribution, run) -> Event:
    title = _("New contribution: %(title)s") % {"title": row.title}
    item = item_about(row, title, row.text, row.get_absolute_url())
    at = moment(row, run)
    return Event(at, item, row.activity.procedure_id, row.pk, by=row.author_id)


def comment_event(row: Comment, run) -> Event:
    about = row.contribution
    title = _("New comment on “%(title)s”")
    if row.is_official:
        title = _("The town has commented on “%(title)s”")
    title = title % {"title": about.title}
    item = item_about(about, title, row.text, row.get_absolute_url())
    procedure = about.activity.procedure_id
    return Event(moment(row, run), item, procedure, about.pk, by=row.author_id)


def record_event(row: OfficialAnswer | Outcome) -> Event:
    """An answer or an outcome: author and followers had a notice of it."""
    about = row.contribution
    if isinstance(row, Outcome):
        title = _("“%(title)s”: %(outcome)s") % {
            "title": about.title,
            "outcome": row.get_status_display(),
        }
        text = row.reason
    else:
        title = _("The town has answered “%(title)s”") % {"title": about.title}
        text = row.text
    return Event(
        row.at,
        item_about(about, title, text, about.get_absolute_url()),
        about.activity.procedure_id,
        about.pk,
        by=row.by_id,
        author=about.author_id,
        is_told=True,
    )


def report_event(row: ImplementationReport) -> Event:
    title = _("What was built: %(title)s") % {"title": row.title}
    text = Truncator(row.text.strip()).chars(LONGEST_TEXT)
    item = DigestItem(row.procedure.title, title, row.get_absolute_url(), text)
    return Event(
        row.created_at, item, row.procedure_id, by=row.written_by_id, is_told=True
    )


def procedure_event(page: ProcedurePage) -> Event:
    url = procedure_url(page.slug)
    item = DigestItem(page.title, _("A new participation"), url, page.introduction)
    return Event(page.first_published_at, item, page.pk)


def moment(row: Contribution | Comment, run) -> datetime:
    """When it became public; what was approved later counts from now."""
    return row.created_at if row.created_at > run.since else run.until


def item_about(contribution, title: str, text: str, url: str) -> DigestItem:
    short = Truncator(text.strip()).chars(LONGEST_TEXT)
    return DigestItem(contribution.activity.procedure.title, title, url, short)


def shortened(events: list[Event]) -> list[DigestItem]:
    """At most fifteen of a procedure; how many more there are is said."""
    kept, more = [], defaultdict(int)
    number = defaultdict(int)
    for event in events:
        heading = event.item.heading
        number[heading] += 1
        if number[heading] <= MOST_PER_HEADING:
            kept.append(event.item)
        else:
            more[heading] += 1
    return kept + [and_more(heading, count) for heading, count in more.items()]


def and_more(heading: str, count: int) -> DigestItem:
    words = ngettext("and %(n)d more", "and %(n)d more", count) % {"n": count}
    return DigestItem(heading, words, reverse("participation:overview"))
