"""
The statements of a plan as planners look through them.

Who sees the list sees names, so each look is on record: once for a person, a plan and
a day.
"""

from datetime import datetime, time

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Substr
from django.utils import timezone
from django.utils.translation import pgettext

from home import audit
from home.models import AuditEntry, User
from participation.clock import BERLIN
from participation.intake import identity_of
from participation.models.contributions import counted
from participation.planning.models import (
    Plan,
    Point,
    Signatory,
    Statement,
    StatementFile,
    StatementVersion,
)
from participation.planning.statements import subject_of

NAMES_SEEN = "planning.names_seen"
OPENING = 180  # characters of a text that a list shows


def statements_of(plan: Plan) -> QuerySet:
    """Each statement of a plan with what a list shows of it, the latest first."""
    wordings = StatementVersion.objects.all()
    latest = wordings.filter(statement=OuterRef("pk")).order_by("-number")
    rows = Statement.objects.filter(plan=plan).select_related("plan", "round")
    return rows.annotate(
        opening=Substr(Subquery(latest.values("text")[:1]), 1, OPENING),
        wording_count=counted(wordings, "statement"),
        file_count=counted(StatementFile.objects.all(), "statement"),
        signatory_count=counted(Signatory.objects.all(), "statement"),
        point_count=counted(Point.objects.all(), "statement"),
    ).order_by("-number")


def narrowed(rows: QuerySet, chosen: dict) -> QuerySet:
    """The rows that fit all that was chosen; what was left open fits everything."""
    for name in ("round", "origin", "giver"):
        if chosen.get(name):
            rows = rows.filter(**{name: chosen[name]})
    if late := chosen.get("late"):
        rows = rows.filter(is_late=late == "ja")
    if withdrawn := chosen.get("withdrawn"):
        rows = rows.filter(withdrawn_at__isnull=withdrawn == "nein")
    if topic := chosen.get("topic"):
        points = Point.objects.filter(statement=OuterRef("pk"), topic=topic)
        rows = rows.filter(Exists(points))
    return searched(rows, chosen.get("q") or "")


def searched(rows: QuerySet, words: str) -> QuerySet:
    """Every word somewhere: in the number, the names, the addresses or the text."""
    for word in words.split()[:6]:
        texts = StatementVersion.objects.filter(
            statement=OuterRef("pk"), text__icontains=word
        )
        fits = Q(Exists(texts))
        for name in ("name", "organisation", "address", "email", "place", "passage"):
            fits |= Q(**{f"{name}__icontains": word})
        number = word.rpartition("-")[2]
        if number.isdecimal() and len(number) < 9:
            fits |= Q(number=int(number))
        rows = rows.filter(fits)
    return rows


def topics_of(plan: Plan) -> list[str]:
    points = Point.objects.filter(statement__plan=plan).exclude(topic="")
    return list(points.order_by("topic").values_list("topic", flat=True).distinct())


def figures(plan: Plan) -> dict[str, int]:
    """What is to be weighed, and what was taken back: that is owed nothing more."""
    standing = Q(withdrawn_at=None)
    return Statement.objects.filter(plan=plan).aggregate(
        standing=Count("pk", filter=standing),
        late=Count("pk", filter=standing & Q(is_late=True)),
        withdrawn=Count("pk", filter=~standing),
    )


def note_names_seen(plan: Plan, user: User) -> None:
    """Put on record that somebody saw who gave statements; once a day is enough."""
    subject = f"Plan {plan.number}"
    midnight = datetime.combine(timezone.localdate(), time(), tzinfo=BERLIN)
    seen = AuditEntry.objects.filter(
        action=NAMES_SEEN, subject=subject, actor=user, at__gte=midnight
    )
    if not seen.exists():
        audit.record(NAMES_SEEN, subject, actor=user)


def same_person(statement: Statement) -> list[Statement]:
    """
    Other statements on the plan that look like the same person's, however written.

    A hint, no more: whether it is one person, a human decides.
    """
    others = Statement.objects.filter(plan=statement.plan_id).exclude(pk=statement.pk)
    identity = identity_of(statement.name, statement.address)
    email = statement.email.lower()
    if not (identity or email):
        return []
    keys = [
        pk
        for pk, *who, mail in others.values_list("pk", "name", "address", "email")
        if (mail and mail.lower() == email)
        or (identity and identity_of(*who) == identity)
    ]
    return list(others.filter(pk__in=keys).select_related("plan"))


def history_of(statement: Statement) -> list[dict]:
    """What was done to a statement, the latest first, in words."""
    words = {
        "planning.statement_received": pgettext("history", "received"),
        "planning.statement_correct": pgettext("history", "new wording"),
        "planning.statement_withdraw": pgettext("history", "withdrawn"),
        "planning.statement_change": pgettext("history", "corrected: %(fields)s"),
    }
    rows = AuditEntry.objects.filter(subject=subject_of(statement))
    return [
        {
            "entry": row,
            "words": words.get(row.action, row.action)
            % {"fields": names_of(row.data.get("changed", []))},
        }
        for row in rows.select_related("actor")
    ]


def names_of(fields: list[str]) -> str:
    return ", ".join(
        str(Statement._meta.get_field(name).verbose_name) for name in fields
    )
