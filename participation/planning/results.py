"""
The result of the examination: what it says, and whom it still has to be told.

§ 3 (2) S. 6 BauGB: what was stated in time is examined, and the result is told. It is
told once: by mail, by letter or by the receipt code; from 51 persons with like
statements on, an announced inspection takes the place of single messages.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from home.models import Letter
from participation import clock
from participation.planning.models import (
    LateCheck,
    Plan,
    Point,
    ResultMessage,
    Statement,
)
from participation.planning.table import PIECE, cited

# Early participation ends in the draft, not in an answer to everybody.
EARLY = ("3-1", "4-1")
LONGEST_QUOTE = 600
EXAMINATION = _("is not examined yet")
DECISION = _("has no result of the council yet")
MESSAGE = _("has not been told its result yet")
LATE = _("came late: nobody has decided yet whether it is disregarded")
CAME_BACK = _("the mail with its result came back")
INSPECTION = _("is told by inspection: the notice about it has not appeared yet")


@dataclass(frozen=True)
class Untold:
    """A statement that keeps the procedure from being closed, and what it lacks."""

    statement: Statement
    lacks: str


def owed(plan: Plan) -> QuerySet:
    """
    Statements whose result has to be told: all in time, and what came late unless it
    is disregarded. Nothing is weighed of what was withdrawn or raises no concerns.
    """
    return plan.statements.to_weigh().exclude(round__rule__in=EARLY)


def with_results(rows: QuerySet) -> QuerySet:
    """For many: all that tells what was decided and who was told. Read by ``PIECE``."""
    points = Point.objects.select_related("resolution").order_by("number")
    messages = ResultMessage.objects.select_related("letter")
    joined = rows.select_related("late_check", "group", "round")
    return joined.prefetch_related(
        Prefetch("points", points), Prefetch("result_messages", messages)
    ).order_by("number")


def read(plan: Plan) -> Iterator[Statement]:
    """All statements whose result is owed, in pieces."""
    for statement in with_results(owed(plan)).iterator(chunk_size=PIECE):
        statement.plan = plan
        yield statement


def untold(plan: Plan) -> list[Untold]:
    """What BP-19 still asks for, in the order of the statements; one query for all."""
    found = []
    for statement in with_state(owed(plan)).order_by("number"):
        statement.plan = plan
        if lacks := lacking(statement):
            found.append(Untold(statement, lacks))
    return found


def with_state(rows: QuerySet) -> QuerySet:
    """How far each statement has come, answered by the database."""
    points = Point.objects.filter(statement=OuterRef("pk"))
    messages = ResultMessage.objects.filter(statement=OuterRef("pk"))
    failed = Q(letter__state=Letter.State.PARKED)
    return rows.select_related("group").annotate(
        has_points=Exists(points),
        has_open_points=Exists(points.filter(proposal="")),
        is_undecided=Exists(points.filter(resolution=None)),
        was_told=Exists(messages.filter(sent_on__isnull=False).exclude(failed)),
        has_failed=Exists(messages.filter(failed)),
        was_checked=Exists(LateCheck.objects.filter(statement=OuterRef("pk"))),
    )


def lacking(statement: Statement) -> str:
    """What one statement of ``with_state`` lacks, in words; empty if it is settled."""
    if not statement.has_points or statement.has_open_points:
        is_open = statement.is_late and not statement.was_checked
        return LATE if is_open else EXAMINATION
    if statement.is_undecided:
        return DECISION
    if statement.was_told:
        return ""
    if statement.has_failed:
        return CAME_BACK
    return INSPECTION if is_for_inspection(statement) else MESSAGE


def is_decided(statement: Statement) -> bool:
    points = statement.points.all()
    return bool(points) and all(point.resolution_id for point in points)


def has_failed(message: ResultMessage) -> bool:
    """A mail that the outbox gave up."""
    return message.letter is not None and message.letter.state == Letter.State.PARKED


def came_back(statement: Statement) -> bool:
    return any(has_failed(message) for message in statement.result_messages.all())


def result_of(statement: Statement) -> dict:
    """
    What was decided about one statement and how it was told, as values.

    ``points`` is empty as long as anything is undecided: nobody learns half a result.
    """
    points = statement.points.all() if is_decided(statement) else ()
    return {
        "reference": statement.reference,
        "plan": statement.plan.name,
        "is_decided": bool(points),
        "points": [point_of(point) for point in points],
        "messages": [
            {"channel": message.get_channel_display(), "day": message.sent_on}
            for message in statement.result_messages.all()
            if message.sent_on and not has_failed(message)
        ],
        "inspection": inspection_of(statement),
    }


def point_of(point: Point) -> dict:
    return {
        "number": point.number,
        "topic": point.topic,
        "text": Truncator(point.text).chars(LONGEST_QUOTE),
        "result": point.get_result_display(),
        "reasons": point.proposal,
        "body": point.resolution.body,
        "day": point.resolution.day,
        "item": point.resolution.item,
        "cited": cited(point.resolution),
    }


def inspection_of(statement: Statement) -> dict | None:
    """Where the result can be read instead of a message, if that was chosen."""
    group = statement.group
    if group is None or not group.collective:
        return None
    return {"place": group.inspection_place, "hours": group.inspection_hours}


HEADING = "Zu Punkt "


def message_to(statement: Statement) -> str:
    """The message about a result, in paragraphs; German, because it goes on file."""
    found = result_of(statement)
    kind = statement.plan.get_kind_display()
    paragraphs = [
        f"Sie haben zum Verfahren „{found['plan']}“ ({kind} {statement.plan.number})"
        f" eine Stellungnahme abgegeben. Sie ist am"
        f" {day(clock.day_of(statement.received_at))} eingegangen und hat die Nummer"
        f" {found['reference']}.",
        "Ihre Stellungnahme wurde geprüft. Das Ergebnis teilen wir Ihnen mit"
        " (§ 3 Absatz 2 Satz 6 BauGB):",
    ]
    for point in found["points"]:
        paragraphs += paragraphs_of(point)
    return "\n\n".join(paragraphs)


def paragraphs_of(point: dict) -> list[str]:
    topic = f" ({point['topic']})" if point["topic"] else ""
    return [
        f"{HEADING}{point['number']}{topic}",
        f"Sie schreiben: „{point['text']}“",
        f"Ergebnis: {point['result']}. Beschluss: {point['cited']}.",
        f"Begründung: {point['reasons']}",
    ]


def day(value) -> str:
    return date_format(value, "j. F Y")


def reached_by(statement: Statement) -> str:
    """The way by which its giver can be told, or nothing if there is none."""
    if statement.email:
        return ResultMessage.Channel.MAIL
    if statement.address:
        return ResultMessage.Channel.LETTER
    return ResultMessage.Channel.PORTAL if statement.receipt_digest else ""


def is_for_inspection(statement: Statement) -> bool:
    return statement.group is not None and statement.group.collective
