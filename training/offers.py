"""What the page of an offer shows: its sessions, and what one can do there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from home.models import Visitor
from training.models import OfferPage, Registration, Session
from training.permissions import (
    Answer,
    can_cancel,
    can_plan_offer,
    can_register,
    can_run,
)
from training.words import dates_in_words, deadline_in_words, seats_in_words

PAST = 3


@dataclass(frozen=True)
class SessionRow:
    """A session as one visitor meets it at one moment."""

    session: Session
    answer: Answer
    mine: Registration | None = None
    may_run: bool = False

    @property
    def dates(self) -> list[str]:
        return dates_in_words(self.session.dates.all())

    @property
    def first_day(self) -> date | None:
        return self.session.first_day

    @property
    def heading(self) -> str:
        """What tells this session from the others of its offer."""
        return self.session.title or next(iter(self.dates), "")

    @property
    def trainers(self) -> str:
        return ", ".join(str(person) for person in self.session.trainers.all())

    @property
    def shows_link(self) -> bool:
        """The link for taking part online is for those who have a seat."""
        return bool(self.mine and self.mine.is_registered)

    @property
    def seats(self) -> str:
        return seats_in_words(self.session)

    @property
    def tone(self) -> str:
        """Full is told as what ends; few seats as what ends soon."""
        if self.session.is_full:
            return "neutral"
        return "warning" if self.session.free <= FEW else "success"

    @property
    def closes(self) -> str:
        """Until when one can register, where that is before the session begins."""
        session = self.session
        return deadline_in_words(session.closes_at) if session.closes_at else ""

    @property
    def may_cancel(self) -> bool:
        return bool(self.mine and can_cancel(self.mine, timezone.now()))


FEW = 3


def offer_context(offer: OfferPage, user: Visitor) -> dict:
    """The sessions to come and the latest ones, for the page of an offer."""
    now = timezone.now()
    sessions = Session.objects.visible_to(user).filter(offer=offer).for_listing()
    coming = rows(list(sessions.upcoming(now)), user, now)
    past = sessions.over(now).order_by("-starts_at")
    trainers = list(offer.trainers.all())
    return {
        "offer": offer,
        "rows": coming,
        "past_rows": [] if coming else rows(list(past[:PAST]), user, now),
        "trainers": trainers,
        "may_plan": can_plan_offer(user, offer, {person.pk for person in trainers}),
        "can_be_booked": any(row.answer and not row.mine for row in coming),
    }


def rows(sessions: Iterable[Session], user: Visitor, at: datetime) -> list[SessionRow]:
    mine = own_registrations(sessions, user)
    return [
        SessionRow(
            session,
            can_register(session, at),
            mine.get(session.pk),
            may_run=can_run(user, session),
        )
        for session in sessions
    ]


def own_registrations(
    sessions: Iterable[Session], user: Visitor
) -> dict[int, Registration]:
    """This visitor's active registrations by session, in one query."""
    if not user.is_authenticated or not sessions:
        return {}
    own = Registration.objects.visible_to(user).active().filter(session__in=sessions)
    known = {session.pk: session for session in sessions}
    found = {}
    for registration in own:
        registration.session = known[registration.session_id]
        found[registration.session_id] = registration
    return found
