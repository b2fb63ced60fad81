"""What people wrote that not everybody may read, and procedures not yet online."""

from django.utils import timezone

from home import roles
from participation.models import Writing
from tests.factories.participation import (
    CommentFactory,
    ContributionFactory,
    ProcedurePageFactory,
    activity_of,
)
from tests.house import AGENCY, CITIZEN, EVERYBODY, NOBODY, SUPERUSER
from tests.leaks import HiddenThing

# Who moderates or answers reads what was written, whatever became of it.
STAFF_OF_THE_ROOM = frozenset(
    {
        AGENCY,
        SUPERUSER,
        roles.PARTICIPATION_EDITORS,
        roles.PARTICIPATION_MODERATORS,
        roles.PARTICIPATION_PLANNERS,
    }
)


def square(house):
    """An open activity that all hidden things share: what is walked is walked often."""
    return house.once(
        "square", lambda: activity_of(ProcedurePageFactory(title="Marktplatz"))
    )


def bench(house):
    """A public contribution, below which people comment."""
    return house.once(
        "bench", lambda: ContributionFactory(activity=square(house), title="Bank")
    )


def public_procedure(house, secret):
    return ProcedurePageFactory(title=secret, introduction=secret)


def draft_procedure(house, secret):
    return ProcedurePageFactory(title=secret, introduction=secret, live=False)


def contribution(**fields):
    def make(house, secret):
        mine = {"author": house.people[CITIZEN]} if fields.get("own") else {}
        given = {k: v for k, v in fields.items() if k != "own"}
        words = {"title": secret, "text": secret, "activity": square(house)}
        return ContributionFactory(**words, **given, **mine)

    return make


def contribution_to_a_draft(house, secret):
    procedure = ProcedurePageFactory(live=False)
    return ContributionFactory(
        activity=procedure.activities.get(), title=secret, text=secret
    )


def comment(**fields):
    def make(house, secret):
        return CommentFactory(contribution=bench(house), text=secret, **fields)

    return make


def answered_hidden_comment(house, secret):
    below = {"contribution": bench(house)}
    gone = CommentFactory(text=secret, status=Writing.Status.HIDDEN, **below)
    CommentFactory(parent=gone, text="Ach so.", **below)
    return gone


def its_page(page):
    return [page.get_url()]


def its_address(thing):
    return [thing.get_absolute_url().partition("#")[0]]


def hidden(name, make, seen_by):
    return HiddenThing(name, make, seen_by, its_address)


HIDDEN_STATUS = {"status": Writing.Status.HIDDEN}
WAITING_STATUS = {"status": Writing.Status.WAITING}
HIDDEN = [
    HiddenThing("public procedure", public_procedure, EVERYBODY, its_page),
    HiddenThing("procedure not yet online", draft_procedure, NOBODY, its_page),
    hidden("public contribution", contribution(), EVERYBODY),
    HiddenThing(
        "hidden contribution", contribution(**HIDDEN_STATUS), STAFF_OF_THE_ROOM
    ),
    HiddenThing(
        "waiting contribution", contribution(**WAITING_STATUS), STAFF_OF_THE_ROOM
    ),
    HiddenThing(
        "own hidden contribution",
        contribution(own=True, **HIDDEN_STATUS),
        STAFF_OF_THE_ROOM | {CITIZEN},
    ),
    HiddenThing(
        "withdrawn contribution",
        contribution(withdrawn_at=timezone.now()),
        STAFF_OF_THE_ROOM,
    ),
    HiddenThing("contribution to a draft", contribution_to_a_draft, STAFF_OF_THE_ROOM),
    hidden("public comment", comment(), EVERYBODY),
    HiddenThing("hidden comment", comment(**HIDDEN_STATUS), STAFF_OF_THE_ROOM),
    HiddenThing("waiting comment", comment(**WAITING_STATUS), STAFF_OF_THE_ROOM),
    HiddenThing("answered hidden comment", answered_hidden_comment, STAFF_OF_THE_ROOM),
]

POST = "answers a POST with a redirect"
NO_CONTENT = [
    ("participation:support_cast", POST),
    ("participation:support_withdraw", POST),
    ("participation:rating_cast", POST),
    ("participation:rating_withdraw", POST),
    ("participation:approve", POST),
    ("participation:hide", POST),
    ("participation:restore", POST),
    ("participation:keep", POST),
    ("participation:answer_create", POST),
    ("participation:outcome_create", POST),
    ("participation:api_nothing", "is never found"),
    ("participation:places", "addresses of the town, the same for everyone"),
    ("participation:town_text_create", "an empty form for staff"),
    ("participation:tile", "a picture of the ground, the same for everyone"),
    ("participation:receipt_lookup", "shows nothing without a code"),
    ("participation:reported", "says thank you"),
    ("participation:guest", "says who a browser belongs to"),
]
