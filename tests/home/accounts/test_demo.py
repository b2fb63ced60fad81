import os

import pytest
from django.core.mail import EmailMessage

from home import roles
from home.accounts import demo
from tests.factories.home import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo_town(settings, tmp_path):
    settings.DEMO_TOWN = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = settings.DEMO_MAIL_DIR = tmp_path
    return tmp_path


def write_mail(subject, body="Guten Tag", to="lotte@rebenheim.example"):
    EmailMessage(subject, body, to=[to]).send()


WHO = {
    "anonymous": (None, 302),
    "citizen": ({}, 404),
    "moderator": ({"roles": [roles.PARTICIPATION_MODERATORS]}, 404),
    "administration": ({"roles": [roles.ADMINISTRATION]}, 200),
    "superuser": ({"is_superuser": True}, 200),
}


@pytest.mark.parametrize("who", WHO)
def test_mails_are_for_administrators_of_the_demo_town(client, demo_town, who):
    fields, status = WHO[who]
    if fields is not None:
        client.force_login(UserFactory(**fields))

    assert client.get("/demo/post/").status_code == status


def test_a_real_town_has_no_such_page(client):
    client.force_login(UserFactory(is_superuser=True))

    assert client.get("/demo/post/").status_code == 404


@pytest.fixture
def administrator(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


def test_mails_are_readable_the_newest_first(administrator, demo_town):
    write_mail("Erste für Gärtner", "Größe & <b>Maß</b>")
    write_mail("Zweite", "Bitte lesen: https://testserver/konto/")

    text = administrator.get("/demo/post/").content.decode()

    assert text.index("Zweite") < text.index("Erste für Gärtner")
    assert "Größe &amp; &lt;b&gt;Maß&lt;/b&gt;" in text
    assert 'href="https://testserver/konto/"' in text
    assert "lotte@rebenheim.example" in text


def test_many_mails_come_in_pages(administrator, demo_town):
    for number in range(demo.PER_PAGE + 1):
        mail = EmailMessage(f"Mail {number}.", "Guten Tag", to=["a@rebenheim.example"])
        path = demo_town / f"{number:03}.log"
        path.write_bytes(mail.message().as_bytes())
        os.utime(path, (number, number))

    first = administrator.get("/demo/post/").content.decode()
    second = administrator.get("/demo/post/?seite=2").content.decode()

    assert "Mail 20." in first
    assert "Mail 0." not in first
    assert "Mail 0." in second


def test_an_empty_folder_is_said(administrator, demo_town):
    assert "Noch ist keine E-Mail" in administrator.get("/demo/post/").content.decode()


def test_a_missing_folder_is_said(administrator, demo_town, settings):
    settings.DEMO_MAIL_DIR = demo_town / "gibt-es-nicht"

    assert "Noch ist keine E-Mail" in administrator.get("/demo/post/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_needs_the_same_queries_for_any_number_of_mails(
    administrator, demo_town, django_assert_max_num_queries, count
):
    for number in range(count):
        write_mail(f"Mail {number}")
    administrator.get("/demo/post/")

    with django_assert_max_num_queries(8):
        administrator.get("/demo/post/")
