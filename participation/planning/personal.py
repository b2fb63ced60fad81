"""
What formal planning knows about people.

A statement is part of the procedure's file: it stays beyond the account that
happens to have the same address (Art. 17 (3) (b) and (d) GDPR, § 215 BauGB).
"""

from django.utils.translation import gettext_lazy as _

from home.registries import PersonalData, personal_data
from participation.planning.models import Authority, Plan, Statement

KEPT_BY_LAW = _(
    "As long as the file of the procedure: at least one year after the plan came into"
    " force (§ 215 BauGB), then by the file plan."
)


def statements(person) -> list[dict]:
    rows = Statement.objects.filter(email__iexact=person.email).exclude(email="")
    return [
        {
            "number": row.reference,
            "received": row.received_at.isoformat(),
            "name": row.name,
            "address": row.address,
            "texts": [version.text for version in row.versions.all()],
        }
        for row in rows.select_related("plan").prefetch_related("versions")
    ]


def contacts(person) -> list[dict]:
    rows = Authority.objects.filter(email__iexact=person.email).exclude(email="")
    return list(rows.values("name", "department", "person", "email"))


def offices(person) -> list[dict]:
    return list(Plan.objects.filter(office_people=person).values("number", "name"))


# Who of the town hall did what: it stands in the file, whatever becomes of accounts.
RECORDS = {
    "Appearance": ["recorded_by"],
    "AuthorityInvitation": ["invited_by"],
    "DocumentVersion": ["uploaded_by", "confirmed_by", "redacted_by"],
    "LateCheck": ["by"],
    "PointVersion": ["by"],
    "PortalEntry": ["entered_by"],
    "PublicNotice": ["prepared_by", "approved_by"],
    "Redaction": ["made_by", "confirmed_by"],
    "Resolution": ["recorded_by"],
    "ResultMessage": ["made_by"],
    "Round": ["prepared_by", "approved_by"],
    "StatementGroup": ["made_by"],
    "StatementVersion": ["by"],
}

personal_data += [
    PersonalData(
        model=f"participation.{name}",
        fields=fields,
        purpose=_("To know who answered for a step that the law asks for."),
        kept=KEPT_BY_LAW,
        export=lambda person: [],
        erase=lambda person: 0,
    )
    for name, fields in RECORDS.items()
]
personal_data += [
    PersonalData(
        model="participation.Statement",
        fields=["name", "organisation", "address", "email", "signatories", "files"],
        purpose=_("Weighing what was said and telling the result (§ 3 (2) BauGB)."),
        kept=KEPT_BY_LAW,
        export=statements,
        erase=lambda person: 0,
    ),
    PersonalData(
        model="participation.Authority",
        fields=["person", "email"],
        purpose=_("Asking authorities (§ 4 BauGB)."),
        kept=_("As long as the body is asked."),
        export=contacts,
        erase=lambda person: Authority.objects.filter(
            email__iexact=person.email
        ).update(person="", email=""),
    ),
    PersonalData(
        model="participation.Plan",
        fields=["office_people", "closed_by"],
        purpose=_("To know who works on a plan and who answered for its steps."),
        kept=KEPT_BY_LAW,
        export=offices,
        erase=lambda person: person.office_plans.through.objects.filter(
            user=person
        ).delete()[0],
    ),
]
