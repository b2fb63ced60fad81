"""A vote in a procedure, as the tests of voting need it."""

import uuid

from django.utils import timezone

from participation.models import Option
from participation.voting import results
from participation.voting.casting import cast_ballot, voter_of
from tests.factories.home import UserFactory
from tests.factories.participation import ProcedurePageFactory, activity_of

OPTIONS = {"brunnen": 9000, "schaukel": 4000, "beete": 3000, "bank": 1000}


def make_vote(options=OPTIONS, phases=None, hidden=False, **settings):
    """A vote on four things for the park, secret unless said otherwise."""
    page = ProcedurePageFactory(
        phases=phases or [(-7, 14)],
        activities=[
            {
                "key": "abstimmung",
                "title": "Was kommt in den Kurpark?",
                "format": "vote",
                "figures_after_end": hidden,
                "settings": {"vote": settings},
            }
        ],
    )
    for number, (key, price) in enumerate(options.items()):
        Option.objects.create(
            procedure=page,
            activity_key="abstimmung",
            key=key,
            title=key.capitalize(),
            price=price,
            sort_order=number,
        )
    return activity_of(page)


def paper_of(activity):
    return results.paper_of(activity, results.sheet_of(activity))


def cast(activity, marks, person=None, key=None, at=None, voter=None):
    """Cast a ballot as somebody with an account does; return its number."""
    return cast_ballot(
        activity,
        voter=voter or voter_of(person or UserFactory()),
        paper=paper_of(activity),
        marks=marks,
        key=key or uuid.uuid4(),
        at=at or timezone.now(),
    )


def address(activity, rest="stimmzettel/"):
    return f"{activity.get_absolute_url()}{rest}"


def filled_in(activity, **fields):
    """What a browser sends for a ballot."""
    return {
        "idempotency_key": str(uuid.uuid4()),
        "fingerprint": paper_of(activity).fingerprint,
        **fields,
    }
