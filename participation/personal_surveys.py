"""What this room knows about people who answer surveys, and who opens their files."""

from django.utils.translation import gettext_lazy as _

from home.registries import PersonalData, file_guards, personal_data
from home.storage import PRIVATE
from participation.leaving import leave
from participation.models import SurveyFile, SurveyResponse
from participation.models.surveys import FILES
from participation.permissions import actor_of


def responses(person) -> list[dict]:
    rows = SurveyResponse.objects.of(person).select_related("activity")
    return [
        {
            "survey": row.activity.title,
            "state": str(row.get_state_display()),
            "answers": row.answers,
            "saved": row.saved_at.isoformat(),
        }
        for row in rows
    ]


def files(person) -> list[dict]:
    rows = SurveyFile.objects.filter(response__participant=person)
    return [{"name": row.name} for row in rows]


def forget_responses(person) -> int:
    """What was begun or still runs goes; what was counted stays without the name."""
    mine = SurveyResponse.objects.of(person)
    begun = list(mine.drafts())
    for draft in begun:
        for file in draft.files.all():
            file.delete()
        draft.delete()
    return len(begun) + leave(mine, person="participant", activity="activity")


def forget_files(person) -> int:
    """A file may show who sent it, so it goes with the account."""
    mine = list(SurveyFile.objects.filter(response__participant=person))
    for file in mine:
        file.delete()
    return len(mine)


def can_open_survey_file(user, name: str) -> bool:
    """Staff who evaluate open a file, and whoever sent it."""
    file = SurveyFile.objects.filter(file=PRIVATE + name).select_related("response")
    found = file.first()
    if found is None:
        return False
    own = user.is_authenticated and found.response.participant_id == user.pk
    return own or actor_of(user).answers


file_guards[FILES] = can_open_survey_file
personal_data += [
    # Before the responses: without a name nobody would find the files any more.
    PersonalData(
        model="participation.SurveyFile",
        fields=["file", "name"],
        purpose=_("To answer a question with a picture or a document."),
        kept=_("Until the account is erased, or the time of the procedure is over."),
        export=files,
        erase=forget_files,
    ),
    PersonalData(
        model="participation.SurveyResponse",
        fields=["participant", "answers"],
        purpose=_("So that everybody answers once, and can go on later."),
        kept=_(
            "While the survey runs, they are taken back with the account. Later they"
            " stay without a name. What was only begun goes after 30 days."
        ),
        export=responses,
        erase=forget_responses,
    ),
]
