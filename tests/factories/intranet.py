import factory
from django.utils import timezone

from home.models import Absence, StaffProfile
from intranet.models import (
    NewsIndexPage,
    NewsPage,
    QuickLink,
    StaffCouncilNewsPage,
    StaffCouncilPage,
)
from tests.factories.home import PageFactory, PostFactory, UserFactory


class NewsPageFactory(PageFactory):
    """Published news; ``units=[…]`` and ``groups=[…]`` narrow whom it is for."""

    parent = factory.LazyFunction(lambda: NewsIndexPage.objects.get())
    title = factory.Sequence(lambda n: f"Neue Drucker im Rathaus {n}")
    author = factory.SubFactory(PostFactory)

    class Meta:
        model = NewsPage

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        audience = {name: kwargs.pop(name, []) for name in ("units", "groups")}
        page = model_class(**{k: v for k, v in kwargs.items() if k != "parent"})
        for name, rows in audience.items():
            setattr(page, name, rows)
        kwargs["parent"].add_child(instance=page)
        if page.live:
            page.save_revision().publish()
        return page


class StaffCouncilNewsPageFactory(NewsPageFactory):
    parent = factory.LazyFunction(lambda: StaffCouncilPage.objects.get())

    class Meta:
        model = StaffCouncilNewsPage


class StaffProfileFactory(factory.django.DjangoModelFactory):
    person = factory.SubFactory(UserFactory, first_name="Heike", last_name="Müller")
    key = factory.Sequence(lambda n: f"person-{n}")

    class Meta:
        model = StaffProfile


class AbsenceFactory(factory.django.DjangoModelFactory):
    """Somebody who is away today."""

    person = factory.SubFactory(UserFactory)
    first_day = factory.LazyFunction(timezone.localdate)
    last_day = factory.LazyFunction(timezone.localdate)

    class Meta:
        model = Absence


class QuickLinkFactory(factory.django.DjangoModelFactory):
    title = "Zeiterfassung"
    url = "https://zeit.example.org"
    group = "Täglich"

    class Meta:
        model = QuickLink
