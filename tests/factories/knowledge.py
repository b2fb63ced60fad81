import factory

from home.models import PageCare
from knowledge.models import (
    AreaPage,
    ArticleFeedback,
    ArticlePage,
    KnowledgeIndexPage,
    Topic,
)
from tests.factories.home import PageFactory, PostFactory, UserFactory


class PageCareFactory(factory.django.DjangoModelFactory):
    owner = factory.SubFactory(PostFactory)

    class Meta:
        model = PageCare


class AreaPageFactory(PageFactory):
    parent = factory.LazyFunction(lambda: KnowledgeIndexPage.objects.get())
    title = factory.Sequence(lambda n: f"Personal und Zeit {n}")

    class Meta:
        model = AreaPage


class ArticlePageFactory(PageFactory):
    """A published article in an area of its own (or below ``parent``)."""

    parent = factory.SubFactory(AreaPageFactory)
    title = factory.Sequence(lambda n: f"Dienstreise beantragen {n}")
    introduction = "Vor der Reise den Antrag stellen."

    class Meta:
        model = ArticlePage


class TopicFactory(factory.django.DjangoModelFactory):
    name = factory.Sequence(lambda n: f"Thema {n}")
    slug = factory.Sequence(lambda n: f"thema-{n}")

    class Meta:
        model = Topic


class ArticleFeedbackFactory(factory.django.DjangoModelFactory):
    page = factory.SubFactory(ArticlePageFactory)
    kind = ArticleFeedback.Kind.OUTDATED
    text = "Die Telefonnummer stimmt nicht mehr."
    author = factory.SubFactory(UserFactory)

    class Meta:
        model = ArticleFeedback
