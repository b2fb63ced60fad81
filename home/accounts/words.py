"""What the door says when it refuses."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

ERRORS = {
    "account_inactive": gettext_lazy("This account is closed."),
    "cannot_remove_primary_email": gettext_lazy(
        "You need at least one e-mail address to sign in."
    ),
    "duplicate_email": gettext_lazy("This is already your e-mail address."),
    "email_password_mismatch": gettext_lazy(
        "The e-mail address and the password don't belong together. "
        "Please check both, or choose a new password."
    ),
    "email_taken": gettext_lazy("Another account uses this e-mail address."),
    "enter_current_password": gettext_lazy(
        "This is not your current password. Please type it again."
    ),
    "incorrect_code": gettext_lazy(
        "This code is not right. Please type it again from the beginning."
    ),
    "incorrect_password": gettext_lazy(
        "The password is not right. Please type it again."
    ),
    "invalid_or_expired_key": gettext_lazy("This code is no longer valid."),
    "invalid_login": gettext_lazy("Please type your e-mail address."),
    "invalid_password_reset": gettext_lazy("This code is no longer valid."),
    "max_email_addresses": gettext_lazy("You can't add more than %d addresses."),
    "too_many_login_attempts": gettext_lazy(
        "Too many attempts. Please wait a few minutes and begin anew."
    ),
    "unknown_email": gettext_lazy("Please check the e-mail address."),
    "unverified_primary_email": gettext_lazy(
        "Please confirm your e-mail address first."
    ),
    "select_only_one": gettext_lazy("Please choose only one."),
    "same_as_current": gettext_lazy("This is already your e-mail address."),
    "rate_limited": gettext_lazy("Too many attempts. Please wait a few minutes."),
}
SECOND_FACTOR_ERRORS = {
    "add_email_blocked": gettext_lazy(
        "Please remove the second factor before you change the e-mail address."
    ),
    "cannot_delete_authenticator": gettext_lazy(
        "Your role needs a second factor. Please add another one before you remove "
        "this one."
    ),
    "cannot_generate_recovery_codes": gettext_lazy(
        "You get recovery codes as soon as you have set up a second factor."
    ),
    "incorrect_code": ERRORS["incorrect_code"],
    "used_code": gettext_lazy(
        "This code has already been used. Please wait for the next one."
    ),
    "unverified_email": gettext_lazy(
        "Please confirm your e-mail address before you set up a second factor."
    ),
}
PROVIDER_ERRORS = {
    "email_taken": gettext_lazy(
        "There is already an account with this e-mail address. Please sign in with "
        "your password and connect %s in your account."
    ),
    "invalid_token": gettext_lazy("The sign-in service sent an invalid answer."),
    "no_password": gettext_lazy("Please choose a password first."),
    "no_verified_email": gettext_lazy("Please confirm your e-mail address first."),
    "disconnect_last": gettext_lazy(
        "You sign in with this connection. Please choose a password before you "
        "remove it."
    ),
    "connected_other": gettext_lazy("This access belongs to another account."),
}


def please_wait(seconds: int) -> str:
    """Say in words how long somebody has to wait."""
    minutes = -(-seconds // 60)
    return ngettext(
        "Too many attempts. Please wait %(count)s minute and try again.",
        "Too many attempts. Please wait %(count)s minutes and try again.",
        minutes,
    ) % {"count": minutes}


def second_factor_needed() -> str:
    return _(
        "Your role lets you change things or see personal data. Therefore you need a "
        "second factor. Please set it up now; it takes two minutes."
    )
