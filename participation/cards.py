"""Procedures as cards, for the overview and the front page."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.utils.translation import ngettext

from participation import words
from participation.models import Contribution
from participation.models.circle import NOTES
from participation.overview import Row, all_rows, procedure_url

MOST_OPEN = 6
MOST_RESULTS = 3


@dataclass(frozen=True)
class Card:
    """What a card says about a procedure."""

    row: Row
    when: str
    contributions: int

    @property
    def url(self):
        return procedure_url(self.row.slug)

    @property
    def tone(self):
        return words.TONES[self.row.state]

    @property
    def kicker(self):
        row = self.row
        facts = (NOTES.get(row.circle), row.topic_name, row.district_name)
        return " · ".join(str(fact) for fact in facts if fact)

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
    """The cards of rows that a visitor may see, in their order."""
    numbers = public_contributions([row.pk for row in rows])
    return [
        Card(row, words.when(row.state, row.spans, day), numbers.get(row.pk, 0))
        for row in rows
    ]


def public_contributions(procedures: list[int]) -> dict[int, int]:
    """How many contributions of people each procedure shows."""
    public = Contribution.objects.published().by_people()
    public = public.filter(activity__procedure__in=procedures).order_by()
    return dict(public.values_list("activity__procedure").annotate(Count("pk")))


def front_page_cards(user, day: date) -> dict[str, list[Card]]:
    """What the front page shows: what is open now or soon, and the latest results."""
    rows = all_rows(user, day)
    ahead = [row for row in rows if row.group in {"offen", "demnaechst"}][:MOST_OPEN]
    results = [row for row in rows if row.is_over and row.result_day]
    results = sorted(results, key=lambda row: row.result_day, reverse=True)
    shown = cards(ahead + results[:MOST_RESULTS], day)
    return {"open": shown[: len(ahead)], "results": shown[len(ahead) :]}
