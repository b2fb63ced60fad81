import pytest
from django.test import Client
from django.urls import reverse

from home import roles
from tests.factories.accounts import PASSWORD, AccountFactory

pytestmark = pytest.mark.django_db

DOORS = ["/verwaltung/login/", "/_util/login/", "/admin/login/", "/django-admin/login/"]
RESETS = ["/verwaltung/password_reset/", "/verwaltung/password_reset/done/"]


@pytest.mark.parametrize("door", DOORS)
def test_other_doors_lead_to_ours_and_keep_where_one_wanted_to_go(client, door):
    response = client.get(f"{door}?next=/verwaltung/pages/")

    assert response.status_code == 302
    assert response["Location"] == "/konto/anmelden/?next=/verwaltung/pages/"


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("checks", [True, False], ids=["strict", "with token"])
def test_nobody_signs_in_by_another_door(door, checks):
    person = AccountFactory(is_superuser=True, is_staff=True)
    client = Client(enforce_csrf_checks=checks)

    client.post(door, {"username": person.email, "password": PASSWORD, "next": "/"})
    client.post(door, {"login": person.email, "password": PASSWORD})

    assert client.get("/konto/").status_code == 302


def test_next_of_another_door_is_not_followed_out_of_the_house(client):
    person = AccountFactory()
    address = client.get("/verwaltung/login/?next=https://boese.example/")["Location"]

    response = client.post(address, {"login": person.email, "password": PASSWORD})

    assert response["Location"] == reverse("home:my_page")


@pytest.mark.parametrize("path", RESETS)
def test_other_resets_lead_to_ours(client, path):
    assert client.get(path)["Location"] == "/konto/passwort/vergessen/"


def test_administration_asks_to_sign_in(client, town):
    response = client.get("/verwaltung/pages/")

    assert response["Location"] == "/konto/anmelden/?next=/verwaltung/pages/"


@pytest.mark.parametrize(
    "person",
    [
        pytest.param({}, id="citizen"),
        pytest.param({"roles": [roles.INTRANET_READERS]}, id="reader"),
    ],
)
def test_signed_in_without_a_right_reads_so_instead_of_going_in_circles(
    client, town, person
):
    client.force_login(AccountFactory(**person))

    response = client.get("/verwaltung/", follow=True)

    assert response.status_code == 403
    assert response.redirect_chain == []


def test_account_in_the_administration_has_neither_password_nor_address(client, town):
    client.force_login(AccountFactory(is_superuser=True, is_staff=True))

    response = client.get("/verwaltung/account/")

    text = response.content.decode()
    assert response.status_code == 200
    assert 'type="password"' not in text
    assert 'type="email"' not in text
    assert "password_change" not in text
