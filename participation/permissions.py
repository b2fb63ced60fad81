"""
Who may do what in an activity, and when.

``can`` is a pure function: it reads its arguments, asks no database and changes
nothing. The button, the page and the handler ask it, so they can't disagree. The
answer is either yes or a reason that people can read.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from home.models import User, Visitor
from home.roles import (
    PARTICIPATION_APPROVERS,
    PARTICIPATION_EDITORS,
    PARTICIPATION_MODERATORS,
    PARTICIPATION_PLANNERS,
    can_read_intranet,
    has_role,
)
from participation import clock
from participation.answers import YES, Answer, Reason
from participation.models.appeals import Block
from participation.models.circle import Circle
from participation.verbs import OPEN_TO_GUESTS, Verb

STAFF_VERBS = frozenset({Verb.MODERATE, Verb.ANSWER})
WRITING_VERBS = frozenset({Verb.SUBMIT, Verb.COMMENT})


@dataclass(frozen=True)
class Actor:
    """What ``can`` needs to know about the person before us."""

    person_id: int | None = None
    moderates: bool = False
    answers: bool = False
    has_code: bool = False
    is_guest: bool = False
    blocked_until: date | None = None
    invited_to: frozenset[int] = frozenset()  # procedures
    is_staff: bool = False
    is_anybody: bool = False  # of whom only the phase is asked: it came on paper

    @property
    def is_known(self) -> bool:
        return self.person_id is not None or self.has_code

    @property
    def has_account(self) -> bool:
        return self.is_known and not self.is_guest

    def belongs_to(self, procedure) -> bool:
        """Whether a procedure is for this person. Whoever has a code was invited."""
        if self.is_anybody or procedure.circle == Circle.PUBLIC:
            return True
        if procedure.circle == Circle.STAFF:
            return self.is_staff
        return self.has_code or procedure.pk in self.invited_to


def actor_of(user: Visitor) -> Actor:
    """Look at a person once per request; ``can`` looks at the result."""
    if user.pk is not None and user.is_guest:
        until = standing_of(user).blocked_until
        return Actor(person_id=user.pk, is_guest=True, blocked_until=until)
    if not (user.is_authenticated and user.is_active):
        return Actor()
    moderates, standing = can_moderate(user), standing_of(user)
    return Actor(
        person_id=user.pk,
        moderates=moderates,
        answers=moderates
        or has_role(user, PARTICIPATION_EDITORS, PARTICIPATION_PLANNERS),
        blocked_until=standing.blocked_until,
        invited_to=standing.invited_to,
        is_staff=can_read_intranet(user),
    )


@dataclass(frozen=True)
class Standing:
    """Where somebody is a member, and the last day on which they may not write."""

    invited_to: frozenset[int] = frozenset()
    blocked_until: date | None = None


def standing_of(user: User) -> Standing:
    """What the tables know about this person, asked once per request."""
    if not hasattr(user, "_standing"):
        user._standing = look_up_standing(user)
    return user._standing


def look_up_standing(user: User) -> Standing:
    blocks = Block.objects.filter(person=OuterRef("pk"))
    blocks = blocks.in_force(timezone.localdate()).order_by("-last_day")
    last_day = Subquery(blocks.values("last_day")[:1])
    rows = User.everyone.filter(pk=user.pk)
    rows = list(rows.values_list("memberships__procedure", last_day))
    if not rows:
        return Standing()
    return Standing(frozenset(key for key, _day in rows if key), rows[0][1])


def blocked_until(user: User) -> date | None:
    """The last day on which this person may not write."""
    return standing_of(user).blocked_until


def can_moderate(user: Visitor) -> bool:
    """Moderators are whoever has the role; administrators may stand in for them."""
    return has_role(user, PARTICIPATION_MODERATORS) or (
        user.is_authenticated and user.is_active and user.is_superuser
    )


def can_run(user: Visitor) -> bool:
    """Whoever writes, approves or plans procedures sees how they are doing."""
    roles = (PARTICIPATION_EDITORS, PARTICIPATION_APPROVERS, PARTICIPATION_PLANNERS)
    return user.is_authenticated and (
        user.is_active and (user.is_superuser or has_role(user, *roles))
    )


def can(actor: Actor, verb: Verb, activity, at: datetime) -> Answer:
    """
    May this person do this in this activity at this moment?

    Staff moderate and answer at any time. For all else the phase decides, for
    everyone alike: no role opens what is closed.
    """
    if verb in STAFF_VERBS:
        return _staff_answer(actor, verb)
    timetable = activity.procedure.timetable
    if not activity.procedure.live:
        return Answer(Reason.NOT_PUBLIC)
    if not timetable.offers(activity.key, verb):
        return Answer(Reason.NOT_OFFERED)
    closed = _closed(timetable, activity.key, verb, clock.day_of(at))
    if closed is not None:  # a refusal is falsy
        return closed
    if not actor.belongs_to(activity.procedure):
        return Answer(Reason.MEMBERS)
    if not (actor.has_account or (verb in OPEN_TO_GUESTS and activity.admits_guests)):
        return Answer(Reason.SIGN_IN)
    if verb in WRITING_VERBS and is_blocked(actor, at):
        return Answer(Reason.BLOCKED, actor.blocked_until)
    return YES


def is_blocked(actor: Actor, at: datetime) -> bool:
    """A block takes the pen, not the vote: supporting and voting stay open."""
    return actor.blocked_until is not None and (clock.day_of(at) <= actor.blocked_until)


def can_support(actor: Actor, contribution, at: datetime) -> Answer:
    """Support is for what others wrote and everyone can read."""
    if not contribution.is_public:
        return Answer(Reason.HIDDEN)
    if contribution.is_official:
        return Answer(Reason.NOT_OFFERED)
    if contribution.merged_into_id:
        return Answer(Reason.MERGED)
    if actor.is_known and contribution.author_id == actor.person_id:
        return Answer(Reason.OWN)
    return can(actor, Verb.SUPPORT, contribution.activity, at)


def can_comment(actor: Actor, contribution, at: datetime) -> Answer:
    """Comments belong to contributions that everyone can read."""
    if not contribution.is_public:
        return Answer(Reason.HIDDEN)
    if contribution.merged_into_id:
        return Answer(Reason.MERGED)
    if contribution.is_locked:
        return Answer(Reason.LOCKED, note=contribution.locked_because)
    return can(actor, Verb.COMMENT, contribution.activity, at)


def can_reply(comment) -> Answer:
    """Beyond ``can_comment``: the thread can be read by everyone, and isn't locked."""
    if not comment.is_public:
        return Answer(Reason.HIDDEN)
    if comment.is_locked:
        return Answer(Reason.LOCKED, note=comment.locked_because)
    return YES


def can_rate(actor: Actor, contribution, at: datetime) -> Answer:
    """Ratings are for what everyone can read."""
    if not contribution.is_public:
        return Answer(Reason.HIDDEN)
    return can(actor, Verb.RATE, contribution.activity, at)


def is_over(activity, at: datetime) -> bool:
    """Whether nothing is or will be open any more in an activity."""
    return activity.procedure.timetable.is_over(activity.key, clock.day_of(at))


def figures_shown(activity, at: datetime) -> bool:
    """
    May anybody see how much support, how many votes or which ratings there are?

    If the activity keeps them, nobody does before the end, staff included. Every
    list, order, tally and export asks here.
    """
    return not activity.figures_after_end or is_over(activity, at)


def _staff_answer(actor: Actor, verb: Verb) -> Answer:
    allowed = actor.moderates if verb == Verb.MODERATE else actor.answers
    return YES if allowed else Answer(Reason.ROLE)


def _closed(timetable, activity_key: str, verb: Verb, day: date) -> Answer | None:
    """The reason why a verb is not open on a day, or nothing."""
    spans = timetable.spans_for(activity_key, verb)
    archived = timetable.archived_on
    if archived and archived <= day:
        ended = clock.last_span(spans, archived)
        return Answer(Reason.OVER, ended.last_day if ended else archived)
    if clock.current_span(spans, day):
        return None
    following, before = clock.next_span(spans, day), clock.last_span(spans, day)
    if following:
        reason = Reason.BETWEEN if before else Reason.NOT_YET
        return Answer(reason, following.first_day)
    if before:
        return Answer(Reason.OVER, before.last_day)
    return Answer(Reason.NOT_OFFERED)
