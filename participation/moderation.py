"""What moderators do. Every act is on record, is told, and can be undone."""

from datetime import datetime

from django.db import transaction
from django.db.models import Min
from django.utils import timezone
from django.utils.translation import gettext as _

from home import audit
from home.models import User
from participation import told
from participation.models import (
    Comment,
    Contribution,
    Decision,
    ModerationAct,
    Objection,
    OfficialAnswer,
    Outcome,
    Writing,
)
from participation.permissions import YES, Answer, Reason, actor_of
from participation.refusals import ensure
from participation.services import announce

Act = ModerationAct.Act


@transaction.atomic
def approve(writing: Writing, *, by: User) -> None:
    """Show what waited for a look."""
    ensure_moderates(by)
    writing = held(writing)
    if writing.status != Writing.Status.WAITING:
        return
    set_status(writing, Writing.Status.VISIBLE)
    put_on_record(writing, Act.APPROVE, by, since=writing.created_at)
    told.author(writing, _("Your text is public now"))


@transaction.atomic
def hide(writing: Writing, *, rule: str, reason: str, by: User) -> None:
    """Take something out of sight, by a rule and with a reason. The text stays."""
    ensure_moderates(by)
    writing = held(writing)
    if writing.status == Writing.Status.HIDDEN:
        return
    since = writing.created_at if writing.is_waiting else first_report(writing)
    set_status(writing, Writing.Status.HIDDEN)
    act = put_on_record(writing, Act.HIDE, by, rule=rule, reason=reason, since=since)
    _settle_reports(writing)
    words = _("Rule: %(rule)s\nReason: %(reason)s\n\nYour text: %(text)s")
    told.author(
        writing,
        _("Your text was hidden"),
        words
        % {"rule": act.get_rule_display(), "reason": reason, "text": writing.text},
    )


@transaction.atomic
def restore(writing: Writing, *, reason: str, by: User) -> None:
    """Show again what was hidden."""
    ensure_moderates(by)
    writing = held(writing)
    if writing.status != Writing.Status.HIDDEN:
        return
    set_status(writing, Writing.Status.VISIBLE)
    objection = Objection.objects.open().filter(**about_act(writing)).first()
    since = objection.created_at if objection else None
    put_on_record(writing, Act.RESTORE, by, reason=reason, since=since)
    if objection:
        objection.settle(True, reason=reason, by=by)
    told.author(writing, _("Your text is public again"), reason)


@transaction.atomic
def keep(writing: Writing, *, reason: str, by: User) -> None:
    """Say that what readers reported may stay."""
    ensure_moderates(by)
    put_on_record(writing, Act.KEEP, by, reason=reason, since=first_report(writing))
    _settle_reports(writing)


@transaction.atomic
def lock(writing: Writing, *, reason: str, by: User) -> None:
    """Close a contribution or a thread for comments; everyone reads why."""
    ensure_moderates(by)
    ensure(YES if may_be_locked(writing) else Answer(Reason.NOT_OFFERED))
    writing = held(writing)
    if writing.is_locked:
        return
    _set_lock(writing, reason)
    put_on_record(writing, Act.LOCK, by, reason=reason)
    told.author(writing, _("Your text is closed for comments"), reason)


@transaction.atomic
def unlock(writing: Writing, *, reason: str, by: User) -> None:
    """Open it for comments again."""
    ensure_moderates(by)
    writing = held(writing)
    if writing.is_locked:
        _set_lock(writing, "")
        put_on_record(writing, Act.UNLOCK, by, reason=reason)


def may_be_locked(writing: Writing) -> bool:
    """A reply has no replies of its own that one could stop."""
    return not (isinstance(writing, Comment) and writing.parent_id)


@transaction.atomic
def answer(contribution: Contribution, *, text: str, by: User) -> OfficialAnswer:
    """Answer in the name of the town; the author is told."""
    _ensure_answers(by)
    given = OfficialAnswer.objects.create(
        contribution=contribution,
        text=text,
        by=by,
        post=by.posts.order_by("pk").first(),
    )
    audit.record("participation.answer", contribution, actor=by)
    told.everyone(
        contribution,
        _("The town has answered you"),
        text,
        others=_("The town has answered"),
    )
    announce(contribution)
    return given


@transaction.atomic
def set_outcome(
    contribution: Contribution,
    *,
    status: str,
    reason: str,
    by: User,
    decision: Decision | None = None,
) -> Outcome:
    """Say what becomes of a contribution, and why; the author is told."""
    _ensure_answers(by)
    outcome = Outcome.objects.create(
        contribution=contribution,
        status=status,
        reason=reason,
        decision=decision,
        by=by,
    )
    audit.record(
        "participation.outcome",
        contribution,
        actor=by,
        reason=reason,
        data={"status": status},
    )
    status = {"status": outcome.get_status_display()}
    told.everyone(
        contribution,
        _("What becomes of your contribution: %(status)s") % status,
        reason,
        others=_("What becomes of it: %(status)s") % status,
    )
    announce(contribution)
    return outcome


def ensure_moderates(person: User) -> None:
    ensure(YES if actor_of(person).moderates else Answer(Reason.ROLE))


def _ensure_answers(person: User) -> None:
    ensure(YES if actor_of(person).answers else Answer(Reason.ROLE))


def held(writing: Writing) -> Writing:
    """The row as it is now, held until this act is done."""
    rows = type(writing).objects.select_for_update(of=("self",))
    return rows.select_related("author").get(pk=writing.pk)


def _set_lock(writing: Writing, reason: str) -> None:
    writing.locked_because = reason
    writing.save(update_fields=["locked_because"])
    announce(writing)


def set_status(writing: Writing, status: str) -> None:
    writing.status = status
    writing.save(update_fields=["status"])
    announce(writing)


def put_on_record(
    writing: Writing,
    act: str,
    by: User,
    *,
    rule: str = "",
    reason: str = "",
    since: datetime | None = None,
) -> ModerationAct:
    """Keep an act; ``since`` is when somebody began to wait for it."""
    row = ModerationAct.objects.create(
        **about(writing),
        act=act,
        by=by,
        rule=rule,
        reason=reason,
        waiting_since=since,
    )
    audit.record(
        f"participation.{act}",
        f"{writing._meta.verbose_name} {writing.pk}",
        actor=by,
        reason=reason,
        data={"rule": rule} if rule else {},
    )
    return row


def about(writing: Writing) -> dict:
    """The foreign key by which a record points to something written."""
    return {"comment" if isinstance(writing, Comment) else "contribution": writing}


def about_act(writing: Writing) -> dict:
    """The same for what points to an act of moderation."""
    return {f"act__{name}": found for name, found in about(writing).items()}


def first_report(writing: Writing) -> datetime | None:
    """Since when a reader waits for somebody to look at this."""
    return writing.reports.open().aggregate(at=Min("created_at"))["at"]


def _settle_reports(writing: Writing, at: datetime | None = None) -> None:
    writing.reports.open().update(settled_at=at or timezone.now())
