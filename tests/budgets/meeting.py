"""Budgets of live questions."""

from django.urls import reverse

from home import roles
from participation.meeting import call_up, mark_answered
from tests.budgets import Budget
from tests.factories.participation import (
    ContributionFactory,
    ProcedurePageFactory,
    SupportFactory,
    activity_of,
)
from tests.house import CITIZEN


def meeting(house, count, **fields):
    """As many questions of each kind: called up, answered, supported, new, waiting."""
    page = ProcedurePageFactory(activities=[{"format": "questions"}], **fields)
    found = activity_of(page)
    moderator = house.people[roles.PARTICIPATION_MODERATORS]
    called, *_ = ContributionFactory.create_batch(count + 1, activity=found)
    for question in ContributionFactory.create_batch(count, activity=found):
        mark_answered(question, by=moderator)
        SupportFactory(contribution=ContributionFactory(activity=found))
        ContributionFactory(activity=found, status="waiting")
    call_up(called, by=moderator)
    return found


def over(house, count):
    return meeting(house, count, over=True).get_absolute_url()


def the_list(house, count):
    return meeting(house, count).get_absolute_url()


def address_of(name):
    def make(house, count):
        found = meeting(house, count)
        return reverse(name, args=[found.procedure.slug, found.key])

    return make


BUDGETS = [
    Budget("participation:activity", 12, the_list),
    Budget("participation:activity", 17, the_list, CITIZEN),
    Budget("participation:activity", 15, over),
    Budget("screen:questions", 12, address_of("screen:questions")),
    Budget(
        "participation:meeting",
        18,
        address_of("participation:meeting"),
        roles.PARTICIPATION_MODERATORS,
    ),
]

POST = "answers a POST; nothing is listed"
NO_BUDGET = [
    ("screen:join", "answers with a redirect"),
    ("participation:call_up", POST),
    ("participation:put_back", POST),
    ("participation:mark_answered", POST),
    ("participation:show_question", POST),
    ("participation:hide_question", POST),
]
