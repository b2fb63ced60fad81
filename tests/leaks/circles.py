"""Procedures for some people only, and what is written in them."""

from home import roles
from participation.models import Follow, Writing
from tests.factories.participation import (
    CommentFactory,
    ContributionFactory,
    MemberFactory,
    ProcedurePageFactory,
    activity_of,
)
from tests.house import (
    CITIZEN,
    EVERYBODY,
    NOBODY,
    READERS_OF_THE_INTRANET,
)
from tests.leaks import HiddenThing
from tests.leaks.participation import STAFF_OF_THE_ROOM, its_page

WHO_RUNS_OR_MODERATES = STAFF_OF_THE_ROOM | {roles.PARTICIPATION_APPROVERS}
MEMBERS = WHO_RUNS_OR_MODERATES | {CITIZEN}
STAFF_OF_THE_HOUSE = READERS_OF_THE_INTRANET


def procedure(circle, member=None, **fields):
    """A procedure with all that could give it away; everybody follows it."""

    def make(house, secret):
        page = ProcedurePageFactory(
            title=secret,
            introduction=secret,
            circle=circle,
            result=secret,
            activities=[{"title": secret, "question": secret, "place": "optional"}],
            **fields,
        )
        if member:
            MemberFactory(procedure=page, person=house.people[member])
        everybody_follows(house, procedure=page)
        return page

    return make


def everybody_follows(house, **subject):
    known = [person for person in house.people.values() if person.is_authenticated]
    Follow.objects.bulk_create(Follow(person=person, **subject) for person in known)


def meeting_of(house, circle, member=None):
    """The activity that all of one circle share."""

    def make():
        page = ProcedurePageFactory(circle=circle)
        if member:
            MemberFactory(procedure=page, person=house.people[member])
        return activity_of(page)

    return house.once(f"meeting of {circle}", make)


def contribution_to(circle, member=None, **fields):
    def make(house, secret):
        found = ContributionFactory(
            activity=meeting_of(house, circle, member),
            title=secret,
            text=secret,
            lat=1,
            lon=1,
            **fields,
        )
        everybody_follows(house, contribution=found)
        return found

    return make


def comment_in(circle, member=None):
    def make(house, secret):
        found = contribution_to(circle, member)(house, "Mehr Bäume")
        comment = CommentFactory(contribution=found, text=secret)
        CommentFactory(contribution=found, parent=comment, text=secret)
        return comment

    return make


def its_contribution(thing):
    return [thing.get_absolute_url().partition("#")[0]]


def member_of_a_draft(house, secret):
    return procedure("private", CITIZEN, live=False)(house, secret)


HIDDEN = [
    HiddenThing("semi-public procedure", procedure("semi"), EVERYBODY, its_page),
    HiddenThing(
        "private procedure",
        procedure("private"),
        WHO_RUNS_OR_MODERATES,
        its_page,
    ),
    HiddenThing(
        "private procedure with a member",
        procedure("private", CITIZEN),
        MEMBERS,
        its_page,
    ),
    HiddenThing("private draft with a member", member_of_a_draft, NOBODY, its_page),
    HiddenThing(
        "contribution to a private procedure",
        contribution_to("private", CITIZEN),
        MEMBERS,
        its_contribution,
    ),
    HiddenThing(
        "comment in a private procedure",
        comment_in("private", CITIZEN),
        MEMBERS,
        its_contribution,
    ),
    HiddenThing(
        "waiting contribution to a private procedure",
        contribution_to("private", CITIZEN, status=Writing.Status.WAITING),
        STAFF_OF_THE_ROOM,
    ),
    HiddenThing(
        "procedure for staff", procedure("staff"), STAFF_OF_THE_HOUSE, its_page
    ),
    HiddenThing(
        "contribution to a procedure for staff",
        contribution_to("staff"),
        STAFF_OF_THE_HOUSE,
        its_contribution,
    ),
    HiddenThing(
        "comment in a procedure for staff",
        comment_in("staff"),
        STAFF_OF_THE_HOUSE,
        its_contribution,
    ),
]
NO_CONTENT = [
    ("participation:invitation", "opens by a key that nobody can guess"),
]
