"""What becomes of every kind of row that names somebody, when its time is over."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from participation import survey
from participation.planning import models as planning

GONE = "[entfernt]"

NOT_PUBLIC = ~Q(status="visible") | Q(withdrawn_at__isnull=False)
EVERYTHING = Q()
OF_CONTRIBUTION = "contribution__activity__procedure"


@dataclass(frozen=True)
class Plan:
    """What becomes of one kind of row; ``path`` leads from it to its procedure."""

    model: str
    path: str
    unlink: tuple[str, ...] = ()  # set to nothing
    clear: tuple[str, ...] = ()  # texts, made empty
    blot: tuple[str, ...] = ()  # texts that can't be empty
    scramble: tuple[str, ...] = ()  # what must stay different in every row
    files: tuple[str, ...] = ()
    delete: bool = False
    only: Q = EVERYTHING
    shorten: Callable[[QuerySet], None] | None = None  # when a column keeps a part


def keep_figures_alone(responses: QuerySet) -> None:
    """Of every answer to a survey only what was chosen or counted remains."""
    activities = {}
    shortened = []
    for row in responses.select_related("activity__procedure").iterator():
        activity = activities.setdefault(row.activity_id, row.activity)
        row.answers = survey.without_own_words(
            survey.questions_of(activity), row.answers, GONE
        )
        shortened.append(row)
    responses.bulk_update(shortened, ["answers"], batch_size=500)


PLANS = [
    Plan(
        "participation.Contribution",
        "activity__procedure",
        unlink=("lat", "lon"),
        clear=("address", "receipt_locator", "receipt_digest"),
        blot=("title", "text"),
        only=NOT_PUBLIC,
    ),
    Plan("participation.Contribution", "activity__procedure", unlink=("author",)),
    Plan("participation.Comment", OF_CONTRIBUTION, blot=("text",), only=NOT_PUBLIC),
    Plan("participation.Comment", OF_CONTRIBUTION, unlink=("author",)),
    Plan("participation.Support", OF_CONTRIBUTION, unlink=("person",)),
    Plan(
        "participation.Report",
        OF_CONTRIBUTION,
        unlink=("reporter",),
        clear=("text",),
    ),
    Plan(
        "participation.Report",
        f"comment__{OF_CONTRIBUTION}",
        unlink=("reporter",),
        clear=("text",),
    ),
    Plan("participation.Rating", OF_CONTRIBUTION, unlink=("person",)),
    Plan(
        "participation.ContributionVersion",
        OF_CONTRIBUTION,
        unlink=("lat", "lon"),
        clear=("address",),
        blot=("title", "text"),
        only=Q(contribution__withdrawn_at__isnull=False)
        | ~Q(contribution__status="visible"),
    ),
    Plan("participation.ContributionVersion", OF_CONTRIBUTION, unlink=("by",)),
    Plan(
        "participation.Intake",
        OF_CONTRIBUTION,
        clear=("name", "address", "email", "identity"),
        files=("scan",),
    ),
    Plan(
        "participation.VoterRoll",
        "activity__procedure",
        scramble=("voter_key",),
        clear=("address_key",),
    ),
    Plan("participation.Ballot", "activity__procedure", clear=("voter_key",)),
    Plan(
        "participation.SurveyFile",
        "response__activity__procedure",
        files=("file",),
        delete=True,
    ),
    Plan(
        "participation.SurveyResponse",
        "activity__procedure",
        delete=True,
        only=Q(state="draft"),
    ),
    Plan(
        "participation.SurveyResponse",
        "activity__procedure",
        unlink=("participant",),
        clear=("receipt_locator", "receipt_digest"),
        shorten=keep_figures_alone,
    ),
    Plan("participation.RecordedSupport", OF_CONTRIBUTION, scramble=("identity",)),
    Plan(
        "participation.SamePerson",
        f"intake__{OF_CONTRIBUTION}",
        delete=True,
        only=Q(account__isnull=False),
    ),
    Plan("participation.Objection", f"act__{OF_CONTRIBUTION}", blot=("text",)),
    Plan("participation.Objection", f"act__comment__{OF_CONTRIBUTION}", blot=("text",)),
    Plan("participation.Member", "procedure", delete=True),
    Plan("participation.Follow", "procedure", delete=True),
    Plan("participation.Follow", "contribution__activity__procedure", delete=True),
]


# Who is blocked is blocked everywhere; who made voting codes did so for the town.
NOT_OF_A_PROCEDURE = {"participation.Block", "participation.CodeBatch"}
# Formal procedures are files by law: they are kept, and handed to the archive.
IN_THE_FILE = {getattr(planning, name)._meta.label for name in planning.__all__}
