"""Procedures as cards, for the overview and the front page."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import ngettext

from participation import words
from participation.clock import State
from participation.models import Contribution, ProcedurePage
from participation.models.contributions import counted
from participation.overview import Row, all_rows, procedure_url

MOST_OPEN = 6
MOST_RESULTS = 3


@dataclass(frozen=True)
class Card:
    """What a card says about a procedure."""

    page: ProcedurePage
    state: State
    tone: str
    when: str
    kicker: str
    contributions: int

    @property
    def url(self):
        return procedure_url(self.page.slug)

    @property
    def meta(self):
        """“12 more days … · 41 contributions”."""
        if not self.contributions:
            return self.when
        counted = ngettext(
            "%(n)d contribution", "%(n)d contributions", self.contributions
        )
        return f"{self.when} · {counted % {'n': self.contributions}}"


def cards(rows: list[Row], day: date) -> list[Card]:
    """Read the pages of rows that a visitor may see in full, in their order."""
    keys = [row.pk for row in rows]
    pages = (
        ProcedurePage.objects.filter(pk__in=keys)  # no reader: the rows have been asked
        .defer("body", "legal_note", "result")
        .annotate(contribution_count=counted_by_procedure())
        .in_bulk()
    )
    return [card(row, pages[row.pk], day) for row in rows]


def card(row: Row, page: ProcedurePage, day: date) -> Card:
    return Card(
        page=page,
        state=row.state,
        tone=words.TONES[row.state],
        when=words.when(row.state, row.spans, day),
        kicker=" · ".join(
            str(word)
            for word in (page.circle_note, row.topic_name, row.district_name)
            if word
        ),
        contributions=page.contribution_count,
    )


def counted_by_procedure():
    """A subquery that counts the public contributions of each procedure."""
    public = Contribution.objects.published().by_people()
    return counted(public, "activity__procedure")


def front_page_cards(user, day: date) -> dict[str, list[Card]]:
    """What the front page shows: what is open now or soon, and the latest results."""
    rows = all_rows(user, day)
    ahead = [row for row in rows if row.group in {"offen", "demnaechst"}][:MOST_OPEN]
    results = [row for row in rows if row.is_over and row.result_day]
    results = sorted(results, key=lambda row: row.result_day, reverse=True)
    shown = cards(ahead + results[:MOST_RESULTS], day)
    return {"open": shown[: len(ahead)], "results": shown[len(ahead) :]}
