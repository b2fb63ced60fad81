"""Who answers for what the house knows."""

from django.db.models import Q
from django.db.models.functions import Left, Length
from wagtail.models import Page

from home.models import PageCare, Visitor
from knowledge.models.feedback import ArticleFeedback


def can_confirm(user: Visitor, page) -> bool:
    """
    Whether this person may say that a page is still right.

    Who is in charge of its post today may, and who is in charge of its area.
    """
    if not user.is_authenticated:
        return False
    cares = PageCare.objects.filter(page__path__in=paths_to(page))
    return cares.in_care_of(user).exists()


def paths_to(page) -> list[str]:
    """The tree paths of a page and of its area."""
    return [page.path, page.path[: -page.steplen]]


def feedback_in_charge(user: Visitor):
    """The feedback that this person may read: on pages and in areas in their charge."""
    if not user.is_authenticated:
        return ArticleFeedback.objects.none()
    cares = PageCare.objects.in_care_of(user)
    area_path = Left("page__path", Length("page__path") - Page.steplen)
    feedback = ArticleFeedback.objects.annotate(area_path=area_path)
    in_my_area = Q(area_path__in=cares.values("page__path"))
    return feedback.filter(Q(page__care__in=cares) | in_my_area)
