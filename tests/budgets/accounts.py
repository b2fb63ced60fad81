"""Budgets of the door."""

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.backends.db import SessionStore

from tests.budgets import Budget
from tests.house import CITIZEN


def at(address):
    return lambda house, count: address


def devices(house, count):
    for number in range(count):
        session = SessionStore()
        session.save()
        UserSession.objects.create(
            user=house.people[CITIZEN],
            session_key=session.session_key,
            ip="203.0.113.9",
            user_agent=f"Firefox {number}",
        )
    return "/konto/sitzungen/"


def account(house, count):
    devices(house, count)
    person = house.people[CITIZEN]
    EmailAddress.objects.create(user=person, email=person.email, verified=True)
    return "/konto/"


BUDGETS = [
    Budget("account_login", 10, at("/konto/anmelden/")),
    Budget("account_signup", 10, at("/konto/registrieren/")),
    Budget("account_reset_password", 10, at("/konto/passwort/vergessen/")),
    Budget("account_overview", 15, account, CITIZEN),
    Budget("account_pseudonym", 12, at("/konto/name/"), CITIZEN),
    Budget("account_email", 15, at("/konto/email/"), CITIZEN),
    Budget("usersessions_list", 12, devices, CITIZEN),
]

NEEDS_A_MOMENT = "is reached on the way to signing in; its tests count"
LEADS_ON = "answers a POST by redirect"

NO_BUDGET = [
    ("account_inactive", NEEDS_A_MOMENT),
    ("account_email_verification_sent", NEEDS_A_MOMENT),
    ("account_confirm_password_reset_code", NEEDS_A_MOMENT),
    ("mfa_remove_webauthn", "asks for the password first"),
    ("account_end_session", LEADS_ON),
    ("account_end_everywhere", LEADS_ON),
    ("home:demo_mail", "exists in the demo town alone"),
]
