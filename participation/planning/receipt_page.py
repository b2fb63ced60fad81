"""What the code of a receipt opens of a statement: what came of it, what one may do."""

from django.utils import timezone

from participation import receipts
from participation.planning import reception, statement_papers
from participation.planning.models import Statement


def statement_page(found: Statement) -> dict:
    """Receipt, wording, and each point with what the council made of it."""
    points = found.points.exclude(resolution=None).select_related("resolution")
    taken = reception.reception_of(found.round, timezone.now()).takes
    public = found.round.is_public and found.invitation_id is None
    return statement_papers.receipt_context(found) | {
        "points": points.order_by("number"),
        "may_change": taken and public and found.withdrawn_at is None,
    }


receipts.add_kind(
    receipts.Kind(Statement, "participation/receipts/statement.html", statement_page)
)
