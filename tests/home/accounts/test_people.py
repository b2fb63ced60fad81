from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from home.accounts.sessions import device_name
from home.models import Attempt, User
from home.tasks import sweep_the_door
from tests.factories.accounts import PASSWORD, AccountFactory
from tests.factories.home import UserFactory

pytestmark = pytest.mark.django_db


def joined(days, **options):
    return AccountFactory(date_joined=timezone.now() - timedelta(days=days), **options)


def test_accounts_that_nobody_confirmed_go_after_a_week():
    forgotten = joined(8, address=False)
    fresh = joined(6, address=False)
    confirmed = joined(8)
    used = joined(8, address=False, last_login=timezone.now())
    by_staff = UserFactory(date_joined=timezone.now() - timedelta(days=8))

    sweep_the_door()

    kept = set(User.objects.all())
    assert kept == {fresh, confirmed, used, by_staff}
    assert forgotten not in kept


def test_sessions_that_ran_out_go(client):
    person = AccountFactory()
    client.post("/konto/anmelden/", {"login": person.email, "password": PASSWORD})
    Session.objects.update(expire_date=timezone.now() - timedelta(hours=1))

    sweep_the_door()

    assert not Session.objects.exists()
    assert not person.usersession_set.exists()


def test_attempts_that_no_longer_count_go():
    now = timezone.now()
    for minutes in (1, 14, 16, 60):
        at = now - timedelta(minutes=minutes)
        Attempt.objects.create(action="sign_up", key=str(minutes), at=at)

    sweep_the_door()

    assert set(Attempt.objects.values_list("key", flat=True)) == {"1", "14"}


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
            "Firefox auf Linux",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 "
            "(KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
            "Safari auf iPhone",
        ),
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like "
            "Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0",
            "Edge auf Windows",
        ),
        (
            "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) "
            "Chrome/140.0 Mobile Safari/537.36",
            "Chrome auf Android",
        ),
        ("curl/8.0", "Unbekanntes Gerät"),
        ("", "Unbekanntes Gerät"),
    ],
)
def test_devices_have_names_that_people_know(user_agent, name):
    assert device_name(user_agent) == name
