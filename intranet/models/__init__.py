from .links import QuickLink
from .news import NewsPage, StaffCouncilNewsPage
from .pages import IntranetPage, NewsIndexPage, StaffCouncilPage
from .reading import ReadConfirmation, ReadingDuty

__all__ = [
    "IntranetPage",
    "NewsIndexPage",
    "NewsPage",
    "QuickLink",
    "ReadConfirmation",
    "ReadingDuty",
    "StaffCouncilNewsPage",
    "StaffCouncilPage",
]
