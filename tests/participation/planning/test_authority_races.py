"""Inviting in the same moment: only PostgreSQL lets them act together."""

import pytest
from django.db import connection

from home import roles
from home.models import Letter
from participation.planning import authority_answers, invitations
from participation.planning.models import (
    AuthorityInvitation,
    StatementDraft,
)
from tests.factories.home import UserFactory
from tests.factories.planning import (
    AuthorityFactory,
    AuthorityInvitationFactory,
    RoundFactory,
)
from tests.participation.test_races import at_once

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="needs PostgreSQL"),
]


def test_bp12_invited_thirty_times_at_once_is_written_to_once(town):
    assert connection.vendor == "postgresql"
    planner = UserFactory(roles=[roles.PARTICIPATION_PLANNERS])
    asked, body = RoundFactory(to_authorities=True), AuthorityFactory()

    errors = at_once(lambda: invitations.invite(asked, [body], by=planner))

    assert errors == []
    assert AuthorityInvitation.objects.count() == 1
    assert Letter.objects.count() == 1


def test_b13_saved_thirty_times_at_once_is_one_draft(town):
    found = AuthorityInvitationFactory()

    errors = at_once(
        lambda: authority_answers.save_draft(found, content={"text": "Entwurf"})
    )

    assert errors == []
    assert StatementDraft.objects.count() == 1
