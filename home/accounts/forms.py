"""The forms of the door: our words, and what browsers need to help with typing."""

from allauth.account import forms as account
from allauth.socialaccount import forms as social
from django import forms
from django.contrib import messages
from django.contrib.auth.password_validation import get_default_password_validators
from django.db import IntegrityError
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from home.accounts.pseudonyms import LONGEST, clean_pseudonym
from home.models import User

LONGEST_PASSWORD = 256
EMAIL = pgettext_lazy("label", "E-mail address")


def email_field(autocomplete="email", **options):
    attrs = {
        "autocomplete": autocomplete,
        "autocapitalize": "none",
        "spellcheck": "false",
    }
    return forms.EmailField(
        label=options.pop("label", EMAIL),
        max_length=254,
        widget=forms.EmailInput(attrs=attrs),
        **options,
    )


def password_field(label, autocomplete, **options):
    return forms.CharField(
        label=label,
        strip=False,
        max_length=LONGEST_PASSWORD,
        widget=forms.PasswordInput(attrs={"autocomplete": autocomplete}),
        **options,
    )


def new_password_help():
    """What the validators in the settings ask for, in one sentence."""
    validators = get_default_password_validators()
    shortest = max(getattr(rule, "min_length", 0) for rule in validators)
    return _(
        "At least %(count)s characters. Best are several words that nobody would guess."
    ) % {"count": shortest}


def code_field(label, **options):
    attrs = {
        "autocomplete": "one-time-code",
        "autocapitalize": "none",
        "spellcheck": "false",
    }
    attrs |= options.pop("attrs", {"inputmode": "numeric"})
    return forms.CharField(
        label=label, max_length=40, widget=forms.TextInput(attrs=attrs), **options
    )


def retouch(form, name, new):
    """Put our field in the place of allauth's, keeping what allauth set on it."""
    new.user = getattr(form.fields[name], "user", None)
    form.fields[name] = new


class SignInForm(account.LoginForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        retouch(self, "login", email_field("username"))
        retouch(
            self,
            "password",
            password_field(pgettext_lazy("label", "Password"), "current-password"),
        )
        remember = self.fields["remember"]
        remember.label = _("Stay signed in on this device")
        remember.help_text = _("Only on a device that nobody else uses.")


class PseudonymField(forms.CharField):
    def __init__(self, **options):
        options["label"] = pgettext_lazy("label", "Public name")
        options |= {
            "required": False,
            "max_length": LONGEST,
            "widget": forms.TextInput(attrs={"autocomplete": "nickname"}),
        }
        super().__init__(**options)


class SignUpForm(account.SignupForm):
    field_order = ["email", "password1", "pseudonym"]
    pseudonym = PseudonymField(
        help_text=_(
            "Optional. Others read this name beside what you write. It need not be "
            "your real name. Without one you are called “Participant” and a number."
        )
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        retouch(
            self,
            "email",
            email_field("username", help_text=_("We send a code to this address.")),
        )
        label = pgettext_lazy("label", "Password")
        new = password_field(label, "new-password", help_text=new_password_help())
        retouch(self, "password1", new)

    def clean_pseudonym(self):
        return clean_pseudonym(self.cleaned_data["pseudonym"])

    def try_save(self, request):
        """
        Make the account; for a known address do the same work and say the same.

        Somebody may have been faster by a moment, even the same person by pressing
        twice: then the database refuses, and it is a known address, or a name in use.
        """
        if self.account_already_exists:
            User().set_password(self.cleaned_data["password1"])
            return super().try_save(request)
        try:
            return super().try_save(request)
        except IntegrityError:
            email = self.cleaned_data["email"]
            self.account_already_exists = User.objects.filter(email=email).exists()
        if not self.account_already_exists:
            self.cleaned_data["pseudonym"] = ""
            messages.warning(
                request,
                gettext(
                    "Somebody has just taken this name. You can choose another one "
                    "in your account."
                ),
            )
        return super().try_save(request)


class PseudonymForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ["pseudonym"]
        field_classes = {"pseudonym": PseudonymField}
        help_texts = {
            "pseudonym": _(
                "Others read this name beside everything you wrote, also what is "
                "already there. Leave it empty to be called “Participant” and a number."
            )
        }

    def clean_pseudonym(self):
        return clean_pseudonym(self.cleaned_data["pseudonym"], self.instance)


class AddEmailForm(account.AddEmailForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        label = _("New e-mail address")
        self.fields["email"] = email_field(
            label=label, help_text=_("We send a code to this address.")
        )


class ResetPasswordForm(account.ResetPasswordForm):
    email = email_field("username")


class CurrentPasswordForm(account.ReauthenticateForm):
    password = password_field(_("Your password"), "current-password")


class OneNewPassword:
    """A new password is typed once: browsers can show and keep it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        self.fields["password1"].label = _("New password")
        self.fields["password1"].help_text = new_password_help()
        self.fields["password1"].max_length = LONGEST_PASSWORD
        self.fields["password1"].widget.attrs = {
            "autocomplete": "new-password",
            "maxlength": LONGEST_PASSWORD,
        }


class ChangePasswordForm(OneNewPassword, account.ChangePasswordForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        old = password_field(_("Current password"), "current-password")
        self.fields["oldpassword"] = old


class SetPasswordForm(OneNewPassword, account.SetPasswordForm):
    pass


class ResetPasswordKeyForm(OneNewPassword, account.ResetPasswordKeyForm):
    pass


class EmailCodeForm(account.ConfirmEmailVerificationCodeForm):
    code = code_field(_("Code from the mail"))


class ResetCodeForm(account.ConfirmPasswordResetCodeForm):
    code = code_field(_("Code from the mail"))


class SignInCodeForm(account.ConfirmLoginCodeForm):
    code = code_field(_("Code from the mail"))


class ProviderSignUpForm(social.SignupForm):
    field_order = ["email", "pseudonym"]
    pseudonym = PseudonymField(
        help_text=_("Optional. Others read this name beside what you write.")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"] = email_field()

    def clean_pseudonym(self):
        return clean_pseudonym(self.cleaned_data["pseudonym"])
