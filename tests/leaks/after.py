"""What was written on paper, and earlier versions of what is not public."""

from participation.models import Writing
from tests.factories.after import IntakeFactory, VersionFactory
from tests.factories.participation import ContributionFactory
from tests.leaks import HiddenThing
from tests.leaks.participation import STAFF_OF_THE_ROOM, square


def sender(house, secret):
    there = {"contribution__activity": square(house)}
    return IntakeFactory(name=secret, address=secret, **there)


def version_of_a_hidden_one(house, secret):
    hidden = ContributionFactory(activity=square(house), status=Writing.Status.HIDDEN)
    return VersionFactory(contribution=hidden, title=secret, text=secret)


HIDDEN = [
    HiddenThing("who wrote on paper", sender, STAFF_OF_THE_ROOM),
    HiddenThing(
        "version of a hidden contribution", version_of_a_hidden_one, frozenset()
    ),
]

POST = "answers a POST with a redirect"
NO_CONTENT = [
    ("participation:merge_undo", POST),
    ("participation:settle", POST),
    ("participation:archiving_reason", POST),
    ("participation:archive", POST),
    ("participation:same_person", POST),
]
