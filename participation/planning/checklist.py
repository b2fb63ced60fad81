"""
The steps of a plan in the order of the law: what is done, what is next, what blocks.

Each step names its norm. Nothing is ticked by hand: a step is done when the rows say
so. ``steps`` is a pure function of ``Facts``; ``facts_of`` reads them for many plans
in a fixed number of queries.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Q, QuerySet, TextChoices
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from participation.planning import round_steps
from participation.planning.models import (
    Plan,
    PlanDocument,
    Point,
    PublicNotice,
    Resolution,
    Round,
    Statement,
)
from participation.planning.offers import EARLY

Role, Notice = PlanDocument.Role, PublicNotice.Kind
# The same as ``to_weigh``, as a condition to count by.
NEEDS_ANSWER = Q(no_concerns=False) & ~Q(late_check__is_disregarded=True)
PUBLICATIONS = ("3-2", "13", "13a")
RENEWED = ("4a-3", "4a-3-limited")


class State(TextChoices):
    """How far a step has come."""

    DONE = "done", pgettext_lazy("step", "done")
    NOW = "now", pgettext_lazy("step", "in progress")
    NEXT = "next", pgettext_lazy("step", "next")
    LATER = "later", pgettext_lazy("step", "later")


@dataclass(frozen=True)
class Step:
    """One step by law; ``words`` say what there is or what is missing."""

    title: str
    norm: str
    state: State
    words: str = ""
    due: date | None = None
    url_name: str = ""  # the section of the desk where it is done


@dataclass(frozen=True)
class Facts:
    """What the rows say about one plan on one day."""

    plan: Plan
    rounds: tuple[Round, ...]
    roles: frozenset[str]
    appeared: frozenset[str]  # kinds of notices that have appeared
    asks_renewal: bool
    statements: int
    open_points: int
    without_points: int
    untold: int
    adopted: bool

    def of_rule(self, audience: str, *rules: str) -> list[Round]:
        return [r for r in self.rounds if r.audience == audience and r.rule in rules]


def facts_of(plans: QuerySet) -> dict[int, Facts]:
    """The facts of these plans, by their keys."""
    plans = list(
        plans.prefetch_related(
            "rounds__notices__appearances",
            "rounds__portal_entries",
            "documents__versions",
            "notices__appearances",
            "resolutions",
        )
    )
    figures = counted(plans)
    return {plan.pk: facts(plan, figures[plan.pk]) for plan in plans}


def facts(plan: Plan, figures: dict) -> Facts:
    documents = list(plan.documents.all())
    versions = [version for row in documents for version in row.versions.all()]
    return Facts(
        plan=plan,
        rounds=tuple(plan.rounds.all()),
        roles=frozenset(row.role for row in documents if row.versions.all()),
        appeared=frozenset(n.kind for n in plan.notices.all() if n.appearances.all()),
        asks_renewal=any(version.asks_renewal for version in versions),
        adopted=any(
            row.kind == Resolution.Kind.STATUTE for row in plan.resolutions.all()
        ),
        **figures,
    )


def counted(plans: Iterable[Plan]) -> dict[int, dict]:
    """Statements and points of plans, in two queries."""
    keys = [plan.pk for plan in plans]
    empty = {"statements": 0, "open_points": 0, "without_points": 0, "untold": 0}
    found = {key: dict(empty) for key in keys}
    unsplit = NEEDS_ANSWER & Q(points=None)
    untold = NEEDS_ANSWER & Q(result_messages=None) & ~Q(round__rule__in=EARLY)
    standing = Statement.objects.standing().filter(plan__in=keys).order_by()
    rows = standing.values("plan").annotate(
        statements=Count("pk", distinct=True),
        without_points=Count("pk", filter=unsplit, distinct=True),
        untold=Count("pk", filter=untold, distinct=True),
    )
    for row in rows:
        found[row.pop("plan")] |= row
    for row in unready(keys).values("statement__plan").annotate(number=Count("pk")):
        found[row["statement__plan"]]["open_points"] = row["number"]
    return found


def unready(plans: list[int]) -> QuerySet:
    """Points that the council will decide on and that are not ready for it."""
    statements = Statement.objects.to_weigh().filter(plan__in=plans).order_by()
    points = Point.objects.filter(statement__in=statements.values("pk")).order_by()
    return points.exclude(step=Point.Step.READY)


def steps(given: Facts, today: date) -> list[Step]:
    """All steps; the first that is not done, and is not running, is the next."""
    found, next_was_named = [], False
    for step in all_steps(given, today):
        if step.state == State.LATER and not next_was_named:
            step = replace(step, state=State.NEXT)
            next_was_named = True
        found.append(step)
    return found


def all_steps(given: Facts, today: date) -> Iterator[Step]:
    yield drawing_up(given)
    if given.plan.way == Plan.Way.REGULAR or given.of_rule("public", "3-1"):
        yield round_step(given, today, "public", _("Early participation"), "3-1")
        yield round_step(given, today, "authorities", _("Early asking"), "4-1")
    yield documents(given)
    yield round_step(given, today, "public", _("Publication"), *PUBLICATIONS)
    yield round_step(given, today, "authorities", _("Authorities"), "4-2", "13", "13a")
    if given.asks_renewal or given.of_rule("public", *RENEWED):
        yield round_step(given, today, "public", _("Renewed publication"), *RENEWED)
    yield weighing(given)
    yield adoption(given)
    yield telling(given)
    yield entry_into_force(given)


NORMS = {
    "3-1": "§ 3 Abs. 1 BauGB",
    "4-1": "§ 4 Abs. 1 BauGB",
    "3-2": "§ 3 Abs. 2 BauGB",
    "4-2": "§ 4 Abs. 2 BauGB",
    "4a-3": "§ 4a Abs. 3 BauGB",
}


def drawing_up(given: Facts) -> Step:
    day = given.plan.drawn_up_on
    return Step(
        _("Decision to draw the plan up"),
        "§ 2 Abs. 1 BauGB",
        State.DONE if day else State.LATER,
        words_on(day) if day else _("Enter the day of the decision."),
        url_name="planning:plan_edit",
    )


def round_step(given: Facts, today: date, audience: str, title: str, *rules) -> Step:
    """A participation by law: from its first draft to its last day."""
    rounds = given.of_rule(audience, *rules)
    latest = max(rounds, key=lambda row: (row.number, row.pk), default=None)
    state, words, due = standing_of(latest, today)
    return Step(title, NORMS[rules[0]], state, words, due, "planning:rounds")


def standing_of(latest: Round | None, today: date) -> tuple:
    if latest is None:
        return State.LATER, _("No round has been prepared."), None
    if latest.waiver:
        return State.DONE, _("Waived, with its ground on file."), None
    if not latest.is_published:
        waits = _("Waits for approval.") if latest.submitted_at else _("A draft.")
        return State.NOW, waits, latest.first_day
    if today > latest.last_day:
        return State.DONE, _("Ended on %s.") % spelled(latest.last_day), None
    if today < latest.first_day:
        words, due = _("Begins on %s.") % spelled(latest.first_day), latest.first_day
    else:
        words, due = _("Runs until %s.") % spelled(latest.last_day), latest.last_day
    if owed := round_steps.of_announcing(latest) or round_steps.of_portal(latest):
        words, due = f"{words} {owed.words}", owed.due
    return State.NOW, words, due


def documents(given: Facts) -> Step:
    needed = [Role.DRAFT, Role.REASONS]
    if given.plan.needs_environment_report:
        needed.append(Role.ENVIRONMENT_REPORT)
    missing = [str(role.label) for role in needed if role not in given.roles]
    words = _("Missing: %s.") % ", ".join(missing) if missing else _("All there.")
    state = State.LATER if missing else State.DONE
    return Step(
        _("Draft with its reasons"),
        "§§ 2a, 3 Abs. 2 BauGB",
        state,
        words,
        url_name="planning:documents",
    )


def weighing(given: Facts) -> Step:
    unsplit, unready = given.without_points, given.open_points
    if not given.statements:
        return Step(
            _("Weighing"),
            "§ 1 Abs. 7 BauGB",
            State.LATER,
            _("No statement so far."),
            url_name="planning:weighing",
        )
    words = _("%(unsplit)d statements without points, %(unready)d points not ready.")
    done = not (unsplit or unready)
    return Step(
        _("Weighing"),
        "§ 1 Abs. 7 BauGB",
        State.DONE if done else State.NOW,
        _("All points are ready.")
        if done
        else words % {"unsplit": unsplit, "unready": unready},
        url_name="planning:weighing",
    )


def adoption(given: Facts) -> Step:
    return Step(
        _("Adoption as a statute"),
        "§ 10 Abs. 1 BauGB",
        State.DONE if given.adopted else State.LATER,
        words_on(given.plan.statute_on) if given.plan.statute_on else "",
        url_name="planning:council",
    )


def telling(given: Facts) -> Step:
    """The result is told when the council has decided, not before."""
    done = given.adopted and not given.untold
    words = _("%d statements wait for their result.") % given.untold
    return Step(
        _("Telling the result"),
        "§ 3 Abs. 2 Satz 6 BauGB",
        State.DONE if done else State.LATER,
        words if given.untold else "",
        url_name="planning:council",
    )


def entry_into_force(given: Facts) -> Step:
    day = given.plan.in_force_on
    return Step(
        _("Entry into force"),
        "§ 10 Abs. 3 BauGB",
        State.DONE if day else State.LATER,
        words_on(day) if day else _("By its own notice."),
        url_name="planning:council",
    )


def words_on(day: date) -> str:
    return _("On %s.") % spelled(day)


def spelled(day: date) -> str:
    return date_format(day, "j. F Y")
