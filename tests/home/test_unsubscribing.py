import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from home.models import MailRhythm
from home.registries import mail_kinds
from home.unsubscribing import SALT, rhythm_of, unsubscribe_url
from tests.factories.home import UserFactory

pytestmark = pytest.mark.django_db
SETTINGS = reverse("home:mail_settings")


@pytest.fixture
def nina(town):
    return UserFactory()


def address_for(person):
    return unsubscribe_url(person, "follows").removeprefix("https://testserver")


def rhythms():
    return list(MailRhythm.objects.values_list("person", "kind", "rhythm"))


def test_a19_one_press_ends_the_mails_without_sign_in_cookie_or_token_of_a_form(nina):
    stranger = Client(enforce_csrf_checks=True)

    response = stranger.post(address_for(nina), {"List-Unsubscribe": "One-Click"})

    assert response.status_code == 200
    assert response.cookies == {}
    assert rhythms() == [(nina.pk, "follows", "never")]


def test_pressing_twice_changes_nothing(client, nina):
    client.post(address_for(nina))
    client.post(address_for(nina))

    assert rhythms() == [(nina.pk, "follows", "never")]


def test_looking_at_the_address_ends_nothing_and_shows_nobody(client, nina):
    response = client.get(address_for(nina))

    assert response.status_code == 200
    assert nina.email not in response.content.decode()
    assert "Was ich verfolge" in response.content.decode()
    assert rhythms() == []


def test_nobody_makes_an_address_for_somebody_else(client, nina):
    other = UserFactory()
    token = address_for(nina).split("/")[-2]
    _person, _kind, signature = token.split(":")
    forged = [
        f"{other.pk}:follows:{signature}",
        f"{nina.pk}:andere:{signature}",
        f"{other.pk}:follows",
        signing.Signer(key="geraten", salt=SALT).sign(f"{other.pk}:follows"),
        signing.Signer(salt="anderswo").sign(f"{other.pk}:follows"),
    ]

    answers = {
        client.post(reverse("home:unsubscribe", args=[token])).status_code
        for token in forged
    }

    assert answers == {404}
    assert rhythms() == []


def test_people_choose_how_often_they_get_mails(client, nina):
    client.force_login(nina)

    response = client.post(SETTINGS, {"follows": "weekly"})

    assert response.url == SETTINGS
    assert rhythms() == [(nina.pk, "follows", "weekly")]
    assert 'value="weekly"' in client.get(SETTINGS).content.decode()


def test_without_a_choice_nothing_is_saved(client, nina):
    client.force_login(nina)

    response = client.post(SETTINGS, {"follows": "stündlich"})

    assert response.status_code == 400
    assert rhythms() == []
    assert rhythm_of(nina, mail_kinds["follows"]) == "daily"
