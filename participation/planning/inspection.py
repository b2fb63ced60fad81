"""
Inspection in place of single messages, from 51 persons on (§ 3 (2) S. 7 BauGB, BP-20).

That statements are alike is decided with the weighing (``grouping``); here the place
is announced, and with that day everybody in the groups counts as told.
"""

from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from home.models import User
from home.notices import town
from participation.planning import grouping
from participation.planning.models import (
    Plan,
    PublicNotice,
    ResultMessage,
    Statement,
    StatementGroup,
)
from participation.planning.results import (
    inspection_of,
    is_decided,
    owed,
    with_results,
)
from participation.planning.table import PIECE

AT_ONCE = 500


def groups_of(plan: Plan) -> QuerySet:
    """Groups for which a person chose inspection."""
    return plan.groups.filter(collective=True)


def missing(plan: Plan, fields: dict) -> list[str]:
    """What the law asks for before single messages may be left out."""
    groups = list(groups_of(plan))
    if not groups:
        return [_("For no group of statements inspection was chosen.")]
    return [words for group in groups for words in lacking(group)]


def lacking(group: StatementGroup) -> list[str]:
    found = []
    persons = grouping.persons_in(group)
    if persons <= grouping.MOST_SINGLE_MESSAGES:
        found.append(grouping.too_few(persons))
    if not (group.inspection_place and group.inspection_hours):
        found.append(
            _("Group “%s”: the place and the opening hours are missing.") % group.title
        )
    if undecided := [str(row) for row in members(group) if not is_decided(row)]:
        words = _("Group “%(group)s”: no result of the council yet for %(numbers)s.")
        numbers = ", ".join(undecided[:10])
        found.append(words % {"group": group.title, "numbers": numbers})
    return found


def members(group: StatementGroup) -> QuerySet:
    return with_results(owed(group.plan).filter(group=group)).select_related("plan")


def text(plan: Plan, fields: dict) -> str:
    """The wording of the notice: where, when, whose result."""
    places = [
        f"{group.title}: {group.inspection_place},"
        f" während der Dienststunden: {group.inspection_hours}"
        for group in groups_of(plan)
    ]
    name = getattr(town(), "name", "")
    paragraphs = [
        "Öffentliche Bekanntmachung",
        f"{plan.get_kind_display()} „{plan.name}“ ({plan.number}):"
        " Einsicht in das Ergebnis der Prüfung der Stellungnahmen",
        "Zum Entwurf haben mehr als 50 Personen Stellungnahmen mit im Wesentlichen"
        " gleichem Inhalt abgegeben. Die Mitteilung des Ergebnisses der Prüfung wird"
        " nach § 3 Absatz 2 Satz 7 BauGB dadurch ersetzt, dass diesen Personen die"
        " Einsicht in das Ergebnis ermöglicht wird.",
        "Das Ergebnis kann bei folgender Stelle während der Dienststunden eingesehen"
        " werden:",
        "\n".join(places),
        name,
    ]
    return "\n\n".join(filter(None, paragraphs))


def take_effect(notice: PublicNotice, effective_on: date, *, by: User) -> None:
    """With its appearance, everybody in the groups is told; nobody a second time."""
    for group in groups_of(notice.plan):
        waiting = members(group).filter(result_messages=None)
        told = [
            announced(statement, notice, effective_on, by)
            for statement in waiting.iterator(chunk_size=PIECE)
        ]
        ResultMessage.objects.bulk_create(told, batch_size=AT_ONCE)


def announced(
    statement: Statement, notice: PublicNotice, on: date, by: User
) -> ResultMessage:
    where = inspection_of(statement)
    return ResultMessage(
        statement=statement,
        channel=ResultMessage.Channel.INSPECTION,
        text=f"{where['place']}, {where['hours']} (Bekanntmachung {notice.pk})",
        sent_on=on,
        made_by=by,
    )
