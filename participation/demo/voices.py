"""What the people of the demo town wrote, supported and were answered."""

import uuid
from datetime import datetime, time, timedelta
from random import Random

from django.utils import timezone

from home.demo.people import citizen, citizens, person
from home.models import User
from home.registries import searchables
from home.search import entry_for, write
from participation import clock, receipts
from participation.models import (
    CalledQuestion,
    Comment,
    Contribution,
    ModerationAct,
    OfficialAnswer,
    Outcome,
    ProcedurePage,
    Report,
    Support,
)

NAMESPACE = uuid.UUID("6b1f2c0a-6d0e-4b43-9a57-2f7f0c1d9e11")
REPORTED_EVERY = 97  # so that the moderators' queue is never empty
Status = Contribution.Status
RULES = {
    "Werbung": ModerationAct.Rule.SPAM,
    "Themenfremd": ModerationAct.Rule.MATTER,
    "Personenbezogene Daten": ModerationAct.Rule.PRIVACY,
}


def make_voices(row: dict, procedure: ProcedurePage) -> None:
    """Write everything people said in a procedure, in a few large inserts."""
    rows = row.get("contributions", [])
    contributions = Contribution.objects.bulk_create(
        contribution(item, number, procedure) for number, item in enumerate(rows)
    )
    make_supports(rows, contributions)
    call_up(rows, contributions)
    make_answers(rows, contributions, procedure)
    threads = make_comments(
        (
            (item, contribution, None)
            for row, contribution in zip(rows, contributions, strict=True)
            for item in row.get("comments", [])
        ),
        procedure,
    )
    make_comments(
        (
            (reply, comment.contribution, comment)
            for item, comment in threads
            for reply in item.get("replies", [])
        ),
        procedure,
    )
    kind = searchables["contribution"]
    write(entry_for(kind, contribution) for contribution in contributions)


def contribution(row: dict, number: int, procedure: ProcedurePage) -> Contribution:
    key = uuid.uuid5(NAMESPACE, f"{procedure.slug}/{number}")
    locator, digest = receipts.sealed(receipts.code_for(key))
    at = moment(row["day"], f"{procedure.slug}/{number}")
    names = ("title", "category", "side", "lat", "lon", "address", "paragraph_key")
    is_official = row.get("official", False)
    return Contribution(
        activity=activity_of(procedure, row["activity"]),
        phase=phase_at(procedure, at),
        author=procedure.contact.holder if is_official else author(row["author"]),
        is_official=is_official,
        text=row["text"].strip(),
        status=Status.VISIBLE,
        idempotency_key=key,
        created_at=at,
        receipt_locator=locator,
        receipt_digest=digest,
        **{name: row[name] for name in names if name in row},
    )


def author(who: int | str) -> User:
    """One of the eighty by number, or anybody by the name of their account."""
    return citizen(who) if isinstance(who, int) else person(who)


def activity_of(procedure, key):
    return next(a for a in procedure.activities.all() if a.key == key)


def phase_at(procedure, at):
    day = clock.day_of(at)
    phases = procedure.phases.all()
    return next((p for p in phases if p.first_day <= day <= p.last_day), None)


def make_supports(rows, contributions) -> None:
    everyone = citizens()
    supports = []
    for row, contribution in zip(rows, contributions, strict=True):
        others = [person for person in everyone if person != contribution.author]
        people = Random(contribution.title).sample(others, row["supports"])
        supports += [support(contribution, person) for person in people]
    times = [given.at for given in supports]
    for given, at in zip(Support.objects.bulk_create(supports), times, strict=True):
        given.at = at  # making it said now
    Support.objects.bulk_update(supports, ["at"], batch_size=500)


def support(contribution: Contribution, person: User) -> Support:
    """Given soon after it was written, by some later, and never to come."""
    chance = Random(f"{contribution.title}/{person.pk}")
    at = contribution.created_at + timedelta(hours=chance.expovariate(1 / 72))
    return Support(contribution=contribution, person=person, at=min(at, timezone.now()))


def call_up(rows, contributions) -> None:
    """The question that is being answered in a meeting."""
    for row, contribution in zip(rows, contributions, strict=True):
        if row.get("called"):
            CalledQuestion.objects.create(
                activity=contribution.activity, contribution=contribution
            )


def make_answers(rows, contributions, procedure) -> None:
    contact, decision = procedure.contact, procedure.decisions.first()
    pairs = [
        (row, contribution)
        for row, contribution in zip(rows, contributions, strict=True)
        if "answer" in row
    ]
    OfficialAnswer.objects.bulk_create(
        OfficialAnswer(
            contribution=contribution,
            text=row["answer"].strip(),
            post=contact,
            by=contact.holder,
            at=some_days_later(contribution),
        )
        for row, contribution in pairs
    )
    Outcome.objects.bulk_create(
        Outcome(
            contribution=contribution,
            status=row["outcome"],
            reason=row["outcome_reason"],
            decision=decision,
            by=contact.holder,
            at=some_days_later(contribution),
        )
        for row, contribution in pairs
    )


def make_comments(items, procedure) -> list[tuple[dict, Comment]]:
    """Insert comments of one level; return each with what it was made of."""
    pairs = [
        (row, comment(row, contribution, parent, procedure))
        for row, contribution, parent in items
    ]
    Comment.objects.bulk_create(comment for _row, comment in pairs)
    ModerationAct.objects.bulk_create(
        hiding(row, comment, procedure) for row, comment in pairs if row.get("hidden")
    )
    Report.objects.bulk_create(
        Report(comment=comment, ground=Report.Ground.TOPIC)
        for _row, comment in pairs
        if comment.pk % REPORTED_EVERY == 0 and comment.is_public
    )
    return pairs


def hiding(row, comment, procedure) -> ModerationAct:
    """Somebody reported it within the hour; a moderator came a few hours later."""
    reported = comment.created_at + timedelta(minutes=50)
    hours = Random(comment.text).randrange(1, 20)
    return ModerationAct(
        comment=comment,
        act=ModerationAct.Act.HIDE,
        rule=RULES.get(row["hidden_reason"], ModerationAct.Rule.RESPECT),
        reason=row["hidden_reason"],
        by=procedure.contact.holder,
        waiting_since=reported,
        at=max(min(reported + timedelta(hours=hours), timezone.now()), reported),
    )


def comment(row, contribution, parent, procedure) -> Comment:
    is_official = row.get("official", False)
    return Comment(
        contribution=contribution,
        parent=parent,
        author=procedure.contact.holder if is_official else author(row["author"]),
        text=row["text"].strip(),
        is_official=is_official,
        status=Status.HIDDEN if row.get("hidden") else Status.VISIBLE,
        created_at=moment(row["day"], row["text"], parent or contribution),
    )


def some_days_later(contribution) -> datetime:
    """When the town answered: after a few working days."""
    days = Random(contribution.text).randrange(3, 12)
    return min(contribution.created_at + timedelta(days=days, hours=2), timezone.now())


def moment(day: int, seed: str, after=None) -> datetime:
    """A time on that day, always the same for the same text, and never to come."""
    date = timezone.localdate() + timedelta(days=day)
    minutes = Random(seed).randrange(7 * 60, 22 * 60)
    at = datetime.combine(date, time(), tzinfo=clock.BERLIN)
    at += timedelta(minutes=minutes)
    earliest = after.created_at + timedelta(minutes=1 + minutes % 50) if after else at
    return min(max(at, earliest), timezone.now())
