"""
The weighing table: what each statement says, what the town says to it, what follows.

``for_file`` names who wrote and is for the planners and the council alone;
``for_everybody`` is anonymous. Both are read in pieces, so that 3,000 statements need
no more memory than thirty.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from django.db.models import Count, Prefetch, QuerySet
from django.utils.formats import date_format

from participation.planning import redaction
from participation.planning.anonymity import Names, NamesLeft
from participation.planning.models import Plan, Point, Resolution, Statement

PIECE = 200
HEADS = ("Nr.", "Von", "Bezug", "Stellungnahme", "Abwägung", "Ergebnis")
NOT_RELEASED = "Wortlaut noch nicht freigegeben."
NOT_WEIGHED = "Noch nicht abgewogen."
WITHDRAWN = "zurückgezogen"
DISREGARDED = "verspätet, bleibt unberücksichtigt (§ 4a Abs. 5 BauGB)"
NO_CONCERNS = "keine Bedenken"


@dataclass(frozen=True)
class Row:
    """One point, or a statement that has none; in words as they are printed."""

    reference: str
    giver: str
    about: str
    text: str
    proposal: str
    result: str

    @property
    def cells(self) -> tuple[str, ...]:
        return (
            self.reference,
            self.giver,
            self.about,
            self.text,
            self.proposal,
            self.result,
        )


def statements_of(plan: Plan) -> QuerySet:
    """All that came in, in order, with what a row needs; to be read by ``PIECE``."""
    points = Point.objects.select_related("resolution", "document").order_by("number")
    rows = plan.statements.select_related("document", "redaction", "late_check")
    return (
        rows.annotate(signed=Count("signatories"))
        .prefetch_related(Prefetch("points", points), "versions")
        .order_by("number")
    )


def for_file(plan: Plan) -> Iterator[Row]:
    """With names, as it lies in the file."""
    return rows(plan, named, lambda statement, point: point.text)


def for_everybody(plan: Plan) -> Iterator[Row]:
    """
    Without names. Nothing is made if a text of the town names one of the givers.
    """
    names = Names(plan)
    if places := places_with_names(plan, names):
        raise NamesLeft(places)
    return public_rows(plan, names)


def public_rows(plan: Plan, names: Names) -> Iterator[Row]:
    wording = PublicWording(names)
    yield from rows(plan, numbered, wording.of_point, wording.of_statement)


def places_with_names(plan: Plan, names: Names) -> list[str]:
    """Which rows of the anonymous table would name somebody."""
    found = public_rows(plan, names)
    return [row.reference for row in found if names.stand_in("\n".join(row.cells[2:]))]


def rows(
    plan: Plan,
    giver: Callable[[Statement], str],
    passage: Callable[[Statement, Point], str],
    whole: Callable[[Statement], str] = lambda statement: statement.current.text,
) -> Iterator[Row]:
    for statement in statements_of(plan).iterator(chunk_size=PIECE):
        statement.plan = plan
        head = Row(statement.reference, giver(statement), "", "", "", "")
        if settled := settled_otherwise(statement):
            text = "" if statement.withdrawn_at else whole(statement)
            yield replace(head, text=text, result=settled)
            continue
        points = list(statement.points.all())
        for point in points:
            yield row_of(point, head, passage(statement, point))
        if not points:
            yield replace(head, text=whole(statement), proposal=NOT_WEIGHED)


def row_of(point: Point, head: Row, text: str) -> Row:
    return Row(
        reference=f"{head.reference}.{point.number}",
        giver=head.giver,
        about=about(point),
        text=text,
        proposal=point.proposal or NOT_WEIGHED,
        result=result_in_words(point),
    )


def settled_otherwise(statement: Statement) -> str:
    """Why nothing is weighed about it, in words; empty if it is weighed."""
    if statement.withdrawn_at:
        return WITHDRAWN
    if statement.is_disregarded:
        return DISREGARDED
    return NO_CONCERNS if statement.no_concerns else ""


def about(point: Point) -> str:
    parts = (point.topic, point.document.title if point.document else "", point.place)
    return ", ".join(filter(None, parts))


def result_in_words(point: Point) -> str:
    """The council's result; before that, the proposal, and that it is one."""
    if point.resolution is None:
        proposed = point.get_proposed_result_display()
        return f"{proposed} (Vorschlag)" if proposed else ""
    return f"{point.get_result_display()} ({cited(point.resolution)})"


def cited(resolution: Resolution) -> str:
    day = date_format(resolution.day, "j. F Y")
    return f"{resolution.body}, {day}, Vorlage {resolution.item}"


def named(statement: Statement) -> str:
    """Who wrote, with address, and how many signed with them."""
    parts = [statement.organisation, statement.name, statement.address]
    if statement.signed:
        parts.append(f"mit {statement.signed} Unterschriften")
    return ", ".join(filter(None, parts))


def numbered(statement: Statement) -> str:
    """How everybody reads it: authorities speak in office, all others are a number."""
    if statement.giver == Statement.Giver.AUTHORITY:
        return statement.organisation or "Behörde"
    kind = "Organisation" if is_organisation(statement) else "Privatperson"
    signed = f", mit {statement.signed} Unterschriften" if statement.signed else ""
    return f"{kind} {statement.number}{signed}"


def is_organisation(statement: Statement) -> bool:
    return statement.giver == Statement.Giver.ORGANISATION


class PublicWording:
    """What may leave the house of what people wrote (BP-30)."""

    def __init__(self, names: Names):
        self.names = names
        self.passages: tuple[int, dict[int, str]] = (0, {})

    def of_point(self, statement: Statement, point: Point) -> str:
        if passage := self.passages_of(statement).get(point.pk):
            return passage
        released = redaction.public_text(statement)
        return released or self.in_office(statement, point.text)

    def of_statement(self, statement: Statement) -> str:
        released = redaction.public_text(statement)
        return released or self.in_office(statement, statement.current.text)

    def passages_of(self, statement: Statement) -> dict[int, str]:
        if self.passages[0] != statement.pk:
            self.passages = statement.pk, redaction.public_passages(statement)
        return self.passages[1]

    def in_office(self, statement: Statement, text: str) -> str:
        """An authority's words need no redaction, as long as they name nobody."""
        if statement.giver != Statement.Giver.AUTHORITY or self.names.stand_in(text):
            return NOT_RELEASED
        return text
