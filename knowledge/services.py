"""What is done about the knowledge of the house."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from home import audit
from home.models import PageCare, User
from home.notices import tell
from home.visibility import can_see
from knowledge.models import ArticleFeedback, ArticlePage
from knowledge.permissions import can_confirm, paths_to


@transaction.atomic
def confirm_page(page, person: User, note: str = "") -> PageCare:
    """Say that a page is still right: its badge is fresh again, without a revision."""
    if not can_confirm(person, page):
        raise PermissionDenied
    care = PageCare.objects.select_for_update().get(page=page.pk)
    care.reviewed_on, care.reviewed_by = timezone.localdate(), person
    care.save()
    data = {"page": page.pk, "review_on": care.review_on.isoformat()}
    audit.record("page.confirmed", page, actor=person, reason=note, data=data)
    return care


@transaction.atomic
def give_feedback(
    page: ArticlePage, person: User, kind: str, text: str = ""
) -> ArticleFeedback:
    """Tell those who look after an article what a reader found, and nobody else."""
    if not can_see(person, page):
        raise PermissionDenied
    if kind == ArticleFeedback.Kind.HELPED:  # thanks need no name
        return ArticleFeedback.objects.create(page=page, kind=kind)
    feedback = ArticleFeedback.objects.create(
        page=page, kind=kind, text=text, author=person
    )
    if contact := contact_for(page):
        title = _("Feedback on “%(page)s”") % {"page": page.title}
        words = f"{feedback.get_kind_display()}\n\n{text}".strip()
        tell(contact, title, text=words, url=page.get_url())
    return feedback


def contact_for(page) -> User | None:
    """Who answers for a page today: its own post, or else its area's."""
    cares = PageCare.objects.filter(page__path__in=paths_to(page))
    nearest = cares.select_related("owner__unit").order_by("-page__path").first()
    return nearest.owner.person_in_charge() if nearest else None


@transaction.atomic
def close_feedback(feedback: ArticleFeedback, person: User, answer: str = "") -> None:
    """Put feedback away, with an answer to whoever gave it."""
    feedback.answer, feedback.done_by = answer, person
    feedback.done_at = timezone.now()
    feedback.save()
    if answer and feedback.author:
        title = _("Answer to your feedback on “%(page)s”") % {"page": feedback.page}
        tell(feedback.author, title, text=answer, url=feedback.page.get_url())
