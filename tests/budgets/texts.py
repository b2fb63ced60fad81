"""Budgets of texts that are reviewed."""

from participation.models import ParagraphVersion
from tests.budgets import Budget
from tests.factories.participation import ContributionFactory, text_of
from tests.house import CITIZEN


def text(house, count):
    found = text_of(*["Schatten auf jedem Weg."] * count)
    ContributionFactory.create_batch(count, activity=found, paragraph_key="absatz-1")
    return f"{found.get_absolute_url()}?absatz=absatz-1"


def changes(house, count):
    found = text_of(*["Schatten auf jedem Weg."] * count)
    ParagraphVersion.objects.bulk_create(
        ParagraphVersion(
            procedure=found.procedure,
            activity_key=found.key,
            key=f"absatz-{n}",
            number=2,
            text="Schatten.",
        )
        for n in range(1, count + 1)
    )
    return f"{found.get_absolute_url()}?ansicht=aenderungen"


BUDGETS = [
    Budget("participation:activity", 12, text),
    Budget("participation:activity", 16, text, CITIZEN),
    Budget("participation:activity", 12, changes),
]
