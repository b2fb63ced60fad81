"""
allauth under German addresses.

The names are allauth's, because allauth reverses them; a test walks them all. Each
view says under which name its attempts are limited.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from django.urls import path

from home.accounts import providers, views
from home.accounts.doorkeeper import door


def entry(route, view, name, limited_as="manage"):
    return path(route, door(view, limited_as), name=name)


urlpatterns = [
    entry("", views.overview, "account_overview"),
    entry("name/", views.pseudonym, "account_pseudonym"),
    # In and out
    entry("anmelden/", views.SignInView.as_view(), "account_login", "sign_in"),
    entry(
        "anmelden/code/",
        account.confirm_login_code,
        "account_confirm_login_code",
        "mailed_code",
    ),
    entry(
        "anmelden/passkey/", webauthn.login_webauthn, "mfa_login_webauthn", "passkey"
    ),
    entry(
        "anmelden/zweiter-faktor/", mfa.authenticate, "mfa_authenticate", "mailed_code"
    ),
    entry("abmelden/", account.logout, "account_logout"),
    entry("geschlossen/", views.inactive, "account_inactive"),
    entry("registrieren/", views.SignUpView.as_view(), "account_signup", "sign_up"),
    # The e-mail address
    entry("email/", views.EmailView.as_view(), "account_email"),
    entry(
        "email/code/",
        views.EmailCodeView.as_view(),
        "account_email_verification_sent",
        "mailed_code",
    ),
    # The password
    entry(
        "passwort/aendern/",
        account.password_change,
        "account_change_password",
        "change_password",
    ),
    entry(
        "passwort/festlegen/",
        account.password_set,
        "account_set_password",
        "change_password",
    ),
    entry(
        "passwort/vergessen/",
        views.PasswordResetView.as_view(),
        "account_reset_password",
        "reset",
    ),
    entry(
        "passwort/vergessen/code/",
        views.ResetCodeView.as_view(),
        "account_confirm_password_reset_code",
        "mailed_code",
    ),
    entry(
        "passwort/neu/",
        account.complete_password_reset,
        "account_complete_password_reset",
        "new_password",
    ),
    entry(
        "passwort/geaendert/",
        account.password_reset_from_key_done,
        "account_password_reset_completed",
    ),
    # Once more, before something sensitive
    entry(
        "bestaetigen/",
        account.reauthenticate,
        "account_reauthenticate",
        "confirm_access",
    ),
    entry(
        "bestaetigen/code/", mfa.reauthenticate, "mfa_reauthenticate", "confirm_access"
    ),
    entry(
        "bestaetigen/passkey/",
        webauthn.reauthenticate_webauthn,
        "mfa_reauthenticate_webauthn",
        "confirm_access",
    ),
    # The second factor
    entry("zweiter-faktor/", mfa.index, "mfa_index"),
    entry("zweiter-faktor/app/einrichten/", totp.activate_totp, "mfa_activate_totp"),
    entry("zweiter-faktor/app/entfernen/", totp.deactivate_totp, "mfa_deactivate_totp"),
    entry("zweiter-faktor/passkeys/", webauthn.list_webauthn, "mfa_list_webauthn"),
    entry("zweiter-faktor/passkeys/neu/", webauthn.add_webauthn, "mfa_add_webauthn"),
    entry(
        "zweiter-faktor/passkeys/<int:pk>/entfernen/",
        views.RemovePasskeyView.as_view(),
        "mfa_remove_webauthn",
    ),
    entry(
        "zweiter-faktor/passkeys/<int:pk>/umbenennen/",
        webauthn.edit_webauthn,
        "mfa_edit_webauthn",
    ),
    entry(
        "zweiter-faktor/notfallcodes/",
        recovery_codes.view_recovery_codes,
        "mfa_view_recovery_codes",
    ),
    entry(
        "zweiter-faktor/notfallcodes/neu/",
        recovery_codes.generate_recovery_codes,
        "mfa_generate_recovery_codes",
    ),
    entry(
        "zweiter-faktor/notfallcodes/herunterladen/",
        recovery_codes.download_recovery_codes,
        "mfa_download_recovery_codes",
    ),
    # Devices
    entry("sitzungen/", views.sessions, "usersessions_list"),
    entry("sitzungen/<int:pk>/beenden/", views.end_session, "account_end_session"),
    entry(
        "sitzungen/ueberall-beenden/", views.end_everywhere, "account_end_everywhere"
    ),
    # Signing in by way of somebody else
    entry("verbindungen/", social.connections, "socialaccount_connections"),
    entry(
        "verbindungen/registrieren/", social.signup, "socialaccount_signup", "sign_up"
    ),
    entry(
        "verbindungen/abgebrochen/",
        social.login_cancelled,
        "socialaccount_login_cancelled",
    ),
    entry("verbindungen/fehler/", social.login_error, "socialaccount_login_error"),
    entry(
        "verbindungen/<slug:provider_id>/anmelden/",
        providers.login,
        "openid_connect_login",
        "provider",
    ),
    entry(
        "verbindungen/<slug:provider_id>/zurueck/",
        providers.callback,
        "openid_connect_callback",
        "provider",
    ),
]
