"""
Digests: what is new, in one mail for each person, as often as they want it.

A round covers the time since the one before it, so nothing is lost when the worker was
down; it is written down before the first mail, so an interrupted round goes on where
it stopped. People are selected by whether there is news for them: whoever has none
costs nothing. Mail and mark are written together, and the mark is unique.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby

from django.db import transaction
from django.db.models import Max, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_q.tasks import async_task

from home.models import Digest, DigestRun, Letter, Notice, Rhythm, User
from home.notices import full_address, new_letter, town
from home.registries import DigestItem, MailKind, mail_kinds
from home.unsubscribing import unsubscribe_url

TOGETHER = 100  # people whose news are read and whose mails are written at once
FIRST_LOOK_BACK = {
    Rhythm.AT_ONCE: timedelta(minutes=10),
    Rhythm.DAILY: timedelta(days=1),
    Rhythm.WEEKLY: timedelta(days=7),
}
# What is being written in this very moment is told in the next round.
SETTLED = timedelta(minutes=1)
KEEP_ROUNDS = timedelta(days=60)


def send(rhythm: str, now: datetime) -> int:
    """Make every digest that is due in this rhythm; return how many mails there are."""
    return sum(send_kind(kind, Rhythm(rhythm), now) for kind in mail_kinds.values())


def send_kind(kind: MailKind, rhythm: Rhythm, now: datetime) -> int:
    rounds = DigestRun.objects.filter(kind=kind.key, rhythm=rhythm)
    told = sum(go_round(kind, run) for run in rounds.filter(finished_at=None))
    run, is_new = begin(kind, rhythm, now)
    return told + (go_round(kind, run) if is_new else 0)


def begin(kind: MailKind, rhythm: Rhythm, now: datetime) -> tuple[DigestRun, bool]:
    """The round of this day or week, and whether it has just begun."""
    until = now - SETTLED
    rounds = DigestRun.objects.filter(kind=kind.key, rhythm=rhythm)
    since = rounds.order_by("-until").values_list("until", flat=True).first()
    return DigestRun.objects.get_or_create(
        kind=kind.key,
        rhythm=rhythm,
        period=period_of(rhythm, now),
        defaults={
            "since": min(since or until - FIRST_LOOK_BACK[rhythm], until),
            "until": until,
        },
    )


def period_of(rhythm: Rhythm, now: datetime) -> str:
    """What a round is for: “2026-11-23”, “2026-W48”; at once, every five minutes."""
    here = timezone.localtime(now)
    if rhythm == Rhythm.WEEKLY:
        year, week, _day = here.isocalendar()
        return f"{year}-W{week:02}"
    if rhythm == Rhythm.DAILY:
        return here.date().isoformat()
    return f"{here:%Y-%m-%dT%H:}{here.minute // 5 * 5:02}"


def go_round(kind: MailKind, run: DigestRun) -> int:
    """Tell everyone for whom there is news, a hundred at a time."""
    people = list(kind.recipients(run).values_list("pk", flat=True))
    starts = range(0, len(people), TOGETHER)
    news = kind.news(run) if people else None
    told = sum(tell_together(kind, run, people[n : n + TOGETHER], news) for n in starts)
    DigestRun.objects.filter(pk=run.pk).update(finished_at=timezone.now())
    return told


@transaction.atomic
def tell_together(kind: MailKind, run: DigestRun, keys: Sequence[int], read) -> int:
    """Write the mails of some people, and that they were written, in one go."""
    DigestRun.objects.select_for_update().get(pk=run.pk)
    told = Digest.objects.filter(run=run, person__in=keys).values("person")
    people = list(User.objects.filter(pk__in=keys).exclude(pk__in=told))
    news = read(people)
    people = [person for person in people if news.get(person.pk)]
    Digest.objects.bulk_create(Digest(run=run, person=person) for person in people)
    sender = town()
    Letter.objects.bulk_create(
        digest_letter(kind, run, person, news[person.pk], sender) for person in people
    )
    if run.rhythm == Rhythm.AT_ONCE:
        Notice.objects.bulk_create(
            notice for person in people for notice in notices(person, news[person.pk])
        )
    if people:
        transaction.on_commit(lambda: async_task("home.tasks.send_letters"))
    return len(people)


def digest_letter(kind, run, person, items: list[DigestItem], sender) -> Letter:
    stop = unsubscribe_url(person, kind.key)
    context = {
        "rhythm": run.rhythm,
        "groups": grouped(items),
        "town": sender,
        "settings_url": full_address(reverse("home:mail_settings")),
        "unsubscribe_url": stop,
    }
    body = render_to_string("home/email/digest.txt", context)
    return new_letter(person.email, subject_of(items), body, unsubscribe_url=stop)


def subject_of(items: list[DigestItem]) -> str:
    """The one heading there is, or how many there are."""
    headings = list(dict.fromkeys(item.heading for item in items))
    if len(headings) == 1:
        return _("New: %(heading)s") % {"heading": headings[0]}
    words = ngettext(
        "News about %(n)d thing that you follow",
        "News about %(n)d things that you follow",
        len(headings),
    )
    return words % {"n": len(headings)}


def grouped(items: list[DigestItem]) -> list[tuple[str, list[dict]]]:
    """The news below their headings, with addresses that work in a mail."""
    ordered = sorted(items, key=lambda item: item.heading)
    return [
        (heading, [item_for_mail(item) for item in group])
        for heading, group in groupby(ordered, key=lambda item: item.heading)
    ]


def item_for_mail(item: DigestItem) -> dict:
    return {"title": item.title, "text": item.text, "url": full_address(item.url)}


def notices(person: User, items: list[DigestItem]) -> list[Notice]:
    """Who is told at once finds it on their page as well."""
    return [
        Notice(
            recipient=person,
            title=f"{item.heading}: {item.title}"[:200],
            text=item.text,
            url=item.url,
        )
        for item in items
    ]


def forget(now: datetime) -> int:
    """Forget old rounds and who was told in them; the last of each kind stays."""
    rounds = DigestRun.objects.exclude(finished_at=None)
    latest = rounds.order_by().values("kind", "rhythm").annotate(last=Max("until"))
    ends = [row["last"] for row in latest]
    idle = Q(rhythm=Rhythm.AT_ONCE, digests=None, until__lt=now - timedelta(days=1))
    old = Q(until__lt=now - KEEP_ROUNDS)
    return rounds.filter(idle | old).exclude(until__in=ends).delete()[0]
