"""What voting tells the house: outlets, personal data, rights."""

import secrets

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from home import roles
from home.registries import (
    Outlet,
    PersonalData,
    demo_chapters,
    grant,
    outlets,
    personal_data,
)
from participation.demo import votes as demo
from participation.models import Activity, Ballot, BallotPaper, VoterRoll

PAGES = ["ballot", "voting_code", "ballot_file"]


def votes(word):
    """Every page of every vote, of whatever procedure."""
    found = Activity.objects.filter(format="vote").select_related("procedure")
    return [
        reverse(f"participation:{name}", args=[activity.procedure.slug, activity.key])
        for activity in found
        for name in PAGES
    ]


def key_of(person) -> str:
    return f"person:{person.pk}"


def lines_of(person) -> list[dict]:
    rows = VoterRoll.objects.filter(voter_key=key_of(person))
    rows = rows.select_related("activity__procedure").order_by("day")
    return [
        {
            "vote": f"{row.activity.procedure.title}: {row.activity.title}",
            "day": row.day.isoformat(),
        }
        for row in rows
    ]


def cut_lines(person) -> int:
    """
    The vote stays counted; that it was this person's is known no more. The check value
    of the address stays until the time of the procedure is over.
    """
    rows = VoterRoll.objects.filter(voter_key=key_of(person))
    for row in rows:
        VoterRoll.objects.filter(pk=row.pk).update(
            voter_key=f"gone:{secrets.token_hex(12)}"
        )
    return len(rows)


def open_ballots_of(person) -> list[dict]:
    rows = Ballot.objects.filter(voter_key=key_of(person)).select_related("activity")
    papers = BallotPaper.objects.in_bulk(
        [row.activity_id for row in rows], field_name="activity"
    )
    return [
        {
            "vote": row.activity.title,
            "marks": [
                f"{option}: {mark}"
                for option, mark in papers[row.activity_id].paper.described(row.choices)
            ],
        }
        for row in rows
    ]


demo_chapters.append(demo.chapter)
outlets.append(
    Outlet("votes", [f"participation:{name}" for name in PAGES], votes),
)
personal_data += [
    PersonalData(
        model="participation.VoterRoll",
        fields=["voter_key", "address_key", "day"],
        purpose=_("So that nobody votes twice. It does not say how anybody voted."),
        kept=_(
            "The line stays in the count; the person goes with the account. A check"
            " value of the address stays as long as the procedure's data."
        ),
        export=lines_of,
        erase=cut_lines,
    ),
    PersonalData(
        model="participation.Ballot",
        fields=["voter_key", "choices"],
        purpose=_("In open votes only: to change one's own ballot until the end."),
        kept=_("The ballot stays in the count; the person goes with the account."),
        export=open_ballots_of,
        erase=lambda person: Ballot.objects.filter(voter_key=key_of(person)).update(
            voter_key=""
        ),
    ),
    PersonalData(
        model="participation.CodeBatch",
        fields=["made_by"],
        purpose=_("To know who had voting codes printed."),
        kept=_("As long as the vote; the name goes with the account."),
        export=lambda person: [],
        erase=lambda person: 0,
    ),
]
for role in (roles.PARTICIPATION_EDITORS, roles.PARTICIPATION_PLANNERS):
    grant(role, "participation.add_codebatch")
grant(roles.ADMINISTRATION, "participation.add_codebatch")
