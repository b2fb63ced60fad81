"""
Whether a round takes statements at a moment, and what people are told about it.

After the last day the form stays open: what comes then is marked as late and is never
refused (§ 4a (5) BauGB). Only a procedure that was closed takes nothing any more.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participation import clock
from participation.planning.models import Round, Statement
from participation.refusals import InWords

# Rules of other laws, for which § 4a (5) BauGB says nothing.
NOT_BAUGB = {"uvpg-21", "vwvfg-73", "free"}


class State(TextChoices):
    """How a round stands at a moment."""

    BEFORE = "before"
    OPEN = "open"
    LATE = "late"
    CLOSED = "closed"
    WAIVED = "waived"


@dataclass(frozen=True)
class Reception:
    """Whether statements are taken, and a sentence for those who want to give one."""

    state: State
    words: str

    @property
    def takes(self) -> bool:
        return self.state in {State.OPEN, State.LATE}

    @property
    def is_late(self) -> bool:
        return self.state == State.LATE


class NotTaken(InWords):
    """A statement came when the round takes none."""

    def __init__(self, reception: Reception):
        self.words = reception.words
        super().__init__(self.words)


def asks(in_round: Round, giver: str) -> bool:
    """Whether it asks such a giver; where authorities are asked, no private person."""
    return in_round.is_public or giver != Statement.Giver.PERSON


def reception_of(in_round: Round, at: datetime) -> Reception:
    state = state_of(in_round, at)
    days = {
        "first": date_format(in_round.first_day, "l, j. F Y")
        if in_round.first_day
        else "",
        "last": date_format(in_round.last_day, "l, j. F Y")
        if in_round.last_day
        else "",
        "closed": date_format(in_round.plan.closed_on or at, "j. F Y"),
    }
    return Reception(state, words_for(state) % days)


def state_of(in_round: Round, at: datetime) -> State:
    day = clock.day_of(at)
    if in_round.waiver:
        return State.WAIVED
    if in_round.plan.closed_on and in_round.plan.closed_on <= day:
        return State.CLOSED
    if day < in_round.first_day:
        return State.BEFORE
    return State.LATE if day > in_round.last_day else State.OPEN


def words_for(state: State) -> str:
    return {
        State.BEFORE: _(
            "Statements are taken from %(first)s until %(last)s, midnight. Please come"
            " back then."
        ),
        State.OPEN: _("You can give your statement until %(last)s, midnight."),
        State.LATE: _(
            "The period ended on %(last)s. You can still give your statement. It is"
            " marked as late."
        ),
        State.CLOSED: _(
            "This procedure was closed on %(closed)s. It takes no statements any more."
        ),
        State.WAIVED: _("This step was left out, so it takes no statements."),
    }[state]


def ensure_taken(in_round: Round, at: datetime) -> None:
    """Go on if the round takes statements now."""
    reception = reception_of(in_round, at)
    if not reception.takes:
        raise NotTaken(reception)


def ensure_changeable(statement: Statement, at: datetime) -> None:
    """
    Go on if whoever gave a statement may change it now.

    Authorities answer as soon as they are asked, so their round need not have begun.
    """
    reception = reception_of(statement.round, at)
    begun_early = statement.invitation_id and reception.state == State.BEFORE
    if not (reception.takes or begun_early):
        raise NotTaken(reception)


def may_be_disregarded(in_round: Round) -> bool:
    """Whether § 4a (5) BauGB speaks about late statements in this round."""
    return in_round.rule not in NOT_BAUGB


def is_late(last_day, at: datetime) -> bool:
    return last_day is not None and clock.day_of(at) > last_day
