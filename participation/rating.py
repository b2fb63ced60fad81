"""Rating what the town puts up for it: one rating for each person and option."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import Count
from django.utils.translation import gettext as _

from home.models import User, Visitor
from participation.models import Contribution, Rating
from participation.permissions import actor_of, can_rate
from participation.refusals import ensure


def rate(contribution: Contribution, *, person: User, value: int, at: datetime) -> None:
    """Rate an option, or rate it anew: the latest rating counts."""
    ensure(can_rate(actor_of(person), contribution, at))
    highest = contribution.activity.setting("highest")
    if not 1 <= value <= highest:
        raise ValidationError(_("Please choose a value from 1 to %d.") % highest)
    # The database decides whether there is one already, not a look beforehand.
    Rating.objects.bulk_create(
        [Rating(contribution=contribution, person=person, value=value, at=at)],
        update_conflicts=True,
        unique_fields=["contribution", "person"],
        update_fields=["value", "at"],
    )


def withdraw_rating(contribution: Contribution, *, person: User, at: datetime) -> None:
    """Take the rating back, if there is any."""
    ensure(can_rate(actor_of(person), contribution, at))
    Rating.objects.filter(contribution=contribution, person=person).delete()


def own_ratings(contributions: Iterable[Contribution], person: Visitor) -> dict:
    """How this person rated each of them so far."""
    if not person.is_authenticated:
        return {}
    mine = Rating.objects.filter(person=person, contribution__in=contributions)
    return dict(mine.values_list("contribution", "value"))


@dataclass(frozen=True)
class Distribution:
    """How often each value was given."""

    numbers: dict[int, int]  # value → how often, for every value of the scale

    @property
    def number(self) -> int:
        return sum(self.numbers.values())

    @property
    def mean(self) -> float | None:
        total = sum(value * number for value, number in self.numbers.items())
        return total / self.number if self.number else None

    @property
    def bars(self) -> list[tuple[int, int]]:
        """Value and number, the best first."""
        return sorted(self.numbers.items(), reverse=True)


def distributions(contributions: Iterable[Contribution], highest: int) -> dict:
    """The distribution of each of them, in one query."""
    found = defaultdict(lambda: dict.fromkeys(range(1, highest + 1), 0))
    rows = Rating.objects.filter(contribution__in=contributions).order_by()
    for pk, value, number in rows.values_list("contribution", "value").annotate(
        Count("pk")
    ):
        found[pk][value] = number
    return {row.pk: Distribution(found[row.pk]) for row in contributions}
