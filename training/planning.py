"""What trainers do with their sessions: plan, move, announce, cancel, close."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from home import pagecache
from home.audit import record
from home.models import User
from training import letters
from training.models import Attendance, Session, SessionDate
from training.occupancy import occupy, release
from training.services import hold, move_up

# What participants must learn anew.
WHEN_AND_WHERE = ["place_id", "online_link"]


@transaction.atomic
def save_session(
    session: Session,
    *,
    dates: Sequence[SessionDate],
    trainers: Iterable[User],
    at: datetime | None = None,
) -> Session:
    """
    Write a session with its dates and trainers, or refuse in words.

    Whoever has a seat is told if it moves; whoever waits moves up if seats were added.
    """
    before = held(session)
    keep_what_is_decided_elsewhere(session, before)
    refuse_too_few_seats(session)
    session.starts_at = min((date.starts_at for date in dates), default=None)
    session.ends_at = max((date.ends_at for date in dates), default=None)
    session.save()
    session.trainers.set(trainers)
    is_moved = write_dates(session, dates) or differs(before, session)
    occupy(session)
    if before and before.is_open and session.is_open:
        tell_of_changes(session, at or timezone.now(), is_moved=is_moved)
    transaction.on_commit(pagecache.drop_all)
    return session


def held(session: Session) -> Session | None:
    """The session as it was, locked; nothing if it is new."""
    if session.pk is None:
        return None
    hold(session)
    return Session.objects.get(pk=session.pk)


def keep_what_is_decided_elsewhere(session: Session, before: Session | None) -> None:
    """A form that lay open for long knows neither state nor sequence of today."""
    if before is None:
        return
    if before.state in {Session.State.CANCELLED, Session.State.DONE}:
        raise ValidationError(_("This session can't be changed any more."))
    session.state, session.sequence = before.state, before.sequence


def refuse_too_few_seats(session: Session) -> None:
    taken = session.pk and session.registrations.registered().count()
    if taken and session.seats < taken:
        message = _("%(count)s people are registered already.") % {"count": taken}
        raise ValidationError({"seats": message})


def differs(before: Session | None, session: Session) -> bool:
    return before is not None and any(
        getattr(before, name) != getattr(session, name) for name in WHEN_AND_WHERE
    )


def write_dates(session: Session, dates: Sequence[SessionDate]) -> bool:
    """Write the dates and drop those that are gone; return whether one changed."""
    there = SessionDate.objects.filter(session=session)
    before = spans(there)
    there.exclude(pk__in=[date.pk for date in dates if date.pk]).delete()
    for date in dates:
        date.session = session
        date.save()
    return bool(before) and before != spans(there.all())


def spans(dates: Iterable[SessionDate]) -> list[tuple[datetime, datetime]]:
    return [(date.starts_at, date.ends_at) for date in dates]


def tell_of_changes(session: Session, at: datetime, *, is_moved: bool) -> None:
    if is_moved:
        session.sequence += 1
        session.save(update_fields=["sequence", "changed_at"])
        SessionDate.objects.filter(session=session).update(reminded_at=None)
        letters.say_changed(session)
    move_up(session, at)


@transaction.atomic
def announce(session: Session) -> None:
    """Open a planned session to its public."""
    hold(session)
    session.refresh_from_db()
    if session.state != Session.State.PLANNED:
        return
    if session.starts_at is None:
        raise ValidationError(_("A session needs a date before it is announced."))
    session.state = Session.State.OPEN
    session.save(update_fields=["state", "changed_at"])
    transaction.on_commit(pagecache.drop_all)


@transaction.atomic
def call_off(session: Session, *, actor: User, reason: str) -> None:
    """Cancel a session: places and trainers are free again, everyone is told."""
    hold(session)
    session.refresh_from_db()
    if session.state in {Session.State.CANCELLED, Session.State.DONE}:
        return
    was_open = session.is_open
    session.state = Session.State.CANCELLED
    session.cancel_reason = reason
    session.sequence += 1
    session.save(update_fields=["state", "cancel_reason", "sequence", "changed_at"])
    release(session)
    if was_open:
        letters.say_called_off(session)
    record("training.session_cancelled", session, actor=actor, reason=reason)
    transaction.on_commit(pagecache.drop_all)


@transaction.atomic
def note_attendance(session: Session, present: set[tuple[int, int]]) -> None:
    """Write down who was there: pairs of registration and date."""
    hold(session)
    registrations = set(session.registrations.registered().values_list("pk", flat=True))
    dates = set(session.dates.values_list("pk", flat=True))
    of_session = Attendance.objects.filter(date__in=dates)
    there = set(of_session.values_list("registration", "date"))
    known = {(r, d) for r, d in present if r in registrations and d in dates}
    for registration, date in there - known:
        of_session.filter(registration=registration, date=date).delete()
    Attendance.objects.bulk_create(
        Attendance(registration_id=registration, date_id=date)
        for registration, date in known - there
    )


@transaction.atomic
def close(session: Session, *, at: datetime | None = None) -> None:
    """Put a session that is over to the files."""
    hold(session)
    session.refresh_from_db()
    if session.is_open and session.ends_at and session.ends_at < (at or timezone.now()):
        session.state = Session.State.DONE
        session.save(update_fields=["state", "changed_at"])
        transaction.on_commit(pagecache.drop_all)


def people_with_seats(session: Session):
    """Everyone on the list of participants, with the dates they attended."""
    registrations = session.registrations.registered().select_related("person")
    return registrations.prefetch_related("attendances")
