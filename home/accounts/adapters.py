"""How allauth behaves in this house."""

import base64
import hashlib
import logging
import re
from functools import partial
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from home.accounts import words
from home.accounts.limits import admit
from home.accounts.sessions import device_name
from home.addresses import client_address
from home.models import TownSettings, User
from home.notices import full_address, post_letter
from home.roles import needs_second_factor
from home.tasks import send_letter

logger = logging.getLogger(__name__)
# Mails that anybody can cause by typing an address; the others the owner causes.
CAUSED_BY_ANYBODY = (
    "account/email/email_confirmation",
    "account/email/account_already_exists",
    "account/email/unknown_account",
    "account/email/password_reset_code",
)


class AccountAdapter(DefaultAccountAdapter):
    """Sign-up and sign-in by e-mail address."""

    error_messages = DefaultAccountAdapter.error_messages | words.ERRORS

    def get_client_ip(self, request):
        return client_address(request)

    def save_user(self, request, user, form, commit=True):
        user.pseudonym = form.cleaned_data.get("pseudonym", "")
        super().save_user(request, user, form, commit=False)
        if commit:
            with transaction.atomic():
                user.save()
        return user

    def pre_authenticate(self, request, **credentials):
        """Ask the limits before any password is hashed."""
        self.admission = admit("password", request, credentials.get("email", ""))
        if self.admission.is_refused:
            raise ValidationError(
                words.please_wait(self.admission.wait), "too_many_login_attempts"
            )

    def authenticate(self, request, **credentials):
        user = super().authenticate(request, **credentials)
        if user:
            self.admission.take_back()
        return user

    def get_password_change_redirect_url(self, request):
        return reverse("account_overview")

    def get_email_verification_redirect_url(self, email_address):
        if self.request.user.is_authenticated:
            return reverse("account_overview")
        return reverse("account_login")

    def get_reauthentication_methods(self, user):
        names = {
            "reauthenticate": _("Confirm with the password"),
            "mfa_reauthenticate": _("Confirm with a code"),
            "mfa_reauthenticate:webauthn": _("Confirm with a passkey"),
        }
        methods = super().get_reauthentication_methods(user)
        return [{**method, "description": names[method["id"]]} for method in methods]

    def send_mail(self, template_prefix, email, context):
        """Write a letter: plain text, our own addresses, by way of the outbox."""
        if is_one_too_many(template_prefix, email):
            # Whoever typed the address learns nothing from this.
            logger.warning("Too many mails to one address: one was not sent.")
            return
        context = context | self.addresses_for_letters() | {"email": email}
        subject = render_to_string(f"{template_prefix}_subject.txt", context)
        body = render_to_string(f"{template_prefix}_message.txt", context)
        body = re.sub(r"\n{3,}", "\n\n", body.strip()) + "\n"
        letter = post_letter(email, subject.strip(), body)
        if settings.DEMO_TOWN:
            # Nobody shall wait for a worker there; mails are files.
            transaction.on_commit(partial(send_letter, letter.pk))

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        device = device_name(self.request.META.get("HTTP_USER_AGENT", ""))
        context = {"device": device} | (context or {})
        super().send_notification_mail(template_prefix, user, context, email)

    @staticmethod
    def addresses_for_letters():
        """Every address in a mail, made from the configured base alone."""
        site = Site.objects.filter(is_default_site=True).first()
        return {
            "town_name": TownSettings.for_site(site).name if site else "Stadtraum",
            "base_url": settings.BASE_URL,
            "sign_in_address": full_address(reverse("account_login")),
            "sign_up_address": full_address(reverse("account_signup")),
            "reset_address": full_address(reverse("account_reset_password")),
        }


def is_one_too_many(template_prefix: str, email: str) -> bool:
    """Whether strangers would fill somebody's mailbox through us."""
    return (
        template_prefix.startswith(CAUSED_BY_ANYBODY)
        and admit("letter", allauth_context.request, email).is_refused
    )


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Sign-in through the identity provider of the town."""

    error_messages = DefaultSocialAccountAdapter.error_messages | words.PROVIDER_ERRORS


class MFAAdapter(DefaultMFAAdapter):
    """The second factor: secrets kept under a key, and never taken from a role."""

    error_messages = DefaultMFAAdapter.error_messages | words.SECOND_FACTOR_ERRORS

    def encrypt(self, text):
        return secret_box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text):
        return secret_box().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator):
        """Whoever needs a second factor keeps at least one."""
        person = authenticator.user
        if not (settings.REQUIRE_SECOND_FACTOR and needs_second_factor(person)):
            return True
        return second_factors(person).exclude(pk=authenticator.pk).exists()

    def get_public_key_credential_rp_entity(self):
        """A passkey belongs to the configured house, whatever a browser asked for."""
        return {"id": urlsplit(settings.BASE_URL).hostname, "name": self._town_name()}

    def get_totp_issuer(self):
        return self._town_name()

    def generate_authenticator_name(self, user, type):  # noqa: A002
        return device_name(allauth_context.request.META.get("HTTP_USER_AGENT", ""))

    @staticmethod
    def _town_name():
        return TownSettings.for_request(allauth_context.request).name


def second_factors(person: User):
    """The ways in which a person can prove themselves beside the password."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user=person, type__in=kinds)


def secret_box() -> MultiFernet:
    """Opens with every key in use, locks with the newest."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(fernet_key(key)) for key in keys])


def fernet_key(key: str) -> bytes:
    digest = hashlib.sha256(b"home.accounts.second-factor:" + key.encode()).digest()
    return base64.urlsafe_b64encode(digest)
