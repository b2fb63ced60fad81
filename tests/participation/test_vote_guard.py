"""What an editor can't change once people vote."""

import pytest

from home import roles
from home.rights_sync import sync_roles
from tests.factories.home import UserFactory
from tests.participation.test_admin import edit
from tests.participation.voting import cast, make_vote

pytestmark = pytest.mark.django_db
WORDS = "haben Menschen schon abgestimmt"


@pytest.fixture
def vote(town, client):
    sync_roles()
    client.force_login(UserFactory(roles=[roles.PARTICIPATION_EDITORS]))
    return make_vote()


def rows(vote, **changes):
    phase = vote.procedure.phases.get()
    activity = {
        "id": vote.pk,
        "title": vote.title,
        "format": "vote",
        "place": "optional",
        "who": "accounts",
        "settings-vote-secrecy": "secret",
    }
    return {
        "phases": [
            {
                "id": phase.pk,
                "title": phase.title,
                "first_day": phase.first_day,
                "last_day": phase.last_day,
            }
        ],
        "activities": [activity | changes],
        "options": [
            {
                "id": option.pk,
                "activity_key": option.activity_key,
                "title": option.title,
                "price": option.price,
            }
            for option in vote.procedure.options.all()
        ],
    }


def save(client, vote, sent):
    return edit(client, vote.procedure, **sent).content.decode()


def test_nothing_is_in_the_way_before_the_first_ballot(client, vote):
    sent = rows(vote, **{"settings-vote-secrecy": "open"})

    assert WORDS not in save(client, vote, sent)


def test_running_vote_may_be_saved_as_it_is(client, vote):
    cast(vote, [1, 0, 0, 0])

    assert WORDS not in save(client, vote, rows(vote))


@pytest.mark.parametrize(
    "change",
    [
        {"settings-vote-secrecy": "open"},
        {"settings-vote-method": "ranking"},
        {"settings-vote-most": "2"},
        {"format": "ideas"},
        {"DELETE": "on"},
    ],
)
def test_running_vote_keeps_its_rules(client, vote, change):
    cast(vote, [1, 0, 0, 0])

    assert WORDS in save(client, vote, rows(vote, **change))


def test_running_vote_keeps_its_options(client, vote):
    cast(vote, [1, 0, 0, 0])
    sent = rows(vote)
    sent["options"][0]["title"] = "Parkplatz"
    fewer = rows(vote)
    fewer["options"][1]["DELETE"] = "on"

    assert WORDS in save(client, vote, sent)
    assert WORDS in save(client, vote, fewer)
