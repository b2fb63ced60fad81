"""
What people do with sessions: each function is one complete act.

Seats are given out under a lock on the session's row, in one short transaction;
they are counted each time and never kept in a counter that could drift.
"""

from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from home import pagecache
from home.models import User
from training import letters
from training.guests import Guest
from training.models import Registration, RegistrationStep, Session
from training.permissions import Answer, Reason, can_cancel, can_register

State, Cause = Registration.State, RegistrationStep.Cause


class Refused(PermissionDenied):
    """Something is not possible, for a reason that people can read."""

    def __init__(self, answer: Answer):
        super().__init__(answer.words)
        self.answer = answer


@transaction.atomic
def register(
    session: Session, *, person: User | None = None, guest: Guest | None = None,
    needs: str = "", at: datetime | None = None,
) -> Registration:  # fmt: skip
    """Give somebody a seat, or a place on the waiting list. Twice changes nothing."""
    session, at = locked(session), at or timezone.now()
    known = session.registrations.active().of(
        person=person, email=guest.email if guest else ""
    )
    if there := known.first():
        return there
    answer = may_register(session, person, at)
    if not answer:
        raise Refused(answer)
    registration = Registration.objects.create(
        session=session,
        person=person,
        guest_name=guest.name if guest else "",
        guest_email=guest.email if guest else "",
        state=State.WAITING if answer.waits else State.REGISTERED,
        joined_at=at,
        needs=needs,
    )
    note(registration, Cause.QUEUED if answer.waits else Cause.REGISTERED, person)
    letters.confirm(registration)
    return registration


def may_register(session: Session, person: User | None, at: datetime) -> Answer:
    """Ask who may see it, then the clock and the seats."""
    sessions = Session.objects.visible_to(person or AnonymousUser())
    if not sessions.filter(pk=session.pk).exists():
        return Answer(Reason.HIDDEN)
    return can_register(session, at)


@transaction.atomic
def cancel(
    registration: Registration, *, actor: User | None = None, at: datetime | None = None
) -> None:
    """Give a seat back; whoever waits longest moves up. Twice changes nothing."""
    session, at = locked(registration.session), at or timezone.now()
    registration = session.registrations.get(pk=registration.pk)
    if not registration.is_active:
        return
    answer = can_cancel(registration, at)
    if not answer:
        raise Refused(answer)
    leave(registration, Cause.WITHDRAWN, actor)
    letters.say_goodbye(registration)
    move_up(session, at)


@transaction.atomic
def remove(
    registration: Registration, *, actor: User, at: datetime | None = None
) -> None:
    """Take somebody off the list, as their trainer; the next one moves up."""
    session, at = locked(registration.session), at or timezone.now()
    registration = session.registrations.get(pk=registration.pk)
    if not registration.is_active:
        return
    leave(registration, Cause.REMOVED, actor)
    letters.say_removed(registration)
    move_up(session, at)


@transaction.atomic
def give_up(registration: Registration, *, at: datetime) -> None:
    """Free the seat of somebody whose account is being erased; tell only the next."""
    session = locked(registration.session)
    leave(registration, Cause.ERASED, None)
    move_up(session, at)


@transaction.atomic
def close_waiting_list(session: Session, *, at: datetime | None = None) -> int:
    """End the waiting on the first day, and tell those who got no seat."""
    session, at = locked(session), at or timezone.now()
    if not session.first_day or timezone.localdate(at) < session.first_day:
        return 0
    waiting = list(session.registrations.waiting().select_related("person"))
    for registration in waiting:
        registration.session = session
        become(registration, State.UNPLACED)
        note(registration, Cause.CLOSED, None)
        letters.say_unplaced(registration)
    return len(waiting)


def move_up(session: Session, at: datetime) -> list[Registration]:
    """
    Give free seats to those who wait, in their order, and tell them.

    Runs under the lock of what made the seat free. On the first day nobody is
    moved up any more: they would learn it too late.
    """
    if not session.is_open or not session.first_day:
        return []
    if timezone.localdate(at) >= session.first_day:
        return []
    taken = session.registrations.registered().count()
    moved = []
    for registration in session.registrations.waiting().select_related("person"):
        if taken + len(moved) >= session.seats:
            break
        if not may_still_come(registration):
            continue
        become(registration, State.REGISTERED)
        note(registration, Cause.MOVED_UP, None)
        letters.say_moved_up(registration)
        moved.append(registration)
    return moved


def may_still_come(registration: Registration) -> bool:
    """Whether who waits may still see the session: staff come and go."""
    person = registration.person
    if person is None:
        return bool(registration.guest_email)
    sessions = Session.objects.visible_to(person)
    return person.is_active and sessions.filter(pk=registration.session_id).exists()


def locked(session: Session) -> Session:
    """
    The session as it is now, its row locked until the transaction ends.

    Whoever wants a seat of it waits here; SQLite lets only one write anyway.
    """
    hold(session)
    transaction.on_commit(pagecache.drop_all)
    sessions = Session.objects.with_taken().select_related("offer", "place")
    return sessions.get(pk=session.pk)


def hold(session: Session) -> None:
    Session.objects.select_for_update().get(pk=session.pk)


def leave(registration: Registration, cause: str, actor: User | None) -> None:
    become(registration, State.CANCELLED)
    note(registration, cause, actor)


def become(registration: Registration, state: str) -> None:
    registration.state = state
    registration.save(update_fields=["state"])


def note(registration: Registration, cause: str, actor: User | None) -> None:
    RegistrationStep.objects.create(registration=registration, cause=cause, actor=actor)
