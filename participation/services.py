"""What people do in an activity: each function is one complete act."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from home import pagecache, search
from home.models import User, Visitor
from participation import clock, receipts
from participation.following import follow
from participation.limits import ensure_not_too_often
from participation.models import (
    Activity,
    Comment,
    Contribution,
    Phase,
    Report,
    Support,
    Writing,
)
from participation.permissions import (
    Answer,
    Reason,
    actor_of,
    can,
    can_comment,
    can_reply,
    can_support,
)
from participation.refusals import KeyTaken, Refused, ensure
from participation.verbs import Verb


@dataclass(frozen=True)
class Receipt:
    """What somebody gets who handed something in."""

    contribution: Contribution
    code: str


@transaction.atomic
def submit_contribution(
    activity: Activity, *, author: User, key: UUID, at: datetime, values: dict
) -> Receipt:
    """
    Take a contribution to the file.

    The same form sent twice makes one row and gives the same receipt, even if the
    phase has ended in between.
    """
    if existing := _already_there(Contribution, key, author):
        return Receipt(existing, receipts.code_for(key))
    ensure(can(actor_of(author), Verb.SUBMIT, activity, at))
    ensure_not_too_often(Contribution, author, at)
    code = receipts.code_for(key)
    locator, digest = receipts.sealed(code)
    contribution = Contribution(
        activity=activity,
        phase=_phase(activity, at),
        author=author,
        status=_first_status(activity),
        idempotency_key=key,
        created_at=at,
        receipt_locator=locator,
        receipt_digest=digest,
        **values,
    )
    inserted = _insert(contribution, author)
    follow(inserted, person=author)
    return Receipt(inserted, code)


@transaction.atomic
def add_comment(
    contribution: Contribution,
    *,
    author: User,
    text: str,
    key: UUID,
    at: datetime,
    parent: Comment | None = None,
) -> Comment:
    """Say something to a contribution, or reply to what somebody said."""
    if existing := _already_there(Comment, key, author):
        return existing
    actor = actor_of(author)
    ensure(can_comment(actor, contribution, at))
    if parent:
        ensure(can_reply(parent))
    ensure_not_too_often(Comment, author, at)
    comment = Comment(
        contribution=contribution,
        parent=parent,
        author=author,
        text=text,
        status=_first_status(contribution.activity),
        is_official=actor.answers,
        idempotency_key=key,
        created_at=at,
    )
    return _insert(comment, author)


def cast_support(contribution: Contribution, *, person: User, at: datetime) -> None:
    """Support a contribution. Doing so twice changes nothing."""
    ensure(can_support(actor_of(person), contribution, at))
    # The database decides whether there is one already, not a look beforehand.
    with transaction.atomic():
        Support.objects.bulk_create(
            [Support(contribution=contribution, person=person)], ignore_conflicts=True
        )
        contribution.activity.recipe.supported(contribution, at)


def withdraw_support(contribution: Contribution, *, person: User, at: datetime) -> None:
    """Take the support back, if there is any, also from what was merged into it."""
    ensure(can_support(actor_of(person), contribution, at))
    alike = Contribution.objects.alike(contribution)
    Support.objects.filter(contribution__in=alike, person=person).delete()


@transaction.atomic
def withdraw(writing: Contribution | Comment, *, by: User, at: datetime) -> None:
    """The author takes back what they wrote; nobody reads it any more."""
    if not writing.is_by(by):
        raise PermissionDenied
    if writing.withdrawn_at is None:
        writing.withdrawn_at = at
        writing.save(update_fields=["withdrawn_at"])
        announce(writing)


def report(
    writing: Contribution | Comment, *, reporter: Visitor, ground: str, text: str, at
) -> None:
    """A reader says that something breaks the rules. Saying so twice counts once."""
    if not writing.is_public:
        raise Refused(Answer(Reason.HIDDEN))
    known = reporter if reporter.is_authenticated else None
    if known:
        ensure_not_too_often(Report, known, at)
    about = {
        "contribution" if isinstance(writing, Contribution) else "comment": writing
    }
    Report.objects.bulk_create(
        [Report(**about, reporter=known, ground=ground, text=text)],
        ignore_conflicts=True,
    )


def announce(writing: Contribution | Comment) -> None:
    """Bring lists, search and kept pages up to date once this has committed."""
    if isinstance(writing, Contribution):
        if writing.is_public:
            search.index("contribution", writing)
        else:
            search.drop("contribution", writing.pk)
    transaction.on_commit(pagecache.drop_all)


def _already_there(model, key: UUID, author: User):
    """What was made with this form before, if it was this person's."""
    existing = model.objects.filter(idempotency_key=key).first()
    if existing and not existing.is_by(author):
        raise KeyTaken
    return existing


def _insert(writing, author: User):
    """Write the row; if the same form won a race against itself, take that one."""
    try:
        with transaction.atomic():
            writing.save(force_insert=True)
    except IntegrityError:
        existing = _already_there(type(writing), writing.idempotency_key, author)
        if existing is None:
            raise
        return existing
    announce(writing)
    return writing


def _first_status(activity: Activity) -> str:
    status = Writing.Status
    return status.WAITING if activity.checks_first else status.VISIBLE


def _phase(activity: Activity, at: datetime) -> Phase | None:
    """The phase in which something was handed in."""
    spans = activity.procedure.timetable.spans_for(activity.key, Verb.SUBMIT)
    span = clock.current_span(spans, clock.day_of(at))
    phases = activity.procedure.phases.all()
    return next((phase for phase in phases if span and phase.key == span.key), None)
