"""What the people of the demo town gave beside texts: ratings, and enough support."""

from itertools import islice
from random import Random

from django.utils import timezone

from home.demo.people import citizens
from participation.models import (
    Contribution,
    Option,
    Outcome,
    ProcedurePage,
    Rating,
    Support,
    ThresholdReached,
)
from participation.thresholds import reason


def option(row: dict) -> Option:
    return Option(activity_key=row["activity"], title=row["title"], text=row["text"])


def make_ratings(row: dict, procedure: ProcedurePage) -> None:
    """As often as the file says, each value for each option, by different people."""
    put_up = Contribution.objects.filter(activity__procedure=procedure)
    options = {found.title: found for found in put_up.exclude(option=None)}
    ratings = []
    for item in row.get("options", []):
        people = iter(Random(item["title"]).sample(citizens(), sum(item["ratings"])))
        for value, number in enumerate(item["ratings"], start=1):
            ratings += [
                Rating(
                    contribution=options[item["title"]],
                    person=person,
                    value=value,
                    at=timezone.now(),
                )
                for person in islice(people, number)
            ]
    Rating.objects.bulk_create(ratings)


def make_thresholds(procedure: ProcedurePage) -> None:
    """Proposals with enough support have been taken up, as anywhere else."""
    for activity in procedure.activities.all():
        if activity.format != "proposals":
            continue
        threshold = activity.setting("threshold")
        for proposal in activity.contributions.all():
            if Support.objects.filter(contribution=proposal).count() >= threshold:
                take_up(proposal, threshold)


def take_up(proposal: Contribution, threshold: int) -> None:
    at = timezone.now()
    ThresholdReached.objects.create(contribution=proposal, threshold=threshold, at=at)
    Outcome.objects.create(
        contribution=proposal,
        status=Outcome.Status.IN_REVIEW,
        reason=reason(threshold),
        at=at,
    )
