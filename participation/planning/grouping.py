"""
Statements with essentially the same content (§ 3 (2) S. 7 BauGB, BP-20).

The machine suggests, a person decides. More than 50 persons, not papers: only then may
inspection take the place of single messages. Whoever can't be told apart counts once,
because a message too many harms nobody, and a message too few the plan.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from home import audit
from home.models import User
from home.words import words_of
from participation.intake import identity_of
from participation.planning import likeness, weighing
from participation.planning.models import (
    Plan,
    Point,
    Signatory,
    Statement,
    StatementGroup,
    StatementVersion,
)
from participation.planning.weighing_rights import can_weigh

MOST_SINGLE_MESSAGES = 50  # § 3 (2) S. 7: “mehr als 50 Personen”


@dataclass(frozen=True)
class Person:
    """Who stands behind a statement: known by name and address, by name, or not."""

    identity: str
    name: str
    statement: int


def persons_in(group: StatementGroup) -> int:
    """How many different people stand behind a group, lists of signatures included."""
    return count(people_behind(group.statements.standing()))


def persons_by_group(plan: Plan) -> dict[int, int]:
    """The same for all groups of a plan at once."""
    rows = plan.statements.standing().filter(group__isnull=False)
    groups = dict(rows.order_by().values_list("pk", "group"))
    people: dict[int, list[Person]] = {}
    for person in people_behind(rows):
        people.setdefault(groups[person.statement], []).append(person)
    return {group: count(found) for group, found in people.items()}


def people_behind(statements: QuerySet) -> list[Person]:
    givers = statements.order_by().values_list("pk", "name", "organisation", "address")
    people = [
        Person(identity_of(name or body, address), plain(name or body), pk)
        for pk, name, body, address in givers
    ]
    signed = Signatory.objects.filter(statement__in=statements.order_by().values("pk"))
    people += [
        Person(identity, plain(name), pk)
        for pk, name, identity in signed.order_by().values_list(
            "statement", "name", "identity"
        )
    ]
    return people


def plain(name: str) -> str:
    return " ".join(sorted(words_of(name)))


def count(people: Iterable[Person]) -> int:
    """
    Different people: by name and address; without an address by name, unless somebody
    of that name is counted; without a name by statement, if nobody else signed it.
    """
    people = list(people)
    known = [person for person in people if person.identity]
    names_known = {person.name for person in known}
    named = {person.name for person in people if not person.identity} - names_known
    signed = {person.statement for person in people if person.identity or person.name}
    nameless = {person.statement for person in people} - signed
    identities = {person.identity for person in known}
    return len(identities) + len(named - {""}) + len(nameless)


def is_collective(group: StatementGroup) -> bool:
    """Whether inspection really takes the place of single messages today."""
    return group.collective and not is_few(persons_in(group))


def is_few(persons: int) -> bool:
    """Whether everybody gets a message of their own: up to 50, the 51st turns it."""
    return persons <= MOST_SINGLE_MESSAGES


# Suggestions


@dataclass(frozen=True)
class Suggestion:
    """Statements that sound alike, the text of the first, how many are behind them."""

    statements: list[Statement]
    example: str
    persons: int


def suggestions(plan: Plan, most: int = 20) -> list[Suggestion]:
    """Ungrouped statements of the public that sound alike, the largest group first."""
    rows = ungrouped(plan)
    texts = current_texts(rows)
    found = likeness.clusters(texts)[:most]
    keys = [pk for cluster in found for pk in cluster]
    by_key = {row.pk: row for row in rows.filter(pk__in=keys).select_related("plan")}
    people: dict[int, list[Person]] = {}
    for person in people_behind(rows.filter(pk__in=keys)):
        people.setdefault(person.statement, []).append(person)
    return [
        Suggestion(
            [by_key[pk] for pk in cluster],
            texts[cluster[0]],
            count(person for pk in cluster for person in people.get(pk, ())),
        )
        for cluster in found
    ]


def ungrouped(plan: Plan) -> QuerySet:
    rows = plan.statements.standing().filter(group=None, no_concerns=False)
    return rows.exclude(giver=Statement.Giver.AUTHORITY)


def current_texts(statements: QuerySet) -> dict[int, str]:
    """The wording that counts of each, in one query."""
    versions = StatementVersion.objects.filter(
        statement__in=statements.order_by().values("pk")
    )
    return dict(versions.order_by("number").values_list("statement", "text"))


# Decisions


@transaction.atomic
def make(plan: Plan, statements: QuerySet, *, title: str, by: User) -> StatementGroup:
    """Say that these statements are essentially the same."""
    ensure_weighs(by, plan)
    group = StatementGroup.objects.create(plan=plan, title=title, made_by=by)
    put_in(group, statements, by=by)
    return group


@transaction.atomic
def put_in(group: StatementGroup, statements: QuerySet, *, by: User) -> int:
    """Add statements of the same plan that are in no group; returns how many."""
    ensure_weighs(by, group.plan)
    free = Statement.objects.filter(plan=group.plan, group=None)
    chosen = list(free.filter(pk__in=statements.order_by().values("pk")))
    if not chosen:
        raise ValidationError(_("Please choose statements that are in no group yet."))
    keys = [row.pk for row in chosen]
    free.filter(pk__in=keys).update(group=group)
    numbers = [row.number for row in chosen]
    data = {"statements": numbers, "persons": persons_in(group)}
    put_on_record("group", group, by=by, data=data)
    return len(keys)


@transaction.atomic
def take_out(statement: Statement, *, by: User) -> None:
    """This statement says something else after all."""
    ensure_weighs(by, statement.plan)
    group = statement.group
    if group is None:
        return
    Statement.objects.filter(pk=statement.pk).update(group=None)
    data = {"statement": statement.number}
    put_on_record("ungroup", group, by=by, data=data)
    if group.collective and is_few(persons_in(group)):
        end_collective(group, by=by)


@transaction.atomic
def go_collective(group: StatementGroup, *, place: str, hours: str, by: User) -> None:
    """Let people inspect the result instead of writing to each (from 51 persons)."""
    ensure_weighs(by, group.plan)
    StatementGroup.objects.select_for_update().get(pk=group.pk)
    persons = persons_in(group)
    if is_few(persons):
        raise ValidationError(too_few(persons))
    if not (place.strip() and hours.strip()):
        raise ValidationError(_("Please name the place and the opening hours."))
    group.collective = True
    group.inspection_place, group.inspection_hours = place, hours
    group.save(update_fields=["collective", "inspection_place", "inspection_hours"])
    put_on_record("collective", group, by=by, data={"persons": persons})


def too_few(persons: int) -> str:
    """Why everybody gets a message of their own."""
    words = ngettext(
        "%(n)d person stands behind this group. Inspection may replace single messages"
        " only from 51 persons (§ 3 (2) S. 7 BauGB).",
        "%(n)d persons stand behind this group. Inspection may replace single messages"
        " only from 51 persons (§ 3 (2) S. 7 BauGB).",
        persons,
    )
    return words % {"n": persons}


@transaction.atomic
def end_collective(group: StatementGroup, *, by: User) -> None:
    """Everybody gets a message of their own again."""
    ensure_weighs(by, group.plan)
    group.collective = False
    group.save(update_fields=["collective"])
    put_on_record("single", group, by=by)


@transaction.atomic
def dissolve(group: StatementGroup, *, by: User) -> None:
    """They were not the same after all; the statements and their points stay."""
    ensure_weighs(by, group.plan)
    numbers = list(group.statements.values_list("number", flat=True))
    data = {"title": group.title, "statements": numbers}
    put_on_record("dissolve", group, by=by, data=data)
    group.statements.update(group=None)
    group.delete()


def points_of(group: StatementGroup, *, topic: str = "", replace: bool) -> QuerySet:
    """The points that a common proposal reaches: by topic, and with or without one."""
    points = Point.objects.filter(
        statement__group=group, statement__withdrawn_at=None, resolution=None
    )
    points = points.filter(topic=topic) if topic else points
    return points if replace else points.filter(proposal="")


@transaction.atomic
def propose(
    group: StatementGroup,
    *,
    text: str,
    result: str,
    by: User,
    topic: str = "",
    replace: bool = False,
) -> int:
    """Give all members the same answer in one act; a member without points gets one."""
    ensure_weighs(by, group.plan)
    if not topic:
        weighing.take_all_whole(group.statements.standing(), by=by)
    points = points_of(group, topic=topic, replace=replace)
    ready = points.filter(step=Point.Step.READY)
    answer = {"proposal": text, "proposed_result": result}
    keys = list(ready.values_list("pk", flat=True))
    others = points.exclude(pk__in=keys)
    prepared = answer | {"step": Point.Step.PREPARED}
    number = weighing.change_many(others, by=by, **prepared)
    return number + weighing.change_many(
        Point.objects.filter(pk__in=keys), by=by, **answer
    )


def ensure_weighs(user: User, plan: Plan) -> None:
    if not can_weigh(user, plan):
        raise PermissionDenied("Only planners group statements.")


def put_on_record(
    act: str, group: StatementGroup, *, by: User, data: dict | None = None
) -> None:
    """A group is named by its number; its plan finds the entry by its key."""
    data = {"plan": group.plan_id} | (data or {})
    audit.record(f"planning.{act}", f"Gruppe {group.pk}", actor=by, data=data)
