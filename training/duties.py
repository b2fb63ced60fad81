"""What waits for a person in this room, and what is new for them."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from home.models import User
from home.registries import NewsItem, WaitingTask, news_sources, task_sources
from home.visibility import visible_pages
from training.models import OfferPage, Registration, Session

SOON = timedelta(days=2)


def tasks_of(person: User) -> Iterator[WaitingTask]:
    yield from courses_soon(person)
    yield from sessions_to_close(person)


def courses_soon(person: User) -> Iterator[WaitingTask]:
    """What one has a seat in, today and tomorrow."""
    now = timezone.now()
    own = (
        Registration.objects.visible_to(person)
        .registered()
        .filter(
            session__state=Session.State.OPEN,
            session__dates__starts_at__range=(now, now + SOON),
        )
    )
    for one in own.select_related("session__offer").distinct():
        yield WaitingTask(
            title=_("Comes soon: %(session)s") % {"session": one.session},
            url=reverse("training:registration", args=[one.pk]),
            kind=_("Courses and events"),
            due=one.session.first_day,
        )


def sessions_to_close(person: User) -> Iterator[WaitingTask]:
    """One's own sessions that are over: who was there?"""
    over = Session.objects.filter(trainers=person, state=Session.State.OPEN).over()
    for session in over.run_by(person).select_related("offer"):
        yield WaitingTask(
            title=_("Note who was there: %(session)s") % {"session": session},
            url=reverse("training:desk_session", args=[session.pk]),
            kind=_("Courses and events"),
            due=timezone.localdate(session.ends_at) + timedelta(days=7),
        )


def news_of(person: User, since: datetime) -> Iterator[NewsItem]:
    """Offers that are new since then."""
    offers = visible_pages(person, OfferPage).filter(first_published_at__gt=since)
    for offer in offers.defer("body").order_by("-first_published_at")[:20]:
        yield NewsItem(
            at=offer.first_published_at,
            title=offer.title,
            url=offer.get_url(),
            text=offer.introduction,
            kind=str(offer.get_kind_display()),
        )


task_sources.append(tasks_of)
news_sources.append(news_of)
