"""The smallest valid procedure and what people do in it."""

import uuid
from datetime import timedelta

import factory
from django.utils import timezone

from participation.models import (
    Activity,
    Comment,
    Contribution,
    District,
    Follow,
    Member,
    Opening,
    Paragraph,
    ParticipationIndexPage,
    Phase,
    ProcedurePage,
    Question,
    Rating,
    Report,
    Support,
    SurveyResponse,
    Topic,
    Writing,
)
from tests.factories.home import PageFactory, UserFactory, laid

EVERYTHING = ["submit", "comment", "support"]


def days_from_now(number):
    return timezone.localdate() + timedelta(days=number)


class TopicFactory(factory.django.DjangoModelFactory):
    key = factory.Sequence(lambda n: f"thema-{n}")
    name = factory.Sequence(lambda n: f"Thema {n}")

    class Meta:
        model = Topic


class DistrictFactory(factory.django.DjangoModelFactory):
    key = factory.Sequence(lambda n: f"ortsteil-{n}")
    name = factory.Sequence(lambda n: f"Ortsteil {n}")
    lat = 49.46
    lon = 8.17

    class Meta:
        model = District


class ProcedurePageFactory(PageFactory):
    """
    A published procedure with one phase, open today, and one collection of ideas.

    ``phases`` are pairs of days from now; the first is where everything is open.
    """

    parent = factory.LazyFunction(lambda: ParticipationIndexPage.objects.get())
    title = factory.Sequence(lambda n: f"Marktplatz {n}")
    introduction = "Wie soll der Platz aussehen?"

    class Meta:
        model = ProcedurePage

    class Params:
        upcoming = factory.Trait(phases=[(1, 14)])
        over = factory.Trait(phases=[(-14, -1)])

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        phases = kwargs.pop("phases", [(-7, 14)])
        activities = kwargs.pop("activities", [{}])
        openings = kwargs.pop("openings", [])
        questions = kwargs.pop("questions", [])
        paragraphs = kwargs.pop("paragraphs", [])
        parent = kwargs.pop("parent", None) or ParticipationIndexPage.objects.get()
        page = model_class(**kwargs)
        page.phases = [phase(number, days) for number, days in enumerate(phases, 1)]
        page.activities = [
            Activity(**({"key": f"ideen-{n}", "title": f"Ideen {n}"} | fields))
            for n, fields in enumerate(activities, 1)
        ]
        page.openings = [Opening(**fields) for fields in openings]
        page.paragraphs = [
            Paragraph(**{"activity_key": "ideen-1", "sort_order": n} | fields)
            for n, fields in enumerate(paragraphs)
        ]
        page.questions = [question(n, fields) for n, fields in enumerate(questions)]
        laid(parent, page)
        return ProcedurePage.objects.get(pk=page.pk)


def phase(number, days):
    first, last = days
    return Phase(
        key=f"phase-{number}",
        title=f"Phase {number}",
        first_day=days_from_now(first),
        last_day=days_from_now(last),
    )


def question(number, fields):
    given = {"activity_key": "ideen-1", "sort_order": number} | fields
    return Question(**given)


def text_of(*texts, **activity):
    """A text with these paragraphs to comment on: absatz-1, absatz-2 …"""
    given = {"format": "textreview", "title": "Entwurf"} | activity
    rows = [{"key": f"absatz-{n}", "text": text} for n, text in enumerate(texts, 1)]
    return activity_of(ProcedurePageFactory(activities=[given], paragraphs=rows))


def survey_of(*questions, access="anonymous", phases=((-7, 14),), **activity):
    """A survey with these questions, loaded as the views load it."""
    settings = {"survey": {"access": access}}
    given = {"format": "survey", "settings": settings, "title": "Umfrage"} | activity
    return activity_of(
        ProcedurePageFactory(
            activities=[given], questions=list(questions), phases=phases
        )
    )


def activity_of(procedure):
    """The first activity, loaded as the views load it."""
    loaded = ProcedurePage.objects.with_timetable().get(pk=procedure.pk)
    activity = loaded.activities.all()[0]
    activity.procedure = loaded
    return activity


class ContributionFactory(factory.django.DjangoModelFactory):
    """A public idea in an open procedure."""

    activity = factory.LazyFunction(lambda: activity_of(ProcedurePageFactory()))
    author = factory.SubFactory(UserFactory)
    title = factory.Sequence(lambda n: f"Mehr Bäume {n}")
    text = "Mehr Bäume auf den Platz, bitte."
    status = Writing.Status.VISIBLE
    created_at = factory.LazyFunction(timezone.now)
    idempotency_key = factory.LazyFunction(uuid.uuid4)

    class Meta:
        model = Contribution


class CommentFactory(factory.django.DjangoModelFactory):
    contribution = factory.SubFactory(ContributionFactory)
    author = factory.SubFactory(UserFactory)
    text = "Das sehe ich auch so."
    status = Writing.Status.VISIBLE
    created_at = factory.LazyFunction(timezone.now)
    idempotency_key = factory.LazyFunction(uuid.uuid4)

    class Meta:
        model = Comment


class SupportFactory(factory.django.DjangoModelFactory):
    contribution = factory.SubFactory(ContributionFactory)
    person = factory.SubFactory(UserFactory)

    class Meta:
        model = Support


class RatingFactory(factory.django.DjangoModelFactory):
    contribution = factory.SubFactory(ContributionFactory)
    person = factory.SubFactory(UserFactory)
    value = 4
    at = factory.LazyFunction(timezone.now)

    class Meta:
        model = Rating


class ReportFactory(factory.django.DjangoModelFactory):
    contribution = factory.SubFactory(ContributionFactory)
    ground = Report.Ground.SPAM

    class Meta:
        model = Report


class MemberFactory(factory.django.DjangoModelFactory):
    """Somebody who has joined a procedure: say which."""

    person = factory.SubFactory(UserFactory)
    joined_at = factory.LazyFunction(timezone.now)

    class Meta:
        model = Member


class FollowFactory(factory.django.DjangoModelFactory):
    """A person who follows something: say what."""

    person = factory.SubFactory(UserFactory)

    class Meta:
        model = Follow


class SurveyResponseFactory(factory.django.DjangoModelFactory):
    """An answer that was handed in, by nobody who is known."""

    activity = factory.LazyFunction(
        lambda: survey_of({"key": "oft", "title": "Wie oft?", "kind": "open"})
    )
    answers = factory.LazyFunction(dict)
    state = SurveyResponse.State.HANDED_IN
    handed_in_at = factory.LazyFunction(timezone.now)

    class Meta:
        model = SurveyResponse
