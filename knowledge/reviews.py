"""Is it still right? What is due, and for whom."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from home.models import PageCare, Post, User, Visitor
from home.notices import tell
from home.visibility import can_see, visible_pages
from knowledge.models.reminders import ReviewReminder

ESCALATION_DAYS = 14  # after the review date, the head of the unit is told


def due_for(person: Visitor, on: date | None = None):
    """The pages this person answers for whose review is due within a month."""
    if not person.is_authenticated:
        return PageCare.objects.none()
    soon = (on or timezone.localdate()) + timedelta(days=PageCare.DUE_DAYS)
    cares = PageCare.objects.due(soon).in_care_of(person)
    cares = cares.filter(page__in=visible_pages(person).values("pk"))
    return cares.select_related("page", "owner").order_by("review_on", "pk")


def step_for(care: PageCare, day: date) -> ReviewReminder.Step | None:
    """Which reminder is due on a day; none if the review is far away."""
    days = (day - care.review_on).days
    if days >= ESCALATION_DAYS:
        return ReviewReminder.Step.ESCALATED
    if days >= 0:
        return ReviewReminder.Step.TODAY
    return ReviewReminder.Step.SOON if days >= -PageCare.DUE_DAYS else None


@transaction.atomic
def remind(care: PageCare, day: date) -> bool:
    """Tell whoever answers for a page that it is due, once for each step."""
    step = step_for(care, day)
    if step is None:
        return False
    _reminder, is_new = ReviewReminder.objects.get_or_create(
        care=care, review_on=care.review_on, step=step
    )
    person = recipient(care, step) if is_new else None
    if person is None or not can_see(person, care.page):
        return False
    title = _("Is “%(page)s” still right?") % {"page": care.page.title}
    tell(person, title, text=words(care, step), url=care.page.get_url())
    return True


def words(care: PageCare, step: ReviewReminder.Step) -> str:
    day = date_format(care.review_on)
    if step == ReviewReminder.Step.SOON:
        return _("The review is due by %(day)s. One click is enough.") % {"day": day}
    if step == ReviewReminder.Step.TODAY:
        return _("The review is due since %(day)s. One click is enough.") % {"day": day}
    return _("Nobody has reviewed the page since %(day)s. Responsible: %(post)s.") % {
        "day": day,
        "post": care.owner,
    }


def recipient(care: PageCare, step: ReviewReminder.Step) -> User | None:
    """Who is in charge today; at last, whoever heads them."""
    person = care.owner.person_in_charge()
    if step != ReviewReminder.Step.ESCALATED:
        return person
    return head_above(care.owner, person) or person


def head_above(post: Post, person: User | None) -> User | None:
    """The next head over a post who is somebody else, and there."""
    unit = post.unit
    while unit is not None:
        head = unit.posts.filter(is_head=True).first()
        answering = head.person_in_charge() if head else None
        if answering and answering != person:
            return answering
        unit = unit.parent
    return None
