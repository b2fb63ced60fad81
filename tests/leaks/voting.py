"""What is voted on in a procedure that is not online, and what is not told before."""

from django.utils import timezone

from participation.models import Option
from participation.voting import results
from tests.factories.participation import ProcedurePageFactory, activity_of
from tests.house import EVERYBODY, NOBODY
from tests.leaks import HiddenThing
from tests.participation.voting import cast


def vote_on(secret, live=True, voters="account", **procedure):
    page = ProcedurePageFactory(
        live=live,
        activities=[
            {
                "key": "abstimmung",
                "title": secret if not live else "Abstimmung",
                "format": "vote",
                "settings": {"vote": {"voters": voters}},
            }
        ],
        **procedure,
    )
    for number in (1, 2):
        Option.objects.create(
            procedure=page,
            activity_key="abstimmung",
            key=f"option-{number}",
            title=f"{secret} {number}",
            text=secret,
        )
    return activity_of(page)


def running(house, secret):
    return vote_on(secret)


def draft(house, secret):
    return vote_on(secret, live=False)


def draft_by_code(house, secret):
    return vote_on(secret, live=False, voters="code")


def counted(house, secret):
    vote = vote_on(secret)
    cast(vote, [1, 0])
    results.close(vote, timezone.now())
    return vote


def counted_draft(house, secret):
    vote = counted(house, secret)
    vote.procedure.live = False
    vote.procedure.save(update_fields=["live"])
    return vote


def its_page(vote):
    return [vote.get_absolute_url()]


def its_file(vote):
    return [f"{vote.get_absolute_url()}stimmzettel.csv"]


HIDDEN = [
    HiddenThing("options of a vote", running, EVERYBODY, its_page),
    HiddenThing("options of a vote not yet online", draft, NOBODY, its_page),
    HiddenThing("vote by code not yet online", draft_by_code, NOBODY, its_page),
    HiddenThing("ballot file of a vote", counted, EVERYBODY, its_file),
    HiddenThing("ballot file of a vote taken offline", counted_draft, NOBODY, its_file),
]
NO_CONTENT = [("participation:ballot_cast", "answers a POST; its page stands before")]
