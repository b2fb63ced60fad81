"""
Casting a ballot: one complete act, once for each voter.

The roll's constraint decides who has voted, not a look beforehand. In a secret vote
the number of the ballot is made of the key of the form, which nobody keeps: sending
the same form again gives the same receipt, and no row tells whose ballot it was.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac

from home.models import User
from participation import clock
from participation.models import AccessCode, Ballot, BallotPaper, VoterRoll
from participation.models.voting import RANDOM_BITS
from participation.permissions import Actor, Answer, Reason, actor_of, can
from participation.refusals import KeyTaken, Refused, ensure
from participation.verbs import Verb
from participation.voting.paper import Paper, announced
from participation.voting.refusals import AlreadyVoted, BadBallot, PaperChanged

NOBODY = Actor()
UNKNOWN = {Reason.SIGN_IN, Reason.MEMBERS}


@dataclass(frozen=True)
class Voter:
    """Who votes: somebody with an account, or whoever holds a code; or nobody yet."""

    key: str = ""
    actor: Actor = NOBODY
    code: AccessCode | None = None
    address: str = ""

    def address_key(self, activity) -> str:
        """A check value of the address that means nothing in any other vote."""
        if not self.address:
            return ""
        text = f"{activity.pk}|{self.address.lower()}"
        return salted_hmac("participation.roll", text, algorithm="sha256").hexdigest()

    def lines(self, activity) -> QuerySet:
        """The line of this voter, or of an erased account with the same address."""
        mine = Q(voter_key=self.key)
        if self.address:
            mine |= Q(address_key=self.address_key(activity))
        return VoterRoll.objects.filter(mine, activity=activity)


def voter_of(person: User) -> Voter:
    actor = actor_of(person)
    if not actor.is_known:
        return Voter()
    return Voter(f"person:{person.pk}", actor, address=person.email)


def voter_with(code: AccessCode) -> Voter:
    return Voter(code.voter_key, Actor(has_code=True), code)


def can_vote(voter: Voter, activity, paper: Paper, at: datetime) -> Answer:
    """The phase decides as for every act; then whether it takes a code."""
    answer = can(voter.actor, Verb.VOTE, activity, at)
    if paper.needs_code == voter.actor.has_code:
        return answer
    if paper.needs_code and (answer or answer.reason in UNKNOWN):
        return Answer(Reason.CODE)
    return Answer(Reason.SIGN_IN) if answer else answer


def may_vote(voter: Voter, activity, sheet, at: datetime) -> Answer:
    """The same for whoever stands before the paper: what is counted stays closed."""
    paper = sheet.paper if sheet else announced(activity)
    answer = can_vote(voter, activity, paper, at)
    closed = sheet and sheet.counted_at and answer.reason is not Reason.OVER
    return Answer(Reason.OVER, clock.day_of(sheet.counted_at)) if closed else answer


def cast_ballot(
    activity, *, voter: Voter, paper: Paper, marks: list, key: UUID, at: datetime
) -> int:
    """
    Put a ballot into the box and the voter on the roll; return its number.

    ``paper`` is what the voter saw: if another one is fixed, nothing is cast.
    """
    ensure(can_vote(voter, activity, paper, at))
    if fault := paper.fault(marks):
        raise BadBallot(paper.in_words(fault, marks))
    number = number_for(key)
    try:
        return _cast(activity, voter, paper, marks, number, at)
    except IntegrityError:
        return _known(activity, voter, number)


@transaction.atomic
def _cast(activity, voter, paper, marks, number, at) -> int:
    sheet = _fixed(activity, paper, at)
    if sheet.counted_at:
        raise Refused(Answer(Reason.OVER, clock.day_of(sheet.counted_at)))
    if sheet.paper != paper:
        raise PaperChanged
    mine = {"activity": activity, "voter_key": voter.key}
    if not paper.is_secret:
        changed = Ballot.objects.filter(**mine)
        if changed.update(choices=marks):
            return changed.values_list("pk", flat=True).get()
    VoterRoll.objects.create(
        **mine,
        address_key=voter.address_key(activity),
        code=voter.code,
        day=clock.day_of(at),
    )
    known = "" if paper.is_secret else voter.key
    Ballot.objects.create(
        number=number, activity=activity, choices=marks, voter_key=known
    )
    return number


def _fixed(activity, paper: Paper, at: datetime) -> BallotPaper:
    """The paper of this vote, held until the ballot is cast; the first one fixes it."""
    held = BallotPaper.objects.select_for_update().filter(activity=activity)
    if sheet := held.first():
        return sheet
    if paper != announced(activity):
        raise PaperChanged
    BallotPaper.objects.bulk_create(
        [
            BallotPaper(
                activity=activity, content=paper.to_json(), fixed_on=clock.day_of(at)
            )
        ],
        ignore_conflicts=True,
    )
    return held.get()


def _known(activity, voter: Voter, number: int) -> int:
    """What a second attempt means: the same form again, or a second ballot."""
    mine = voter.lines(activity)
    cast = Ballot.objects.filter(activity=activity, pk=number)
    if not mine.exists():  # the form of somebody else, on the same device
        raise KeyTaken
    if not cast.exists():
        raise AlreadyVoted
    return number


def has_voted(activity, voter: Voter) -> bool:
    return bool(voter.key) and voter.lines(activity).exists()


def own_marks(activity, voter: Voter) -> list | None:
    """What this voter has marked, if the vote is open and they have voted."""
    if not voter.key:
        return None
    mine = Ballot.objects.filter(activity=activity, voter_key=voter.key)
    return mine.values_list("choices", flat=True).first()


def number_for(key: UUID) -> int:
    """The number of the ballot that is cast with this form."""
    digest = salted_hmac("participation.voting", key.hex, algorithm="sha256").digest()
    return int.from_bytes(digest[:8], "big") % 2**RANDOM_BITS or 1
