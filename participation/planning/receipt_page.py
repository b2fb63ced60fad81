"""What the code of a receipt opens of a statement: what came of it, what one may do."""

from django.utils import timezone

from participation import receipts
from participation.planning import results, statement_papers, statements
from participation.planning.models import Statement
from participation.refusals import InWords


def statement_page(found: Statement) -> dict:
    """Receipt, wording, and each point with what the council made of it."""
    points = found.points.exclude(resolution=None).select_related("resolution")
    return statement_papers.receipt_context(found) | {
        "points": points.order_by("number"),
        "may_change": may_change(found),
        "inspection": results.inspection_of(found),
    }


def may_change(found: Statement) -> bool:
    """Whether its giver can still correct it or take it back."""
    try:
        statements.ensure_standing(found, timezone.now(), by=None)
    except InWords:
        return False
    return True


receipts.add_kind(
    receipts.Kind(Statement, "participation/receipts/statement.html", statement_page)
)
