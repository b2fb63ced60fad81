"""The forms of the second factor: limited, and every code opens once."""

from allauth.core import context
from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from home.accounts import words
from home.accounts.forms import code_field
from home.accounts.limits import admit


def check_code(form, check):
    """Check within the limits; a right code is not counted, but used up."""
    person = str(form.user.pk)
    admission = admit("second_factor", context.request, person)
    if admission.is_refused:
        raise ValidationError(
            words.please_wait(admission.wait), "too_many_login_attempts"
        )
    code = check()
    plain = "".join(sign for sign in code if sign.isalnum())
    if admit("used_code", context.request, f"{person}:{plain}").is_refused:
        raise ValidationError(words.SECOND_FACTOR_ERRORS["used_code"], "used_code")
    admission.take_back()
    return code


class AuthenticateForm(base.AuthenticateForm):
    code = code_field(
        pgettext_lazy("label", "Code"),
        help_text=_("Six digits from the authenticator app, or a recovery code."),
    )

    def clean_code(self):
        return check_code(self, super().clean_code)


class ReauthenticateForm(base.ReauthenticateForm):
    code = code_field(
        pgettext_lazy("label", "Code"),
        help_text=_("Six digits from the authenticator app, or a recovery code."),
    )

    def clean_code(self):
        return check_code(self, super().clean_code)


class ActivateTOTPForm(totp.ActivateTOTPForm):
    code = code_field(_("Code from the app"), help_text=_("The app shows six digits."))

    def clean_code(self):
        return check_code(self, super().clean_code)


def key_name_field(**options):
    return forms.CharField(
        label=_("Name of the passkey"),
        max_length=60,
        help_text=_("So that you recognise it in your list."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        **options,
    )


class AddWebAuthnForm(webauthn.AddWebAuthnForm):
    name = key_name_field(required=False)
    passwordless = forms.BooleanField(
        label=_("Also sign in without a password"),
        required=False,
        initial=True,
        help_text=_(
            "The device then asks for your fingerprint, your face or your PIN."
        ),
    )


class EditWebAuthnForm(webauthn.EditWebAuthnForm):
    name = key_name_field()
