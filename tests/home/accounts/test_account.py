import re

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import NoReverseMatch, reverse

from home import roles
from home.models import Letter
from tests.factories.accounts import PASSWORD, AccountFactory
from tests.factories.home import UserFactory

pytestmark = pytest.mark.django_db

NEW_PASSWORD = "neun-Reihen-Riesling"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def person():
    return AccountFactory()


@pytest.fixture
def devices(person):
    """A person signed in at home and at work."""
    clients = [Client(), Client(headers={"User-Agent": FIREFOX})]
    for client in clients:
        data = {"login": person.email, "password": PASSWORD}
        client.post("/konto/anmelden/", data)
    return clients


def open_ones(clients):
    return [client.get("/konto/").status_code == 200 for client in clients]


def test_overview_leads_to_everything(client, person):
    client.force_login(person)

    text = client.get("/konto/").content.decode()

    for name in (
        "account_pseudonym",
        "account_email",
        "account_change_password",
        "mfa_index",
        "usersessions_list",
    ):
        assert f'href="{reverse(name)}"' in text
    assert person.email in text
    assert person.public_name in text


def test_overview_leads_to_the_own_data_once_there_is_such_a_page(client, person):
    client.force_login(person)
    text = client.get("/konto/").content.decode()
    try:
        address = reverse("home:my_data")
    except NoReverseMatch:
        assert "Meine Daten" not in text
    else:
        assert f'href="{address}"' in text


def test_changing_the_password_signs_out_all_other_devices(devices):
    here, _elsewhere = devices

    response = here.post(
        "/konto/passwort/aendern/",
        {"oldpassword": PASSWORD, "password1": NEW_PASSWORD},
    )

    assert response["Location"] == "/konto/"
    assert open_ones(devices) == [True, False]
    assert UserSession.objects.count() == 1


def test_changing_the_password_asks_for_the_old_one(client, person):
    client.force_login(person)

    response = client.post(
        "/konto/passwort/aendern/",
        {"oldpassword": "geraten", "password1": NEW_PASSWORD},
    )

    person.refresh_from_db()
    assert response.status_code == 400
    assert "Das ist nicht Ihr bisheriges Passwort." in response.content.decode()
    assert person.check_password(PASSWORD)


def test_guessing_the_old_password_ends_before_hashing(client, person, hashing):
    client.force_login(person)
    data = {"oldpassword": "geraten", "password1": NEW_PASSWORD}
    for _ in range(5):
        client.post("/konto/passwort/aendern/", data)
    hashing.calls = 0

    response = client.post("/konto/passwort/aendern/", data)

    assert response.status_code == 429
    assert hashing.calls == 0


def test_guessing_the_password_when_asked_once_more_ends_before_hashing(
    client, person, hashing
):
    client.force_login(person)
    for _ in range(5):
        client.post("/konto/bestaetigen/", {"password": "geraten"})
    hashing.calls = 0

    response = client.post("/konto/bestaetigen/", {"password": PASSWORD})

    assert response.status_code == 429
    assert hashing.calls == 0


def reset_password(client, email, code):
    response = client.post("/konto/passwort/vergessen/", {"email": email})
    client.post(response["Location"], {"code": code()})
    return client.post("/konto/passwort/neu/", {"password1": NEW_PASSWORD})


def test_resetting_the_password_signs_out_everywhere(
    client, person, devices, code_in_mail
):
    reset_password(client, person.email, lambda: code_in_mail(person.email))

    assert open_ones([*devices, client]) == [False, False, False]
    data = {"login": person.email, "password": NEW_PASSWORD}
    client.post("/konto/anmelden/", data)
    assert open_ones([client]) == [True]


def test_resetting_the_password_opens_the_door_again_at_once(
    client, sign_in, person, code_in_mail
):
    for _ in range(5):
        sign_in(person.email, "vergessen")
    reset_password(client, person.email, lambda: code_in_mail(person.email))

    assert sign_in(person.email, NEW_PASSWORD).status_code == 302


def test_reset_confirms_an_address_that_staff_wrote_down(client, code_in_mail):
    person = UserFactory(email="neu-im-amt@rebenheim.example")
    reset_password(client, person.email, lambda: code_in_mail(person.email))

    data = {"login": person.email, "password": NEW_PASSWORD}
    assert client.post("/konto/anmelden/", data)["Location"] == reverse("home:my_page")


def test_three_wrong_codes_end_a_reset(client, person, code_in_mail):
    response = client.post("/konto/passwort/vergessen/", {"email": person.email})
    for _ in range(3):
        client.post(response["Location"], {"code": "0000-0000"})

    client.post(response["Location"], {"code": code_in_mail(person.email)})

    assert client.get("/konto/passwort/neu/").status_code == 302


@pytest.mark.parametrize("standing", ["unknown", "unconfirmed", "closed"])
def test_reset_reads_the_same_whatever_the_standing(client, person, standing):
    email = {
        "unknown": lambda: "niemand@rebenheim.example",
        "unconfirmed": lambda: AccountFactory(address=False).email,
        "closed": lambda: AccountFactory(is_active=False).email,
    }[standing]()
    seen = []
    for address in (person.email, email):
        client.cookies.clear()
        first = client.post("/konto/passwort/vergessen/", {"email": address})
        page = client.get(first["Location"])
        wrong = client.post(first["Location"], {"code": "1111-1111"})
        texts = [
            re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", r.content.decode())
            for r in (page, wrong)
        ]
        seen.append((first["Location"], [text.replace(address, "…") for text in texts]))

    assert seen[0] == seen[1]


def test_reset_limit_keeps_the_address_and_is_the_same_for_all(client, person):
    for address in (person.email, "niemand@rebenheim.example"):
        for _ in range(5):
            client.post("/konto/passwort/vergessen/", {"email": address})

        response = client.post("/konto/passwort/vergessen/", {"email": address})

        assert response.status_code == 429
        assert f'value="{address}"' in response.content.decode()


def test_losing_a_role_signs_out_everywhere(devices, person):
    person.groups.add(trainers())
    assert open_ones(devices) == [True, True]

    person.groups.clear()

    assert open_ones(devices) == [False, False]


@pytest.mark.parametrize(
    "lose",
    [
        pytest.param(lambda p, g: p.groups.remove(g), id="person leaves the group"),
        pytest.param(lambda p, g: g.user_set.remove(p), id="group loses the person"),
        pytest.param(lambda p, g: p.groups.set([]), id="groups are set anew"),
        pytest.param(lambda p, g: g.user_set.clear(), id="group is emptied"),
        pytest.param(lambda p, g: g.delete(), id="group is deleted"),
    ],
)
def test_every_way_to_lose_a_role_counts(client, person, lose):
    group = trainers()
    person.groups.add(group)
    client.force_login(person)

    lose(person, group)

    assert open_ones([client]) == [False]


def test_gaining_a_role_leaves_sessions_alone(devices, person):
    person.groups.add(trainers())

    assert open_ones(devices) == [True, True]


def trainers():
    return Group.objects.get_or_create(name=roles.TRAINERS)[0]


@pytest.mark.parametrize("standing", ["is_active", "is_superuser", "is_staff"])
def test_losing_a_standing_signs_out_everywhere(client, standing):
    person = AccountFactory(is_active=True, is_superuser=True, is_staff=True)
    client.force_login(person)

    setattr(person, standing, False)
    person.save()

    assert open_ones([client]) == [False]


def test_a_person_activated_again_signs_in_anew(client, person):
    client.force_login(person)
    person.is_active = False
    person.save()
    person.is_active = True
    person.save()

    assert open_ones([client]) == [False]


def test_devices_are_listed_in_words(devices):
    text = devices[0].get("/konto/sitzungen/").content.decode()

    assert "Firefox auf Windows" in text
    assert text.count("Dieses Gerät") == 1


def test_one_device_can_be_signed_out(devices):
    here, elsewhere = devices
    other = UserSession.objects.get(user_agent=FIREFOX)

    here.post(f"/konto/sitzungen/{other.pk}/beenden/")

    assert open_ones([here, elsewhere]) == [True, False]


def test_devices_of_others_are_out_of_reach(client, devices):
    client.force_login(AccountFactory())
    foreign = UserSession.objects.first()

    response = client.post(f"/konto/sitzungen/{foreign.pk}/beenden/")

    assert response.status_code == 404
    assert open_ones(devices) == [True, True]


def test_everywhere_means_here_too(devices):
    devices[0].post("/konto/sitzungen/ueberall-beenden/")

    assert open_ones(devices) == [False, False]


def confirm(client):
    client.post("/konto/bestaetigen/", {"password": PASSWORD})


def test_new_address_counts_once_its_code_is_typed(client, person, code_in_mail):
    client.force_login(person)
    confirm(client)
    old, new = person.email, "umgezogen@rebenheim.example"

    response = client.post("/konto/email/", {"email": new, "action_add": "1"})
    person.refresh_from_db()
    assert person.email == old
    client.post(response["Location"], {"code": code_in_mail(new)})

    person.refresh_from_db()
    assert person.email == new
    assert list(EmailAddress.objects.values_list("email", "verified")) == [(new, True)]
    subjects = list(Letter.objects.filter(to=old).values_list("subject", flat=True))
    assert subjects == ["Ihre E-Mail-Adresse wurde geändert"]


def test_new_address_of_another_account_is_not_given_away(client, person):
    other = AccountFactory()
    client.force_login(person)
    confirm(client)

    response = client.post("/konto/email/", {"email": other.email, "action_add": "1"})

    assert response.status_code == 302
    person.refresh_from_db()
    assert person.email != other.email


def test_refused_address_stays_in_the_form(client, person):
    client.force_login(person)
    confirm(client)

    response = client.post("/konto/email/", {"email": "kein@", "action_add": "1"})

    assert response.status_code == 400
    assert 'value="kein@"' in response.content.decode()


def test_address_changed_by_staff_voids_the_old_one(client, sign_in, person):
    old = person.email
    person.email = "neuer-name@rebenheim.example"
    person.save()

    assert sign_in(old).status_code == 400
    response = sign_in(person.email)
    assert response["Location"] == reverse("account_email_verification_sent")


def test_pseudonym_can_be_changed_and_taken_back(client, person):
    client.force_login(person)

    client.post("/konto/name/", {"pseudonym": "Kellermeister"})
    person.refresh_from_db()
    assert person.public_name == "Kellermeister"
    client.post("/konto/name/", {"pseudonym": ""})

    person.refresh_from_db()
    assert person.public_name.startswith("Teilnehmende Person")


def test_refused_pseudonym_stays_in_the_form_but_not_in_the_page(client, person):
    client.force_login(person)
    before = person.public_name

    response = client.post("/konto/name/", {"pseudonym": "Moderation"})

    text = response.content.decode()
    assert response.status_code == 400
    assert 'value="Moderation"' in text
    assert f"<strong>{before}</strong>" in text


@pytest.mark.parametrize(
    "path",
    [
        "/konto/",
        "/konto/name/",
        "/konto/email/",
        "/konto/passwort/aendern/",
        "/konto/zweiter-faktor/",
        "/konto/sitzungen/",
        "/konto/verbindungen/",
    ],
)
def test_the_account_is_for_its_owner(client, path):
    assert client.get(path)["Location"] == f"/konto/anmelden/?next={path}"


def test_the_door_is_never_kept_by_a_cache(client, db):
    response = client.get("/konto/anmelden/")

    assert "no-store" in response["Cache-Control"]
