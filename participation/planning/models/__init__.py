from .authorities import Authority, AuthorityInvitation, AuthorityMessage
from .council import Resolution, ResultMessage
from .documents import DocumentVersion, PlanDocument, PublishedVersion
from .drafts import StatementDraft
from .notices import Appearance, PublicNotice
from .plans import ClosingDay, Plan
from .prepared import PreparedFile
from .probes import Probe
from .rounds import OtherAccess, PortalEntry, Round
from .statements import (
    Signatory,
    Statement,
    StatementFile,
    StatementVersion,
)
from .weighing import (
    Boilerplate,
    LateCheck,
    Point,
    PointVersion,
    Redaction,
    StatementGroup,
)

__all__ = [
    "Appearance",
    "Authority",
    "AuthorityInvitation",
    "AuthorityMessage",
    "Boilerplate",
    "ClosingDay",
    "DocumentVersion",
    "LateCheck",
    "OtherAccess",
    "Plan",
    "PlanDocument",
    "Point",
    "PointVersion",
    "PortalEntry",
    "PreparedFile",
    "Probe",
    "PublicNotice",
    "PublishedVersion",
    "Redaction",
    "Resolution",
    "ResultMessage",
    "Round",
    "Signatory",
    "Statement",
    "StatementDraft",
    "StatementFile",
    "StatementGroup",
    "StatementVersion",
]
