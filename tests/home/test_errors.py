import pytest
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.test import RequestFactory
from django.urls import reverse

from home.views import errors

request = RequestFactory().get("/")


@pytest.mark.parametrize(
    ("response", "status", "words"),
    [
        (lambda: errors.bad_request(request), 400, "nicht verstehen"),
        (lambda: errors.permission_denied(request), 403, "kommen Sie nicht hinein"),
        (lambda: errors.csrf_failure(request), 403, "zu lange geöffnet"),
        (lambda: errors.page_not_found(request), 404, "gibt es nicht"),
        (lambda: errors.bad_request(request, RequestDataTooBig()), 413, "zu viel"),
        (lambda: errors.too_many_requests(request), 429, "kurze Pause"),
        (lambda: errors.server_error(request), 500, "schiefgegangen"),
    ],
)
def test_refusals_say_what_is_wrong_without_the_database(response, status, words):
    answer = response()

    assert answer.status_code == status
    assert words in answer.content.decode()


def sent(**headers):
    """A form of the house that expired, as a browser sends it."""
    fields = {"text": "Mehr Bänke am Seebach", "password": "drei geheime Wörter"}
    return RequestFactory().post("/beteiligung/", fields, headers=headers)


def test_form_that_was_open_too_long_gives_the_text_back():
    page = "http://testserver/beteiligung/baenke/"
    expired = sent(Origin="http://testserver", Referer=page)

    text = errors.csrf_failure(expired).content.decode()

    assert "Mehr Bänke am Seebach" in text
    assert f'href="{page}"' in text
    assert "/konto/anmelden/?next=http%3A%2F%2Ftestserver%2F" in text
    assert "geheime" not in text


@pytest.mark.parametrize("origin", ["https://fremd.example", "null", None])
def test_other_sites_put_no_words_into_our_page(origin):
    headers = {"Origin": origin, "Referer": "https://fremd.example/"}
    expired = sent(**{name: value for name, value in headers.items() if value})

    text = errors.csrf_failure(expired).content.decode()

    assert "Bänke" not in text
    assert "fremd.example" not in text


def test_without_its_database_the_house_is_closed_for_a_while():
    try:
        raise OperationalError
    except OperationalError:
        answer = errors.server_error(request)

    assert answer.status_code == 503
    assert "gleich wieder da" in answer.content.decode()


def test_address_of_a_form_says_so_when_it_is_opened(client, town):
    answer = client.get(reverse("participation:support_cast", args=[1]))

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "POST"
    assert "Diese Adresse zeigt keine Seite" in answer.content.decode()


def test_an_unknown_address_answers_in_our_words(client, town):
    answer = client.get("/gibt-es-nicht/")

    assert answer.status_code == 404
    assert "Diese Seite gibt es nicht" in answer.content.decode()
