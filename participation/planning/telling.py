"""
Telling results: by mail, by letter, by the receipt code. Nobody is told twice.

What was decided is told in one act; who is reached by letter is told on the day on
which somebody brought the letters to the post.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import partial

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django_q.tasks import async_task

from home import audit
from home.models import Letter, User
from home.notices import new_letter, town
from participation.planning.council import ensure_plans, subject_of
from participation.planning.models import Plan, ResultMessage, Statement
from participation.planning.results import (
    came_back,
    is_decided,
    is_for_inspection,
    message_to,
    reached_by,
    read,
)

AT_ONCE = 200
Channel = ResultMessage.Channel


@transaction.atomic
def tell(plan: Plan, *, by: User) -> Counter:
    """
    Write to everybody whose result is decided and who was not told; return how many by
    which way. Those who can't be reached count under the empty word.
    """
    ensure_plans(by)
    Plan.objects.select_for_update().get(pk=plan.pk)  # two presses, one message
    told: Counter = Counter()
    waiting: list[ResultMessage] = []
    for statement, channel in to_be_told(plan):
        told[channel] += 1
        if channel:
            waiting.append(message(statement, channel, by))
        if len(waiting) >= AT_ONCE:
            put_down(waiting)
            waiting = []
    put_down(waiting)
    if told:
        audit.record("planning.tell", subject_of(plan), actor=by, data=dict(told))
        transaction.on_commit(partial(async_task, "home.tasks.send_letters"))
    return told


def to_be_told(plan: Plan) -> Iterator[tuple[Statement, str]]:
    """Who is to be told now, and by which way."""
    for statement in read(plan):
        if not is_decided(statement) or is_for_inspection(statement):
            continue
        if not statement.result_messages.all():
            yield statement, str(reached_by(statement))
        elif needs_a_letter(statement):
            yield statement, str(Channel.LETTER)


def needs_a_letter(statement: Statement) -> bool:
    """The mail didn't arrive, but there is an address."""
    ways = {message.channel for message in statement.result_messages.all()}
    return (
        came_back(statement) and bool(statement.address) and Channel.LETTER not in ways
    )


def message(statement: Statement, channel: str, by: User) -> ResultMessage:
    """A message that still has to be put down. Letters count when they are posted."""
    text = message_to(statement)
    letter = mail(statement, text) if channel == Channel.MAIL else None
    sent_on = None if channel == Channel.LETTER else timezone.localdate()
    return ResultMessage(
        statement=statement,
        channel=channel,
        text=text,
        letter=letter,
        sent_on=sent_on,
        made_by=by,
    )


def mail(statement: Statement, text: str) -> Letter:
    subject = f"Ergebnis zu Ihrer Stellungnahme {statement.reference}"
    body = f"Guten Tag,\n\n{text}\n\nFreundliche Grüße\n{getattr(town(), 'name', '')}"
    return new_letter(statement.email, subject, body, unsubscribe_url="")


def put_down(messages: list[ResultMessage]) -> None:
    """Mails go into the outbox; the worker begins at once and goes on every minute."""
    letters = [row.letter for row in messages if row.letter]
    Letter.objects.bulk_create(letters)
    for row in messages:
        row.letter = row.letter  # its key is known now
    ResultMessage.objects.bulk_create(messages)


def letters_of(plan: Plan) -> QuerySet:
    """Results told on paper, posted or not."""
    return ResultMessage.objects.filter(statement__plan=plan, channel=Channel.LETTER)


def not_posted(plan: Plan) -> QuerySet:
    return letters_of(plan).filter(sent_on=None)


@transaction.atomic
def confirm_posted(plan: Plan, *, on: date, by: User) -> int:
    """That the letters were brought to the post; return how many."""
    ensure_plans(by)
    if on > timezone.localdate():
        raise ValidationError({"on": _("This day is still to come.")})
    number = not_posted(plan).filter(made_at__date__lte=on).update(sent_on=on)
    if not number:
        raise ValidationError(_("No letter waits that was written by this day."))
    data = {"on": on.isoformat(), "letters": number}
    audit.record("planning.posted", subject_of(plan), actor=by, data=data)
    return number


@transaction.atomic
def note_told(statement: Statement, *, how: str, on: date, by: User) -> ResultMessage:
    """
    That somebody was told in another way, in person for example; for those whom no
    mail and no letter reaches, or whose mail came back.
    """
    ensure_plans(by)
    if not is_decided(statement):
        raise ValidationError(_("Its result is not decided yet."))
    if not how.strip():
        raise ValidationError({"how": _("Please say how: it stands in the file.")})
    letters = ResultMessage.objects.filter(statement=statement, channel=Channel.LETTER)
    if letters.filter(sent_on__isnull=False).exists():
        raise ValidationError(_("Its result was told already."))
    text = f"{how.strip()}\n\n{message_to(statement)}"
    values = {"text": text, "sent_on": on, "made_by": by}
    made, _new = letters.update_or_create(
        statement=statement, channel=Channel.LETTER, defaults=values
    )
    data = {"statement": statement.number, "how": how.strip()}
    audit.record("planning.told", subject_of(statement.plan), actor=by, data=data)
    return made


def failed(plan: Plan) -> QuerySet:
    """Mails about results that the outbox gave up, and nobody has dealt with."""
    parked = Q(channel=Channel.MAIL, letter__state=Letter.State.PARKED)
    messages = ResultMessage.objects.filter(parked, statement__plan=plan)
    other_way = ResultMessage.objects.filter(
        statement__plan=plan, channel=Channel.LETTER
    )
    return messages.exclude(statement__in=other_way.values("statement"))
