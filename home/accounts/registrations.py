"""What the door knows about people, for the record of processing."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.utils.translation import gettext_lazy as _

from home.registries import PersonalData, personal_data


def all_of(model):
    def erase(person):
        return model.objects.filter(user=person).delete()[0]

    return erase


def addresses(person):
    rows = EmailAddress.objects.filter(user=person)
    return list(rows.values("email", "verified", "primary"))


def sessions(person):
    rows = UserSession.objects.filter(user=person)
    return list(rows.values("created_at", "ip", "user_agent"))


def authenticators(person):
    rows = Authenticator.objects.filter(user=person)
    return list(rows.values("type", "created_at", "last_used_at"))


def connections(person):
    rows = SocialAccount.objects.filter(user=person)
    return list(rows.values("provider", "uid", "date_joined", "extra_data"))


personal_data += [
    PersonalData(
        model="account.EmailAddress",
        fields=["email", "verified", "primary"],
        purpose=_("signing in and mails about the account"),
        kept=_("as long as the account"),
        export=addresses,
        erase=all_of(EmailAddress),
    ),
    PersonalData(
        model="usersessions.UserSession",
        fields=["created_at", "ip", "user_agent"],
        purpose=_("showing people where they are signed in"),
        kept=_("until the session ends, at most 14 days"),
        export=sessions,
        erase=all_of(UserSession),
    ),
    PersonalData(
        model="mfa.Authenticator",
        fields=["type", "created_at", "last_used_at"],
        purpose=_("the second factor"),
        kept=_("until the person removes it"),
        export=authenticators,
        erase=all_of(Authenticator),
    ),
    PersonalData(
        model="socialaccount.SocialAccount",
        fields=["provider", "uid", "date_joined", "extra_data"],
        purpose=_("signing in through another service"),
        kept=_("until the person removes the connection"),
        export=connections,
        erase=all_of(SocialAccount),
    ),
]
