"""
What is done with a round: prepared, submitted, approved by a second person, sent back.

An approved round stands: its days, its documents, its notice. It can be taken back only
while nothing has appeared and nobody has stated anything.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from home import audit
from home.models import User
from home.notices import tell
from home.pagecache import drop_all
from participation.clock import day_of
from participation.planning import notices, offers, readiness, round_days
from participation.planning.models import OtherAccess, PortalEntry, Round
from participation.planning.permissions import can_approve, can_plan, works_inside
from participation.planning.publication import publish_documents


class NotReadyError(ValidationError):
    """A round lacks something; ``missing`` says what, each with its norm."""

    def __init__(self, missing: list[readiness.Missing]):
        self.missing = missing
        super().__init__([f"{item.words} ({item.norm})" for item in missing])


@transaction.atomic
def prepare_round(round: Round, *, start: date | None, by: User) -> Round:
    """Write down what a planner decided about a round that is not public yet."""
    ensure(can_plan(by))
    if round.pk:
        refuse_published(locked(round))
    else:
        round.number = offers.next_number(round.plan, round.rule, round.audience)
    if round.rule == "4a-3-limited":
        round.is_limited = True
    if round.waiver:
        waive(round)
    elif start:
        round_days.settle(round, start)
    round.prepared_by, round.submitted_at = by, None
    round.save()
    audit.record("planning.prepare", round, actor=by, data=trail_of(round))
    return round


def waive(round: Round) -> None:
    """Going without the early round is decided, with a ground (§ 3 (1) S. 3 BauGB)."""
    round.first_day = round.last_day = None
    round.deadline = {}
    if found := readiness.needed(round):
        raise NotReadyError(found)


@transaction.atomic
def submit_round(round: Round, *, by: User, at: datetime) -> Round:
    """Ask a second person for approval; refused with a list as long as parts lack."""
    ensure(can_plan(by))
    round = locked(round)
    refuse_published(round)
    refuse_unready(round, day_of(at))
    round.prepared_by, round.submitted_at = by, at
    round.save()
    audit.record("planning.submit", round, actor=by, data=trail_of(round))
    return round


@transaction.atomic
def approve_round(round: Round, *, by: User, at: datetime) -> Round:
    """As the second person, let a round out, and its notice with it (BP-01)."""
    round = locked(round)
    ensure(may_approve(by, round))
    if round.is_published:
        return round
    if round.submitted_at is None:
        raise ValidationError(_("The round has not been submitted."))
    refuse_unready(round, day_of(at))
    round.approved_by, round.approved_at = by, at
    round.save()
    for notice in round.notices.select_for_update():
        notices.let_out(notice, by=by, at=at)
    publish_documents(round, at)
    audit.record("planning.approve", round, actor=by, data=trail_of(round))
    return round


@transaction.atomic
def send_back(round: Round, *, by: User, because: str) -> Round:
    """Give a submitted round back to who prepared it, and say why."""
    round = locked(round)
    ensure(may_approve(by, round))
    refuse_published(round)
    if not because.strip():
        raise ValidationError({"because": _("Please say why.")})
    if round.submitted_at is None:
        raise ValidationError(_("The round has not been submitted."))
    round.submitted_at = None
    round.save()
    audit.record(
        "planning.send_back", round, actor=by, reason=because, data=trail_of(round)
    )
    if round.prepared_by:
        title = _("Sent back: %s") % f"{round.plan.number}, {round.title}"
        url = reverse("planning:round", args=[round.plan_id, round.pk])
        tell(round.prepared_by, title, text=because, url=url)
    return round


@transaction.atomic
def take_back(round: Round, *, by: User, because: str) -> Round:
    """Make a draft of an approved round again, before anything has come of it."""
    ensure(works_inside(by))
    round = locked(round)
    if not because.strip():
        raise ValidationError({"because": _("Please say why.")})
    if not can_be_taken_back(round):
        words = _("Its notice has appeared or somebody has answered: the round stands.")
        raise ValidationError(words)
    round.submitted_at = round.approved_by = round.approved_at = None
    round.save()
    round.notices.update(approved_by=None, approved_at=None)
    drop_all()
    audit.record(
        "planning.take_back", round, actor=by, reason=because, data=trail_of(round)
    )
    return round


@transaction.atomic
def add_access(access: OtherAccess, *, by: User) -> OtherAccess:
    """One more way to the documents of a round that is not public yet."""
    ensure(can_plan(by))
    refuse_published(locked(access.round))
    access.save()
    change_parts(access.round, by=by, what=f"+ {access}")
    return access


@transaction.atomic
def remove_access(access: OtherAccess, *, by: User) -> None:
    ensure(can_plan(by))
    refuse_published(locked(access.round))
    access.delete()
    change_parts(access.round, by=by, what=f"- {access}")


@transaction.atomic
def record_portal(entry: PortalEntry, *, by: User) -> PortalEntry:
    """Write down that a round stands in a portal of the state, and who looked."""
    ensure(can_plan(by))
    if not entry.round.is_published:
        raise ValidationError(_("Only an approved round is entered in portals."))
    entry.entered_by = by
    entry.save()
    data = trail_of(entry.round) | {"portal": entry.portal, "link": entry.link}
    audit.record("planning.portal", entry.round, actor=by, data=data)
    return entry


def change_parts(round: Round, *, by: User, what: str) -> None:
    notices.reopen(round)
    data = trail_of(round) | {"access": what}
    audit.record("planning.prepare", round, actor=by, data=data)


def may_approve(user: User, round: Round) -> bool:
    """Whether somebody is the second person: neither round nor notice is their work."""
    workers = round.notices.values_list("prepared_by", flat=True)
    return can_approve(user) and may_approve_among(user, round, workers)


def may_approve_among(user: User, round: Round, workers: Iterable[int | None]) -> bool:
    return user.pk not in {round.prepared_by_id, *workers}


def can_be_taken_back(round: Round) -> bool:
    has_appeared = round.notices.filter(appearances__isnull=False).exists()
    answered = round.statements.exists() or round.invitations.exists()
    return round.is_published and not (has_appeared or answered)


def locked(round: Round) -> Round:
    """The round as it is now, for this transaction alone."""
    rows = Round.objects.select_for_update(of=("self",)).select_related("plan")
    return rows.get(pk=round.pk)


def refuse_published(round: Round) -> None:
    if round.is_published:
        raise ValidationError(_("The round is approved: it stands."))


def refuse_unready(round: Round, day: date) -> None:
    if round.waiver:
        raise ValidationError(_("A round that is waived is not published."))
    if found := readiness.needed(round, day=day):
        raise NotReadyError(found)


def ensure(answer: bool) -> None:
    if not answer:
        raise PermissionDenied


def trail_of(round: Round) -> dict:
    """What the audit trail keeps of a round."""
    days = (round.first_day, round.last_day)
    return {
        "plan": round.plan_id,
        "round": round.pk,
        "key": round.key,
        "days": [day.isoformat() if day else None for day in days],
        "rule_set": round.plan.rule_set,
    }
