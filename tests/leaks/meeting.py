"""Questions of a meeting that not everybody may read."""

from participation.models import CalledQuestion, Writing
from tests.factories.participation import (
    ContributionFactory,
    ProcedurePageFactory,
    activity_of,
)
from tests.house import EVERYBODY
from tests.leaks import HiddenThing
from tests.leaks.participation import STAFF_OF_THE_ROOM, hidden


def assembly(house, live):
    """The meeting that all hidden questions share, and one not yet online."""

    def make():
        page = ProcedurePageFactory(live=live, activities=[{"format": "questions"}])
        return activity_of(page)

    return house.once(f"assembly online: {live}", make)


def question(live=True, **fields):
    def make(house, secret):
        return ContributionFactory(
            activity=assembly(house, live), title=secret, text=secret, **fields
        )

    return make


def called_hidden_question(house, secret):
    found = question(status=Writing.Status.HIDDEN)(house, secret)
    CalledQuestion.objects.create(activity=found.activity, contribution=found)
    return found


def of_staff(name, make):
    return HiddenThing(name, make, STAFF_OF_THE_ROOM)


HIDDEN = [
    hidden("public question", question(), EVERYBODY),
    of_staff("waiting question", question(status=Writing.Status.WAITING)),
    of_staff("hidden question that was called up", called_hidden_question),
    of_staff("question to a draft", question(live=False)),
]

POST = "answers a POST with a redirect"
NO_CONTENT = [
    ("participation:call_up", POST),
    ("participation:put_back", POST),
    ("participation:mark_answered", POST),
    ("participation:show_question", POST),
    ("participation:hide_question", POST),
]
