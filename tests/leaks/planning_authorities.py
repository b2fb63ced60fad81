"""What authorities wrote, and who is on the list: the planners' business alone."""

import uuid

from django.urls import reverse

from home import roles
from participation.planning.models import StatementDraft
from tests.factories.planning import AuthorityFactory, AuthorityInvitationFactory
from tests.house import NOBODY, SUPERUSER
from tests.leaks import HiddenThing
from tests.leaks.planning_documents import another_round

PLANNERS = frozenset({SUPERUSER, roles.PARTICIPATION_PLANNERS})


def listed(house, secret):
    return AuthorityFactory(name=secret, note=secret, tags=[secret])


def asked(house):
    """A round in which authorities are asked."""
    return another_round(house, to_authorities=True)


def wish(house, secret):
    return AuthorityInvitationFactory(
        round=asked(house), asked_because=secret, note=secret
    )


def draft(house, secret):
    invitation = AuthorityInvitationFactory(round=asked(house))
    return StatementDraft.objects.create(
        key=uuid.uuid4(),
        round=invitation.round,
        invitation=invitation,
        content={"text": secret},
    )


def desk_of(invitation):
    where = [invitation.round.plan_id, invitation.pk]
    return [reverse("planning:invitation", args=where)]


HIDDEN = [
    HiddenThing(
        "authority on the list",
        listed,
        PLANNERS,
        lambda thing: [reverse("planning:authorities")],
    ),
    HiddenThing("wish for more time", wish, PLANNERS, desk_of),
    HiddenThing("draft of an authority", draft, NOBODY),
]

LINK = "shows what belongs to one secret link; its tests look for others' texts"
POST = "answers a POST with a redirect"
NO_CONTENT = [
    ("participation:authority", LINK),
    ("participation:authority_review", LINK),
    ("participation:authority_document", LINK),
    ("participation:authority_receipt", LINK),
    ("participation:authority_attachment", LINK),
    ("participation:authority_correct", LINK),
    ("participation:authority_withdraw", LINK),
    ("participation:authority_no_concerns", POST),
    ("participation:authority_more_time", POST),
]
