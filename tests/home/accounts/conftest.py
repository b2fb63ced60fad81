import pytest
from django.contrib.auth.hashers import MD5PasswordHasher

from home.models import Letter
from tests.factories.accounts import PASSWORD


class CountingHasher(MD5PasswordHasher):
    """A quick hasher that knows how often it had to work."""

    algorithm = "counting"
    calls = 0

    def encode(self, password, salt):
        type(self).calls += 1
        return super().encode(password, salt)


@pytest.fixture
def hashing(settings):
    """Passwords are hashed by a counting hasher; ``hashing.calls`` says how often."""
    settings.PASSWORD_HASHERS = ["tests.home.accounts.conftest.CountingHasher"]
    CountingHasher.calls = 0
    return CountingHasher


@pytest.fixture
def sign_in(client):
    def send(email, password=PASSWORD, **extra):
        data = {"login": email, "password": password}
        return client.post("/konto/anmelden/", data, **extra)

    return send


@pytest.fixture
def code_in_mail(db):
    """The code in the newest letter to an address."""

    def read(address):
        letter = Letter.objects.filter(to=address).latest("pk")
        found = [line.strip() for line in letter.body.splitlines()]
        return next(line for line in found if line.replace("-", "").isdigit())

    return read
