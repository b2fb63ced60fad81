import factory
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from tests.factories.home import UserFactory

PASSWORD = "vier-Reben-am-Hang"


class AccountFactory(UserFactory):
    """A person who can sign in: with a password and a confirmed address."""

    email = factory.Sequence(lambda n: f"anna-{n}@rebenheim.example")

    class Params:
        confirmed = True

    @factory.post_generation
    def password(self, create, text, **kwargs):
        self.set_password(text or PASSWORD)
        self.save()

    @factory.post_generation
    def address(self, create, verified, **kwargs):
        EmailAddress.objects.create(
            user=self, email=self.email, primary=True, verified=verified is not False
        )


def with_authenticator_app(person):
    """Set up an authenticator app; return the key that it shares with the house."""
    key = generate_totp_secret()
    TOTP.activate(person, key)
    return key
