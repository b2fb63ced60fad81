"""Documents and rounds of formal procedures before everybody may know of them."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from home import roles
from participation.planning.models import PublishedVersion
from participation.planning.publication import address_of
from tests.factories.participation import days_from_now
from tests.factories.planning import (
    DocumentVersionFactory,
    PlanFactory,
    RoundFactory,
)
from tests.house import AGENCY, EVERYBODY, SUPERUSER
from tests.leaks import HiddenThing

# The planner and the second person; the agency of these tests may approve, too.
THE_TWO = frozenset(
    {
        AGENCY,
        SUPERUSER,
        roles.PARTICIPATION_PLANNERS,
        roles.PARTICIPATION_APPROVERS,
    }
)


def zone(house):
    """A plan that all hidden things share: what is walked is walked often."""
    return house.once("zone", lambda: PlanFactory(number="BP-Quartier"))


def another_round(house, **fields):
    return RoundFactory(plan=zone(house), number=next(house.numbers), **fields)


def document(secret, plan, in_round=None, **fields):
    content = f"%PDF-1.7 {secret}".encode()
    version = DocumentVersionFactory(
        document__plan=plan, document__title=secret, content=content, **fields
    )
    if in_round:
        PublishedVersion.objects.create(round=in_round, version=version)
    return version


def published(house, secret):
    plan = zone(house)
    running = RoundFactory(plan=plan, title=secret, changes=secret)
    return document(secret, plan, running)


def unpublished(house, secret):
    RoundFactory(plan=zone(house), number=7)
    return document(secret, zone(house))


def of_a_draft_round(house, secret):
    round = RoundFactory(
        plan=zone(house), number=8, title=secret, changes=secret, draft=True
    )
    return document(secret, zone(house), round)


def of_a_round_to_come(house, secret):
    days = {"first_day": days_from_now(3), "last_day": days_from_now(40)}
    round = RoundFactory(plan=zone(house), number=9, **days)
    return document(secret, zone(house), round)


def of_authorities(house, secret):
    round = RoundFactory(plan=zone(house), to_authorities=True, title=secret)
    return document(secret, zone(house), round)


def replacement(house, secret):
    """Uploaded while the earlier version is public; nobody has confirmed it."""
    round = RoundFactory(plan=zone(house), number=11)
    shown = document("Schallgutachten", zone(house), round)
    content = f"%PDF-1.7 {secret}".encode()
    return DocumentVersionFactory(
        document=shown.document,
        number=2,
        content=content,
        replaced_because=secret,
        uploaded_at=timezone.now() - timedelta(hours=1),
    )


def its_file(version):
    return [address_of(version)]


def its_file_at_the_desk(version):
    return [
        reverse("planning:version_file", args=[version.document.plan_id, version.pk])
    ]


def internal(name, make):
    return HiddenThing(name, make, THE_TWO, its_file_at_the_desk)


HIDDEN = [
    HiddenThing("published plan document", published, EVERYBODY, its_file),
    internal("plan document in no round", unpublished),
    internal("plan document of a draft round", of_a_draft_round),
    internal("plan document of a round to come", of_a_round_to_come),
    internal("plan document for authorities", of_authorities),
    internal("replacement that nobody confirmed", replacement),
]
