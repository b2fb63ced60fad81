from datetime import datetime, time, timedelta

import factory
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from home.founding import child
from home.models import ContentPage, HomePage
from home.roles import INTRANET_READERS
from tests.factories.home import PageFactory, UserFactory
from training.models import (
    EventIndexPage,
    OfferPage,
    Place,
    Registration,
    Session,
    SessionDate,
    Topic,
    TrainingIndexPage,
)
from training.occupancy import occupy


def events():
    return EventIndexPage.objects.get()


def programme():
    """The programme for staff, below a closed intranet."""
    there = TrainingIndexPage.objects.first()
    return there or intranet().add_child(
        instance=TrainingIndexPage(title="Schulungen", slug="schulungen")
    )


def intranet():
    front_page = HomePage.objects.get()
    there = Page.objects.child_of(front_page).filter(slug="intranet").first()
    if there:
        return there
    page = child(front_page, ContentPage, "intranet", title="Intranet")
    lock = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.GROUPS
    )
    lock.groups.add(Group.objects.get_or_create(name=INTRANET_READERS)[0])
    return page


def in_days(days, clock="09:00"):
    """A moment so many days from today, in the time of the town."""
    day = timezone.localdate() + timedelta(days=days)
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(clock)))


class TopicFactory(factory.django.DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Thema {n}")
    slug = factory.Sequence(lambda n: f"thema-{n}")

    class Meta:
        model = Topic


class PlaceFactory(factory.django.DjangoModelFactory):
    key = factory.Sequence(lambda n: f"ort-{n}")
    name = factory.Sequence(lambda n: f"Saal {n}")
    address = "Marktplatz 1"
    seats = 20

    class Meta:
        model = Place


class OfferFactory(PageFactory):
    """A public event; ``parent=programme()`` makes it one for staff."""

    parent = factory.LazyFunction(events)
    title = factory.Sequence(lambda n: f"Stadtspaziergang {n}")
    slug = factory.Sequence(lambda n: f"stadtspaziergang-{n}")
    kind = OfferPage.Kind.EVENT

    class Meta:
        model = OfferPage


class SessionFactory(factory.django.DjangoModelFactory):
    """An announced session in a week; ``dates=[(start, end)]`` says when."""

    offer = factory.SubFactory(OfferFactory)
    place = factory.SubFactory(PlaceFactory)
    seats = 2
    state = Session.State.OPEN

    class Meta:
        model = Session
        skip_postgeneration_save = True

    @factory.post_generation
    def trainers(self, create, people, **kwargs):
        if people:
            self.trainers.set(people)
            occupy(self)

    @classmethod
    def _create(cls, model_class, *args, dates=None, days=7, **kwargs):
        dates = dates or [(in_days(days, "09:00"), in_days(days, "12:00"))]
        kwargs |= {"starts_at": dates[0][0], "ends_at": dates[-1][1]}
        session = super()._create(model_class, *args, **kwargs)
        SessionDate.objects.bulk_create(
            SessionDate(session=session, starts_at=start, ends_at=end)
            for start, end in dates
        )
        occupy(session)
        return session


class RegistrationFactory(factory.django.DjangoModelFactory):
    session = factory.SubFactory(SessionFactory)
    person = factory.SubFactory(UserFactory)
    state = Registration.State.REGISTERED

    class Meta:
        model = Registration

    class Params:
        waiting = factory.Trait(state=Registration.State.WAITING)
