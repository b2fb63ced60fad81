"""“What became of it”: the figures of a procedure, over all ways to take part."""

from datetime import date

from django.db.models import CharField, Count, F, Q, Sum, Value
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from participation import closing
from participation.models import (
    Comment,
    Contribution,
    Intake,
    Outcome,
    ProcedurePage,
    Rating,
    SamePerson,
    Support,
    SurveyResponse,
    VoterRoll,
    Writing,
)
from participation.suppression import FEWEST

UNSETTLED = (None, Outcome.Status.IN_REVIEW)


def is_over(procedure: ProcedurePage, day: date) -> bool:
    """Whether nothing is open then or later: before that no support is told."""
    return all(
        span.last_day < day for span in procedure.timetable.spans if span.is_open
    )


def figures(procedure: ProcedurePage, day: date) -> dict:
    """One count over all channels, in a fixed number of queries."""
    rows = list(counted(procedure))
    public = [row for row in rows if row["status"] == Writing.Status.VISIBLE]
    over = is_over(procedure, day)
    return {
        "contributions": sum(row["number"] for row in public),
        "by_origin": shares(public, "origin", Contribution.Origin.choices),
        "by_outcome": shares(rows, "outcome_status", Outcome.Status.choices),
        "without_outcome": sum(row["number"] for row in rows if is_owed(row)),
        "comments": comments(procedure).count(),
        "people": people(procedure, all_formats=over),
        "supports": supports(procedure) if over else None,
        "ratings": ratings(procedure).count() if over else None,
        "ballots": ballots(procedure).count() if over else None,
        "answers": answers(procedure).count() if over else None,
    }


def told(figures: dict) -> list[tuple[str, int]]:
    """What there is to tell, in words; nothing of a format that was not used."""
    rows = [
        (_("People who took part"), figures["people"]),
        (pgettext("figures", "Contributions"), figures["contributions"]),
        (pgettext("figures", "Comments"), figures["comments"]),
        (pgettext("figures", "Supports"), figures["supports"]),
        (pgettext("figures", "Ratings"), figures["ratings"]),
        (pgettext("figures", "Ballots"), figures["ballots"]),
        (pgettext("figures", "Answered surveys"), figures["answers"]),
    ]
    used = [(words, number) for words, number in rows if number]
    if figures["contributions"]:
        used.append((_("Still without outcome"), figures["without_outcome"]))
    return used


def counted(procedure: ProcedurePage):
    """How many contributions there are of each kind that the figures tell apart."""
    rows = closing.contributions_of(procedure).by_people().filter(withdrawn_at=None)
    rows = rows.with_outcome().annotate(leads=Q(merged_into=None)).order_by()
    kinds = rows.values("origin", "status", "outcome_status", "leads")
    return kinds.annotate(number=Count("pk"))


def is_owed(row: dict) -> bool:
    """Whether what is counted here still waits for an outcome."""
    hidden = row["status"] == Writing.Status.HIDDEN
    return row["leads"] and not hidden and row["outcome_status"] in UNSETTLED


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


def ratings(procedure: ProcedurePage):
    return Rating.objects.filter(contribution__activity__procedure=procedure.pk)


def ballots(procedure: ProcedurePage):
    """Who has voted, as the roll says: in a secret vote it knows no ballot."""
    return VoterRoll.objects.filter(activity__procedure=procedure.pk)


def answers(procedure: ProcedurePage):
    """What was handed in to surveys that have enough answers to be told."""
    rows = SurveyResponse.objects.handed_in().order_by()
    rows = rows.filter(activity__procedure=procedure.pk)
    surveys = rows.values("activity").annotate(number=Count("pk"))
    enough = surveys.filter(number__gte=FEWEST)
    return rows.filter(activity__in=enough.values("activity"))


def people(procedure: ProcedurePage, *, all_formats: bool) -> int:
    """
    How many took part: accounts once, whoever wrote on paper once.

    Two entries count as one person when a human has said so. Before the end nobody
    counts who only voted, rated, answered or supported what keeps its figures;
    whoever answered without a name, never.
    """
    rows = TOLD_AT_ONCE + (TOLD_AT_THE_END if all_formats else ())
    first, *others = (found(procedure).order_by() for found in rows)
    there = Q(contribution__activity__procedure=procedure.pk)
    on_paper = Intake.objects.filter(there)
    same = SamePerson.objects.confirmed().filter(intake__in=on_paper.values("pk"))
    doubles = same.values("intake").distinct().count()
    return first.union(*others).count() + on_paper.count() - doubles


def keys_of(rows, name: str):
    """These people under the keys by which the roll of voters knows them."""
    known = rows.filter(**{f"{name}__isnull": False})
    key = Concat(Value("person:"), Cast(name, CharField()), output_field=CharField())
    return known.annotate(voter=key).values("voter")


def authors(procedure):
    return keys_of(closing.contributions_of(procedure).by_people(), "author")


def commenters(procedure):
    return keys_of(comments(procedure), "author")


def supporters(procedure):
    there = Q(contribution__activity__procedure=procedure.pk)
    return keys_of(Support.objects.filter(there), "person")


def openly_supporting(procedure):
    there = Q(contribution__activity__procedure=procedure.pk)
    shown = Q(contribution__activity__figures_after_end=False)
    return keys_of(Support.objects.filter(there, shown), "person")


def raters(procedure):
    return keys_of(ratings(procedure), "person")


def voters(procedure):
    return ballots(procedure).annotate(voter=F("voter_key")).values("voter")


def answerers(procedure):
    return keys_of(answers(procedure), "participant")


TOLD_AT_ONCE = (authors, commenters, openly_supporting)
TOLD_AT_THE_END = (supporters, raters, voters, answerers)
