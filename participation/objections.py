"""The author's way to have a hiding looked at again: once, by somebody else."""

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from home import audit
from home.models import User, Visitor
from home.roles import PARTICIPATION_MODERATORS
from participation import told
from participation.models import ModerationAct, Objection, Writing
from participation.moderation import (
    Act,
    ensure_moderates,
    held,
    put_on_record,
    set_status,
)
from participation.permissions import YES, Answer, Reason
from participation.refusals import Refused, ensure


def hiding_to_object_to(writing: Writing, person: Visitor) -> ModerationAct | None:
    """The hiding against which this person can still say something."""
    if not (writing.is_by(person) and writing.is_hidden and not writing.withdrawn_at):
        return None
    act = writing.moderation_acts.filter(act=Act.HIDE).first()
    return act if act and not Objection.objects.filter(act=act).exists() else None


@transaction.atomic
def object_to(writing: Writing, *, text: str, by: User) -> Objection:
    """Say why something should not have been hidden. The database lets it be once."""
    act = hiding_to_object_to(writing, by)
    if act is None:
        raise Refused(Answer(Reason.OBJECTED))
    try:
        with transaction.atomic():
            objection = Objection.objects.create(act=act, text=text)
    except IntegrityError as error:
        raise Refused(Answer(Reason.OBJECTED)) from error
    subject = f"{writing._meta.verbose_name} {writing.pk}"
    audit.record("participation.objection", subject, actor=by)
    return objection


@transaction.atomic
def decide(objection: Objection, *, grant: bool, reason: str, by: User) -> None:
    """Grant an objection or decline it, with a reason; the author is told."""
    ensure_moderates(by)
    objection = Objection.objects.select_for_update().get(pk=objection.pk)
    if not objection.is_open:
        return
    ensure(may_decide(objection, by))
    writing = held(objection.act.contribution or objection.act.comment)
    if grant:
        set_status(writing, Writing.Status.VISIBLE)
    act = Act.RESTORE if grant else Act.CONFIRM
    put_on_record(writing, act, by, reason=reason, since=objection.created_at)
    objection.settle(grant, reason=reason, by=by)
    title = _("Your objection was granted: your text is public again")
    if not grant:
        title = _("Your objection was declined: your text stays hidden")
    told.author(writing, title, reason)


def may_decide(objection: Objection, person: User) -> Answer:
    """Whoever hid it decides only if there is nobody else who could."""
    if objection.act.by_id == person.pk and other_moderators(person).exists():
        return Answer(Reason.OWN_DECISION)
    return YES


def is_seen_by_another(act: ModerationAct) -> bool:
    """Whether there is somebody else than before to decide on an objection."""
    return act.by is None or other_moderators(act.by).exists()


def other_moderators(person: User) -> QuerySet[User]:
    moderators = User.objects.filter(
        groups__name=PARTICIPATION_MODERATORS, is_active=True
    )
    return moderators.exclude(pk=person.pk)
