"""
Live questions: which are asked, which is being answered, which are answered.

A question is a contribution like any other. It is answered once it has an outcome, so
that the receipt, the file and the result page say the same as the screen in the room.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from home import pagecache
from home.models import User
from participation.models import (
    Activity,
    CalledQuestion,
    Contribution,
    Outcome,
)
from participation.moderation import ensure_moderates, set_outcome
from participation.permissions import Answer, Reason, figures_shown
from participation.refusals import Refused

ON_SCREEN = 4  # of each kind: what can be read from the last row
LATELY_ANSWERED = 3
NEWEST = ("-created_at", "-pk")
SUPPORTED = ("-support_count", "created_at", "pk")


def asked(activity: Activity) -> QuerySet:
    """The public questions; what was merged into another is asked there."""
    found = Contribution.objects.filter(activity=activity, merged_into=None)
    found = found.published().select_related("author")
    return found.with_counts().with_outcome()


def unanswered(activity: Activity) -> QuerySet:
    """What is still to be answered, without what is being answered right now."""
    return asked(activity).filter(outcome_status=None, called=None)


def answered(activity: Activity) -> QuerySet:
    """What was answered, the latest first."""
    latest = Outcome.objects.filter(contribution=OuterRef("pk")).order_by("-pk")
    found = asked(activity).exclude(outcome_status=None)
    answered_at = Subquery(latest.values("pk")[:1])
    return found.annotate(answered_at=answered_at).order_by("-answered_at")


def current(activity: Activity) -> Contribution | None:
    """The question that is being answered, as long as everybody may read it."""
    called = asked(activity).filter(outcome_status=None, called__activity=activity)
    return called.first()


def numbers(activity: Activity) -> dict[str, int]:
    """How many questions were asked, and how many of them answered."""
    found = Contribution.objects.filter(activity=activity, merged_into=None)
    is_answered = Q(outcomes__isnull=False)
    return found.published().aggregate(
        asked=Count("pk", distinct=True),
        answered=Count("pk", filter=is_answered, distinct=True),
    )


def order(activity: Activity, at: datetime) -> tuple[str, ...]:
    """As long as figures are kept, no order may tell them."""
    return SUPPORTED if figures_shown(activity, at) else NEWEST


def screen(activity: Activity, at: datetime) -> dict:
    """
    What stands on the screen: the most supported questions, and the latest ones,
    so that nobody's question waits to be seen until others have supported it.
    """
    first = []
    if figures_shown(activity, at):
        supported = unanswered(activity).filter(support_count__gt=0)
        first = list(supported.order_by(*SUPPORTED)[:ON_SCREEN])
    others = unanswered(activity).exclude(pk__in=[row.pk for row in first])
    newest = list(others.order_by(*NEWEST)[: ON_SCREEN if first else 2 * ON_SCREEN])
    found = numbers(activity)
    now = current(activity)
    shown = len(first) + len(newest) + (now is not None)
    return {
        "current": now,
        "first": first,
        "newest": newest,
        "answered": list(answered(activity)[:LATELY_ANSWERED]),
        "numbers": found,
        "more": max(0, found["asked"] - found["answered"] - shown),
    }


@transaction.atomic
def call_up(question: Contribution, *, by: User) -> None:
    """Say that this question is being answered now, instead of any other."""
    ensure_moderates(by)
    _ensure_asked(question)
    CalledQuestion.objects.update_or_create(
        activity_id=question.activity_id, defaults={"contribution": question}
    )
    transaction.on_commit(pagecache.drop_all)


@transaction.atomic
def put_back(question: Contribution, *, by: User) -> None:
    """It is not being answered now after all."""
    ensure_moderates(by)
    CalledQuestion.objects.filter(contribution=question).delete()
    transaction.on_commit(pagecache.drop_all)


@transaction.atomic
def mark_answered(question: Contribution, *, by: User) -> None:
    """Put on record that a question was answered in the room; once is enough."""
    ensure_moderates(by)
    _ensure_asked(question)
    # Two moderators at once: the second one waits, and finds it answered.
    Contribution.objects.select_for_update().get(pk=question.pk)
    if not question.outcomes.exists():
        said = {"status": Outcome.Status.ANSWERED, "reason": _("Answered in the room.")}
        set_outcome(question, **said, by=by)
    put_back(question, by=by)


def _ensure_asked(question: Contribution) -> None:
    """What nobody may read is neither called up nor answered in the room."""
    if not question.is_public or question.merged_into_id:
        raise Refused(Answer(Reason.HIDDEN))
