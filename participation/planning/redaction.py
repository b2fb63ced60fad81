"""
Statements without personal data: made by one person, confirmed by another (BP-30).

What leaves the house in public papers is a confirmed redaction or nothing. The
original stays inside, unchanged.
"""

from collections.abc import Iterable
from difflib import SequenceMatcher
from itertools import pairwise

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from home import audit
from home.models import User, Visitor
from participation.planning import scan
from participation.planning.models import Point, Redaction, Statement
from participation.planning.models.statements import StatementVersion
from participation.planning.weighing_rights import (
    can_confirm,
    can_redact,
    sees_givers,
)

INSTEAD = "[geschwärzt]"


def known(statement: Statement) -> scan.Known:
    """Whose data may stand in it; prefetch ``signatories`` for many."""
    signatories = [row.name for row in statement.signatories.all()]
    return scan.Known(statement.name, statement.address, signatories)


def findings(text: str, statement: Statement) -> list[scan.Finding]:
    return scan.scan(text, known(statement))


def suggested(statement: Statement) -> str:
    """The wording that counts with everything blackened that was pointed out."""
    text = statement.current.text
    return scan.blackened(text, findings(text, statement), INSTEAD)


def seen_text(text: str, statement: Statement, user: Visitor) -> str:
    """A text for somebody who prepares: planners read all, others no names (BP-32)."""
    if sees_givers(user):
        return text
    found = [f for f in findings(text, statement) if f.kind != scan.Kind.PARCEL]
    return scan.blackened(text, found, INSTEAD)


@transaction.atomic
def redact(
    statement: Statement,
    *,
    text: str,
    reasons: dict[str, str],
    by: User,
    seen: str = "",
) -> Redaction:
    """
    Keep a redacted copy. What the scan still finds in it needs a reason; whatever was
    confirmed before has to be confirmed again. ``seen`` is the ``state_of`` its maker
    had before them.
    """
    if not can_redact(by):
        raise PermissionDenied("Only planners redact.")
    Statement.objects.select_for_update().get(pk=statement.pk)
    if seen != state_of(statement):
        raise ValidationError(
            _("The statement or its redacted copy has changed meanwhile."),
            code="changed",
        )
    left = [(f.kind, f.text) for f in findings(text, statement)]
    values = {
        "text": text,
        "left_standing": with_reasons(dict.fromkeys(left), reasons),
        "made_by": by,
        "confirmed_by": None,
        "confirmed_at": None,
    }
    made, _new = Redaction.objects.update_or_create(
        statement=statement, defaults=values
    )
    audit.record("planning.redact", f"Stellungnahme {statement}", actor=by)
    return made


def state_of(statement: Statement) -> str:
    """Which wording and which copy of it somebody has before them."""
    made = Redaction.objects.filter(statement=statement).first()
    wording = statement.versions.latest("number").pk
    return f"{wording} {made.made_at.isoformat()}" if made else str(wording)


def with_reasons(left: Iterable[tuple], reasons: dict[str, str]) -> list[dict]:
    """Each thing that stays, with the reason; refused as long as one has none."""
    rows = [
        {"kind": kind, "text": text, "reason": reasons.get(text, "").strip()}
        for kind, text in left
    ]
    if not all(row["reason"] for row in rows):
        raise ValidationError(
            _("Please blacken what is left, or say why it may stand."), code="left"
        )
    return rows


@transaction.atomic
def confirm(redaction: Redaction, *, seen: str, by: User) -> None:
    """The second person has read it: from now on it may leave the house."""
    found = Redaction.objects.select_for_update().get(pk=redaction.pk)
    if not can_confirm(by, found):
        raise PermissionDenied("A second person confirms.")
    if seen != state_of(found.statement):
        raise ValidationError(
            _("The text has changed. Please read it again."), code="changed"
        )
    if is_outdated(found):
        raise ValidationError(_("The statement was corrected. Redact it anew."))
    found.confirmed_by, found.confirmed_at = by, timezone.now()
    found.save(update_fields=["confirmed_by", "confirmed_at"])
    subject = f"Stellungnahme {found.statement}"
    audit.record("planning.confirm_redaction", subject, actor=by)


def wording_of(redaction: Redaction) -> StatementVersion:
    """The wording that was redacted: the one that counted when it was made."""
    versions = redaction.statement.versions.all()
    earlier = [v for v in versions if v.at <= redaction.made_at]
    return max(earlier or versions, key=lambda version: version.number)


def is_outdated(redaction: Redaction) -> bool:
    """Whether the statement was corrected since."""
    return wording_of(redaction) != redaction.statement.current


def confirmed(statement: Statement) -> Redaction | None:
    """The redaction that counts, if there is one."""
    found = getattr(statement, "redaction", None)
    if found is None or found.confirmed_at is None or is_outdated(found):
        return None
    return found


def public_text(statement: Statement) -> str | None:
    """
    What may leave the house of a statement, or nothing.

    Select ``redaction`` and prefetch ``versions`` for many.
    """
    found = confirmed(statement)
    return found.text if found else None


def public_passages(statement: Statement) -> dict[int, str]:
    """
    What may leave the house of each point: the piece of the confirmed text where the
    marked passage stands, never the working copy, which nobody confirmed.
    """
    found = confirmed(statement)
    if found is None:
        return {}
    wording = wording_of(found)
    places = Places(wording.text, found.text)
    return {
        point.pk: passage(point, places, found.text)
        for point in statement.points.all()
        if point.start is None or point.wording_id == wording.pk
    }


def passage(point: Point, places: "Places", text: str) -> str:
    if point.start is None:
        return text
    return text[places.before(point.start) : places.behind(point.end)].strip()


class Places:
    """Where characters of a text went in its redacted copy, word by word."""

    def __init__(self, text: str, redacted: str):
        old, new = pieces(text), pieces(redacted)
        codes = SequenceMatcher(None, old, new).get_opcodes()
        ends_old, ends_new = ends(old), ends(new)
        self.blocks = [
            (tag == "equal", ends_old[a], ends_old[b], ends_new[c], ends_new[d])
            for tag, a, b, c, d in codes
        ]

    def before(self, place: int) -> int:
        """Where a passage begins that began here; what was replaced, as a whole."""
        return next(
            (c + (place - a if same else 0) for same, a, b, c, _d in self.blocks
             if a <= place < b),
            0,
        )  # fmt: skip

    def behind(self, place: int) -> int:
        return next(
            (c + place - a if same else d for same, a, b, c, d in self.blocks
             if a < place <= b),
            0,
        )  # fmt: skip


def pieces(text: str) -> list[str]:
    """Words, each with what stands behind it; together they are the text."""
    starts = [0, *(match.start() for match in scan.WORD.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(starts)]


def ends(parts: list[str]) -> list[int]:
    places = [0]
    for part in parts:
        places.append(places[-1] + len(part))
    return places
