"""What the page behind a receipt code shows of what was handed in."""

from participation import receipts
from participation.models import Contribution, Outcome, SurveyResponse


def contribution_page(found: Contribution) -> dict:
    """Status, reason, answer, outcome and decision, whatever became of it."""
    settled = found.merged_into_id or found.pk
    outcomes = Outcome.objects.filter(contribution=settled)
    hiding = found.moderation_acts.filter(act="hide").first()
    return {
        "contribution": found,
        "answers": found.answers.select_related("post__unit"),
        "outcomes": outcomes.select_related("decision__procedure"),
        "hidden_because": hiding if found.is_hidden else None,
        "merged_into": found.merged_into,
        "procedure": found.activity.procedure,
    }


receipts.add_kind(
    receipts.Kind(
        Contribution, "participation/receipts/contribution.html", contribution_page
    )
)
receipts.add_kind(
    receipts.Kind(
        SurveyResponse,
        "participation/receipts/survey.html",
        lambda found: {"response": found},
    )
)
