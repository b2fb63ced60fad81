from .areas import AreaPage, KnowledgeIndexPage
from .articles import ArticlePage, ChangeNote, RelatedPage
from .feedback import ArticleFeedback
from .reminders import ReviewReminder
from .topics import ArticleTopic, Topic

__all__ = [
    "AreaPage",
    "ArticleFeedback",
    "ArticlePage",
    "ArticleTopic",
    "ChangeNote",
    "KnowledgeIndexPage",
    "RelatedPage",
    "ReviewReminder",
    "Topic",
]
