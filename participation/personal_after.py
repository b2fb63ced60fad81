"""What the tables behind a contribution know about people."""

from django.utils.translation import gettext_lazy as _

from home.registries import PersonalData, personal_data
from participation.models import ContributionVersion, Intake, SamePerson


def versions(person) -> list[dict]:
    rows = ContributionVersion.objects.filter(contribution__author=person)
    return [{"title": r.title, "text": r.text, "at": r.at.isoformat()} for r in rows]


def letters_of(person):
    """What came on paper from whoever gave the e-mail address of this account."""
    return Intake.objects.filter(email__iexact=person.email).exclude(email="")


def intakes(person) -> list[dict]:
    return [
        {
            "name": row.name,
            "address": row.address,
            "email": row.email,
            "received": row.received_on.isoformat(),
        }
        for row in letters_of(person)
    ]


def forget_intakes(person) -> int:
    """Name, address and scan go; what was said stays in the file."""
    rows = list(letters_of(person))
    for row in rows:
        row.scan.delete(save=False)
        row.name = row.address = row.email = row.identity = ""
        row.save()
    return len(rows)


def doubles(person) -> list[dict]:
    rows = SamePerson.objects.filter(account=person)
    return [{"at": row.created_at.isoformat(), "verdict": row.verdict} for row in rows]


personal_data += [
    PersonalData(
        model="participation.ContributionVersion",
        fields=["title", "text", "address", "lat", "lon"],
        purpose=_("So that everyone sees what others reacted to."),
        kept=_("As long as the contribution; the name goes with the account."),
        export=versions,
        erase=lambda person: 0,
    ),
    PersonalData(
        model="participation.Intake",
        fields=["name", "address", "email", "scan"],
        purpose=_("To answer who wrote on paper, and to count nobody twice."),
        kept=_("With the file; by e-mail address it goes with the account."),
        export=intakes,
        erase=forget_intakes,
    ),
    PersonalData(
        model="participation.SamePerson",
        fields=["account"],
        purpose=_("To count nobody twice who wrote on paper and online."),
        kept=_("Until the account is erased."),
        export=doubles,
        erase=lambda person: SamePerson.objects.filter(account=person).delete()[0],
    ),
]
