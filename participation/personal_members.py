"""What is known about people by what they were invited to."""

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from home.registries import PersonalData, personal_data
from home.visibility import visible_pages
from participation.models import Member, ProcedurePage


def rows_of(person):
    """Memberships, and invitations to the address of this account."""
    return Member.objects.filter(Q(person=person) | Q(email__iexact=person.email))


def memberships(person) -> list[dict]:
    """An invitation to a draft is told, the draft's title is not."""
    rows = rows_of(person)
    pages = visible_pages(person, ProcedurePage).filter(members__in=rows)
    titles = dict(pages.values_list("pk", "title"))
    return [
        {
            "procedure": titles.get(row.procedure_id, gettext("Not public")),
            "email": row.email,
            "invited": row.invited_at.isoformat(),
            "joined": row.joined_at and row.joined_at.isoformat(),
        }
        for row in rows
    ]


personal_data.append(
    PersonalData(
        model="participation.Member",
        fields=["person", "email"],
        purpose=_("So that invited members alone read or take part."),
        kept=_(
            "The address until somebody joins, the membership until it ends or the"
            " time of the procedure is over."
        ),
        export=memberships,
        erase=lambda person: rows_of(person).delete()[0],
    )
)
