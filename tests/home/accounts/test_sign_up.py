import re

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError
from django.urls import reverse

from home.accounts.forms import SignUpForm
from home.models import Letter, User
from tests.factories.accounts import PASSWORD, AccountFactory

pytestmark = pytest.mark.django_db

NEW = {
    "email": "lotte@rebenheim.example",
    "password1": PASSWORD,
    "pseudonym": "Rebläuferin",
}


def sign_up(client, **changes):
    return client.post("/konto/registrieren/", NEW | changes)


def test_sign_up_with_the_mailed_code_signs_in(client, code_in_mail):
    response = sign_up(client)

    page = client.get(response["Location"])
    assert "lotte@rebenheim.example" in page.content.decode()
    assert 'autocomplete="one-time-code"' in page.content.decode()
    assert 'inputmode="numeric"' in page.content.decode()
    done = client.post(response["Location"], {"code": code_in_mail(NEW["email"])})

    assert done["Location"] == reverse("home:my_page")
    assert client.get("/konto/").status_code == 200
    person = User.objects.get(email="lotte@rebenheim.example")
    assert person.public_name == "Rebläuferin"
    assert EmailAddress.objects.get(user=person).verified


def test_after_the_code_it_goes_on_where_one_wanted_to_go(client, code_in_mail):
    wanted = "/beteiligung/brunnen/?ansicht=liste"
    page = client.get("/konto/registrieren/", {"next": wanted}).content.decode()
    assert f'name="next" value="{wanted}"' in page
    response = sign_up(client, next=wanted)

    done = client.post(response["Location"], {"code": code_in_mail(NEW["email"])})

    assert done["Location"] == wanted


def test_without_the_code_nobody_is_signed_in(client):
    sign_up(client)

    assert client.get("/konto/").status_code == 302


def test_three_wrong_codes_end_it(client, code_in_mail):
    address = sign_up(client)["Location"]
    answers = [client.post(address, {"code": "0000-0000"}) for _ in range(3)]

    assert [a.status_code for a in answers] == [400, 400, 302]
    assert answers[2]["Location"] == reverse("account_login")
    right = client.post(address, {"code": code_in_mail(NEW["email"])})
    assert right["Location"] == reverse("account_login")


def test_code_may_be_typed_without_its_dash(client, code_in_mail):
    address = sign_up(client)["Location"]

    client.post(address, {"code": code_in_mail(NEW["email"]).replace("-", " ")})

    assert client.get("/konto/").status_code == 200


def test_code_is_over_after_a_quarter_of_an_hour(client, code_in_mail, time_machine):
    time_machine.move_to("2026-05-04 10:00", tick=False)
    address = sign_up(client)["Location"]
    time_machine.move_to("2026-05-04 10:16", tick=False)

    client.post(address, {"code": code_in_mail(NEW["email"])})

    assert client.get("/konto/").status_code == 302


def test_a_new_mail_has_a_new_code(client, code_in_mail):
    address = sign_up(client)["Location"]
    first = code_in_mail(NEW["email"])

    client.post(address, {"action": "resend"})

    assert code_in_mail(NEW["email"]) != first
    client.post(address, {"code": code_in_mail(NEW["email"])})
    assert client.get("/konto/").status_code == 200


def test_without_a_pseudonym_there_is_a_number(client):
    sign_up(client, pseudonym="")

    person = User.objects.get(email="lotte@rebenheim.example")
    assert re.fullmatch(r"Teilnehmende Person \d+", person.public_name)


def test_refused_form_keeps_what_was_typed_except_the_password(client):
    response = sign_up(client, password1="kurz", pseudonym="Rathaus")

    text = response.content.decode()
    assert response.status_code == 400
    assert 'value="lotte@rebenheim.example"' in text
    assert 'value="Rathaus"' in text
    assert "kurz&" not in text
    assert 'value="kurz"' not in text
    assert "Dieser Name ist der Stadt vorbehalten." in text
    assert not User.objects.filter(email="lotte@rebenheim.example").exists()


@pytest.fixture(params=["unknown", "confirmed", "unconfirmed", "closed"])
def standing(request):
    """An address in every standing it can have before somebody signs up with it."""
    if request.param == "unknown":
        return "neu@rebenheim.example"
    return AccountFactory(
        address=request.param != "unconfirmed", is_active=request.param != "closed"
    ).email


def everything_seen(client, email):
    """All that a browser gets to see on the way, without what differs by chance."""
    seen = []
    first = sign_up(client, email=email, pseudonym="")
    code_page = client.get(first["Location"])
    again = client.get("/konto/registrieren/")
    resent = client.post(first["Location"], {"action": "resend"})
    wrong = client.post(first["Location"], {"code": "1111-1111"})
    for response in (first, code_page, again, resent, wrong):
        text = response.content.decode().replace(email, "…")
        text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", text)
        seen.append((response.status_code, response.get("Location"), text))
    return seen


def test_sign_up_reads_the_same_whatever_the_standing(client, standing):
    reference = everything_seen(client, "noch-nie-gesehen@rebenheim.example")
    client.cookies.clear()

    assert everything_seen(client, standing) == reference


def test_sign_up_costs_the_same_whatever_the_standing(client, standing, hashing):
    sign_up(client, email=standing)

    assert hashing.calls == 1


def test_sign_up_twice_at_once_reads_the_same_and_makes_one_account(client):
    first = sign_up(client, pseudonym="")
    client.cookies.clear()
    second = sign_up(client, pseudonym="")

    assert (first.status_code, first["Location"]) == (
        second.status_code,
        second["Location"],
    )
    assert User.objects.filter(email="lotte@rebenheim.example").count() == 1


def test_unconfirmed_person_who_signs_up_again_learns_how_to_go_on(client):
    person = AccountFactory(address=False)

    sign_up(client, email=person.email)

    letter = Letter.objects.get(to=person.email)
    assert letter.subject == "Sie haben schon ein Konto"
    assert "https://testserver/konto/anmelden/" in letter.body


def test_code_of_a_made_up_sign_up_never_opens(client):
    person = AccountFactory()
    address = sign_up(client, email=person.email)["Location"]

    response = client.post(address, {"code": ""})

    assert response.status_code == 400
    assert client.get("/konto/").status_code == 302


def test_fifth_sign_up_for_one_address_is_the_last(client):
    for _ in range(5):
        sign_up(client)
        client.cookies.clear()

    response = sign_up(client, pseudonym="Weinlese")

    text = response.content.decode()
    assert response.status_code == 429
    assert 'value="lotte@rebenheim.example"' in text
    assert 'value="Weinlese"' in text
    assert PASSWORD not in text


def test_a_mailbox_is_not_flooded_by_strangers(client):
    person = AccountFactory()
    for number in range(20):
        client.cookies.clear()
        place = f"203.0.113.{number}"
        client.post(
            "/konto/registrieren/", NEW | {"email": person.email}, REMOTE_ADDR=place
        )
        client.post(
            "/konto/passwort/vergessen/", {"email": person.email}, REMOTE_ADDR=place
        )

    assert Letter.objects.filter(to=person.email).count() <= 12


def test_pressing_twice_at_the_same_moment_is_one_account(client, monkeypatch):
    """The second request passes the check before the first has written."""
    checked = SignUpForm.clean

    def clean_and_be_overtaken(form):
        cleaned = checked(form)
        User.objects.create_user(cleaned["email"], PASSWORD)
        return cleaned

    monkeypatch.setattr(SignUpForm, "clean", clean_and_be_overtaken)

    response = sign_up(client)

    assert response["Location"] == reverse("account_email_verification_sent")
    assert User.objects.filter(email="lotte@rebenheim.example").count() == 1


def test_name_taken_at_the_same_moment_is_left_out(client, monkeypatch):
    checked = SignUpForm.clean

    def clean_and_be_overtaken(form):
        cleaned = checked(form)
        User.objects.create_user("andere@rebenheim.example", pseudonym="Rebläuferin")
        return cleaned

    monkeypatch.setattr(SignUpForm, "clean", clean_and_be_overtaken)

    sign_up(client)

    assert User.objects.get(email="lotte@rebenheim.example").pseudonym == ""


def test_the_database_insists_on_one_account_for_each_address():
    User.objects.create_user("lotte@rebenheim.example")

    with pytest.raises(IntegrityError):
        User.objects.create_user("LOTTE@rebenheim.example")


def test_demo_town_says_where_the_mail_lies(
    client, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.DEMO_TOWN = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = settings.DEMO_MAIL_DIR = tmp_path

    with django_capture_on_commit_callbacks(execute=True):
        address = sign_up(client)["Location"]
    response = client.get(address)

    assert str(next(tmp_path.iterdir())) in response.content.decode()


def test_a_real_town_says_nothing_about_files(client):
    response = client.get(sign_up(client)["Location"])

    assert "Vorführstadt" not in response.content.decode()
