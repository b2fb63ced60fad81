from .audit import AuditEntry, AuditHead
from .barriers import BarrierReport
from .care import PageAudience, PageCare
from .digests import Digest, DigestRun, MailRhythm, Rhythm
from .door import Attempt
from .media import TownDocument, TownImage, TownRendition
from .notices import Letter, Notice
from .organisation import (
    Absence,
    Post,
    StaffProfile,
    Unit,
    units_of,
    with_ancestors,
)
from .pages import (
    AccessibilityPage,
    BasePage,
    ContentPage,
    HomePage,
    ServiceLink,
    TownNewsIndexPage,
    TownNewsPage,
)
from .search import SearchEntry
from .site import TownSettings
from .users import User, Visitor
from .workflow import FourEyesTask, FourEyesTaskState

__all__ = [
    "Absence",
    "AccessibilityPage",
    "Attempt",
    "AuditEntry",
    "AuditHead",
    "BarrierReport",
    "BasePage",
    "ContentPage",
    "Digest",
    "DigestRun",
    "FourEyesTask",
    "FourEyesTaskState",
    "HomePage",
    "Letter",
    "MailRhythm",
    "Notice",
    "PageAudience",
    "PageCare",
    "Post",
    "Rhythm",
    "SearchEntry",
    "ServiceLink",
    "StaffProfile",
    "TownDocument",
    "TownImage",
    "TownNewsIndexPage",
    "TownNewsPage",
    "TownRendition",
    "TownSettings",
    "Unit",
    "User",
    "Visitor",
    "units_of",
    "with_ancestors",
]
