"""
Signing in through an identity provider that really answers, badly or not at all.

The provider is a small web server on this machine that speaks OpenID Connect.
"""

import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount

from home.models import User
from tests.factories.accounts import PASSWORD, AccountFactory

pytestmark = pytest.mark.django_db

START = "/konto/verbindungen/stadt/anmelden/"
BACK = "/konto/verbindungen/stadt/zurueck/"
PERSON = {
    "sub": "4711",
    "email": "jutta@rebenheim.example",
    "email_verified": True,
    "given_name": "Jutta",
    "family_name": "Reblaus",
}


class Provider(BaseHTTPRequestHandler):
    """The town's identity provider: discovery, token, user information."""

    def do_GET(self):
        root = f"http://127.0.0.1:{self.server.server_port}"
        discovery = {
            "issuer": root,
            "authorization_endpoint": f"{root}/authorize",
            "token_endpoint": f"{root}/token",
            "userinfo_endpoint": f"{root}/userinfo",
            "jwks_uri": f"{root}/jwks",
        }
        answers = {"/.well-known/openid-configuration": discovery, "/userinfo": PERSON}
        self.answer(answers.get(self.path, {}))

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.answer({"access_token": "geheim", "token_type": "Bearer"})

    def answer(self, content):
        changed = self.server.changes.get(self.path.partition("?")[0], content)
        body = changed if isinstance(changed, bytes) else json.dumps(changed).encode()
        status, _, body = (
            body.partition(b"|") if body[:1].isdigit() else (b"200", b"", body)
        )
        self.send_response(int(status))
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def provider(settings):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    server.changes = {}
    threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    use(settings, server.server_port)
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def closed_port(settings):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    use(settings, port)


def use(settings, port):
    app = {
        "provider_id": "stadt",
        "name": "Stadtverwaltung",
        "client_id": "stadtraum",
        "secret": "geheim",
        "settings": {"server_url": f"http://127.0.0.1:{port}", "uid_field": "sub"},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}
    }


def there_and_back(client, **answer):
    """Go to the provider, come back with a code."""
    sent = client.post(START)
    asked = parse_qs(urlsplit(sent["Location"]).query)
    return client.get(BACK, {"code": "abc", "state": asked["state"][0]} | answer)


def test_somebody_new_gets_an_account(client, provider):
    there_and_back(client)

    assert client.get("/konto/").status_code == 200
    person = User.objects.get(email="jutta@rebenheim.example")
    assert person.get_full_name() == "Jutta Reblaus"
    assert EmailAddress.objects.get(user=person).verified
    assert not person.has_usable_password()


def test_somebody_known_signs_in_again(client, provider):
    there_and_back(client)
    client.logout()
    there_and_back(client)

    assert client.get("/konto/").status_code == 200
    assert User.objects.count() == 1


def test_an_account_is_not_taken_over_by_an_equal_address(client, provider):
    owner = AccountFactory(email=PERSON["email"])

    there_and_back(client)

    assert client.get("/konto/").status_code == 302
    assert not SocialAccount.objects.filter(user=owner).exists()


def test_a_known_person_connects_and_disconnects(client, provider):
    person = AccountFactory()
    client.force_login(person)
    client.post("/konto/bestaetigen/", {"password": PASSWORD})
    sent = client.post(f"{START}?process=connect")
    state = parse_qs(urlsplit(sent["Location"]).query)["state"][0]
    client.get(BACK, {"code": "abc", "state": state})
    connection = SocialAccount.objects.get(user=person)
    assert "Stadtverwaltung" in client.get("/konto/verbindungen/").content.decode()

    client.post("/konto/verbindungen/", {"account": connection.pk})

    assert not SocialAccount.objects.exists()


def test_sign_in_page_offers_the_provider_and_may_lead_there(client, provider):
    response = client.get("/konto/anmelden/")

    origin = f"http://127.0.0.1:{provider.server_port}"
    assert "Weiter mit Stadtverwaltung" in response.content.decode()
    assert f"form-action 'self' {origin};" in response["Content-Security-Policy"]


def test_without_a_provider_forms_lead_nowhere_else(client):
    policy = client.get("/konto/anmelden/")["Content-Security-Policy"]

    assert "form-action 'self';" in policy


def says_what_to_do(response):
    text = response.content.decode()
    return "hat nicht richtig geantwortet" in text and 'href="/konto/anmelden/"' in text


def test_a_provider_that_is_away_is_said_in_words(client, closed_port):
    response = client.post(START)

    assert response.status_code == 503
    assert says_what_to_do(response)


def test_the_sign_in_page_stands_while_the_provider_is_away(client, closed_port):
    assert client.get("/konto/anmelden/").status_code == 200
    assert client.get(START).status_code == 200


@pytest.mark.parametrize(
    "discovery",
    [
        pytest.param(b"500|{}", id="breaks down"),
        pytest.param(b"<html>Wartung</html>", id="shows a page"),
        pytest.param({"issuer": "x"}, id="forgets its addresses"),
        pytest.param([], id="answers with a list"),
        pytest.param(b"", id="answers nothing"),
    ],
)
def test_a_provider_that_talks_nonsense_is_said_in_words(client, provider, discovery):
    provider.changes["/.well-known/openid-configuration"] = discovery

    response = client.post(START)

    assert response.status_code == 503
    assert says_what_to_do(response)


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        pytest.param("/token", b"400|{}", id="token refused"),
        pytest.param("/token", b"nein", id="token is no JSON"),
        pytest.param("/token", {"access_token": "x", "expires_in": "?"}, id="odd time"),
        pytest.param("/userinfo", b"502|", id="person unavailable"),
        pytest.param("/userinfo", {"email": "a@b.example"}, id="nameless"),
        pytest.param("/userinfo", b"[]", id="person is a list"),
    ],
)
def test_a_provider_that_breaks_on_the_way_back_is_said_in_words(
    client, provider, path, answer
):
    provider.changes[path] = answer

    response = there_and_back(client)

    assert response.status_code in (400, 503)
    assert says_what_to_do(response)
    assert client.get("/konto/").status_code == 302


@pytest.mark.parametrize(
    "query",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"code": "abc", "state": "erfunden"}, id="made-up state"),
        pytest.param({"error": "server_error"}, id="error"),
    ],
)
def test_coming_back_without_having_gone_is_refused(client, provider, query):
    response = client.get(BACK, query)

    assert response.status_code == 400
    assert says_what_to_do(response)


def test_cancelling_at_the_provider_is_no_error(client, provider):
    response = there_and_back(client, error="access_denied")

    assert response["Location"] == "/konto/verbindungen/abgebrochen/"
    page = client.get(response["Location"])
    assert "Sie haben die Anmeldung abgebrochen" in page.content.decode()


def test_an_unknown_provider_is_missing(client, provider):
    assert client.post("/konto/verbindungen/andere/anmelden/").status_code == 404
