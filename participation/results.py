"""“What became of it”: the figures of a procedure, over all ways to take part."""

from datetime import date

from django.db.models import Count, Q, Sum

from participation import closing
from participation.models import (
    Comment,
    Contribution,
    Intake,
    Outcome,
    ProcedurePage,
    SamePerson,
    Support,
    Writing,
)


def is_over(procedure: ProcedurePage, day: date) -> bool:
    """Whether nothing is open then or later: before that no support is told."""
    return all(
        span.last_day < day for span in procedure.timetable.spans if span.is_open
    )


def figures(procedure: ProcedurePage, day: date) -> dict:
    """One count over all channels, in a fixed number of queries."""
    rows = list(counted(procedure))
    public = [row for row in rows if row["status"] == Writing.Status.VISIBLE]
    return {
        "contributions": sum(row["number"] for row in public),
        "by_origin": shares(public, "origin", Contribution.Origin.choices),
        "by_outcome": shares(rows, "outcome_status", Outcome.Status.choices),
        "without_outcome": sum(row["number"] for row in rows if is_owed(row)),
        "comments": comments(procedure).count(),
        "people": people(procedure),
        "supports": supports(procedure) if is_over(procedure, day) else None,
    }


def counted(procedure: ProcedurePage):
    """How many contributions there are of each kind that the figures tell apart."""
    rows = closing.contributions_of(procedure).by_people().filter(withdrawn_at=None)
    rows = rows.with_outcome().annotate(leads=Q(merged_into=None)).order_by()
    kinds = rows.values("origin", "status", "outcome_status", "leads")
    return kinds.annotate(number=Count("pk"))


def is_owed(row: dict) -> bool:
    """Whether what is counted here still waits for an outcome."""
    hidden = row["status"] == Writing.Status.HIDDEN
    return row["leads"] and not hidden and row["outcome_status"] is None


def shares(rows: list[dict], name: str, choices) -> list[dict]:
    """How many there are of each choice, with the whole for the bar beside it."""
    found = []
    for value, label in choices:
        number = sum(row["number"] for row in rows if row[name] == value)
        if number:
            found.append({"label": label, "number": number})
    whole = sum(row["number"] for row in found)
    return [row | {"of": whole} for row in found]


def comments(procedure: ProcedurePage):
    return Comment.objects.published().filter(
        is_official=False, contribution__activity__procedure=procedure.pk
    )


def supports(procedure: ProcedurePage) -> int:
    """Support over all channels; once for what was merged."""
    leading = closing.contributions_of(procedure).published().filter(merged_into=None)
    counts = leading.with_counts().aggregate(number=Sum("support_count"))
    return counts["number"] or 0


def people(procedure: ProcedurePage) -> int:
    """
    How many took part: accounts once, whoever wrote on paper once.

    Two entries count as one person when a human has said so.
    """
    there = Q(contribution__activity__procedure=procedure.pk)
    known = [
        closing.contributions_of(procedure)
        .by_people()
        .exclude(author=None)
        .values("author"),
        comments(procedure).exclude(author=None).values("author"),
        Support.objects.filter(there).exclude(person=None).values("person"),
    ]
    first, *others = (rows.order_by() for rows in known)
    accounts = first.union(*others).count()
    on_paper = Intake.objects.filter(there)
    same = SamePerson.objects.confirmed().filter(intake__in=on_paper.values("pk"))
    doubles = same.values("intake").distinct().count()
    return accounts + on_paper.count() - doubles
