"""
Who may do what with a session, and when.

``can_register`` and ``can_cancel`` are pure: they read their arguments, ask no
database and change nothing. The button, the page and the handler ask them, so they
can't disagree. The answer is either yes or a reason that people can read.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from home.models import Visitor
from home.roles import TRAINERS, TRAINING_LEADS, has_role
from training.models import OfferPage, Registration, Session


class Reason(Enum):
    """Why something is not possible."""

    CANCELLED = "cancelled"
    NOT_ANNOUNCED = "not announced"
    NOT_YET = "not yet"
    BEGUN = "begun"
    CLOSED = "closed"
    FULL = "full"
    HIDDEN = "hidden"
    NOT_ACTIVE = "not active"


@dataclass(frozen=True)
class Answer:
    """
    Yes, or a reason.

    ``at`` is when it opens or closed; ``waits`` says that this yes leads to the
    waiting list.
    """

    reason: Reason | None = None
    at: datetime | None = None
    waits: bool = False

    def __bool__(self) -> bool:
        return self.reason is None

    @property
    def words(self) -> str:
        from training.words import refusal

        return "" if self else refusal(self)


def can_register(session: Session, at: datetime) -> Answer:
    """
    Whether a seat or a place on the waiting list can be had at this moment.

    The session knows ``taken`` and ``waiting`` (``with_taken``). Whether it may be
    seen at all was asked before: ``visible_to`` selected it.
    """
    closed = _closed(session, at)
    if closed is not None:  # a refusal is falsy
        return closed
    if not session.is_full:
        return Answer()
    return Answer(waits=True) if session.has_waiting_list else Answer(Reason.FULL)


def can_cancel(registration: Registration, at: datetime) -> Answer:
    """Whether a person can give their seat back: until the session begins."""
    session = registration.session
    if not registration.is_active:
        return Answer(Reason.NOT_ACTIVE)
    if session.is_cancelled:
        return Answer(Reason.CANCELLED)
    if session.starts_at and at >= session.starts_at:
        return Answer(Reason.BEGUN, session.starts_at)
    return Answer()


def can_plan(user: Visitor) -> bool:
    """Leads and trainers have a desk; administrators may stand in for them."""
    return is_lead(user) or is_trainer(user)


def is_lead(user: Visitor) -> bool:
    """Leads look after the whole programme."""
    return user.is_active and (user.is_superuser or has_role(user, TRAINING_LEADS))


def is_trainer(user: Visitor) -> bool:
    return user.is_active and has_role(user, TRAINERS)


def can_plan_offer(user: Visitor, offer: OfferPage, trainer_ids: set[int]) -> bool:
    """Trainers plan sessions of the offers they train."""
    return is_lead(user) or (is_trainer(user) and user.pk in trainer_ids)


def can_run(user: Visitor, session: Session) -> bool:
    """
    Trainers run the sessions they are named for.

    Asks the trainers of the session, which lists prefetch.
    """
    if is_lead(user):
        return True
    own = {trainer.pk for trainer in session.trainers.all()}
    return is_trainer(user) and user.pk in own


def _closed(session: Session, at: datetime) -> Answer | None:
    """Why registration is not open at a moment, or nothing."""
    if session.is_cancelled:
        return Answer(Reason.CANCELLED)
    if not session.is_open or session.starts_at is None:
        return Answer(Reason.NOT_ANNOUNCED)
    if at >= session.starts_at:
        return Answer(Reason.BEGUN, session.starts_at)
    if session.opens_at and at < session.opens_at:
        return Answer(Reason.NOT_YET, session.opens_at)
    if at >= session.registration_ends_at:
        return Answer(Reason.CLOSED, session.registration_ends_at)
    return None
