import factory
from django.contrib.auth.models import Group
from django.utils import timezone
from wagtail.models import Collection
from wagtail.signals import page_published

from home.models import (
    AccessibilityPage,
    ContentPage,
    HomePage,
    Post,
    TownDocument,
    TownImage,
    TownNewsPage,
    Unit,
    User,
)
from home.rights import PUBLIC_COLLECTION


class UserFactory(factory.django.DjangoModelFactory):
    """A person; ``roles=[…]`` puts them into groups."""

    email = factory.Sequence(lambda n: f"person-{n}@example.org")

    class Meta:
        model = User
        skip_postgeneration_save = True

    @factory.post_generation
    def roles(self, create, names, **kwargs):
        for name in names or []:
            self.groups.add(Group.objects.get_or_create(name=name)[0])


class UnitFactory(factory.django.DjangoModelFactory):
    key = factory.Sequence(lambda n: f"stelle-{n}")
    name = factory.Sequence(lambda n: f"Sachgebiet {n}")

    class Meta:
        model = Unit


class PostFactory(factory.django.DjangoModelFactory):
    key = factory.Sequence(lambda n: f"posten-{n}")
    title = "Sachbearbeitung"
    unit = factory.SubFactory(UnitFactory)

    class Meta:
        model = Post


class PageFactory(factory.django.DjangoModelFactory):
    """A published page below the front page (or below ``parent``)."""

    parent = factory.LazyFunction(lambda: HomePage.objects.get())
    title = factory.Sequence(lambda n: f"Seite {n}")
    slug = factory.Sequence(lambda n: f"seite-{n}")

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        parent = kwargs.pop("parent", None) or HomePage.objects.get()
        return laid(parent, model_class(**kwargs))


def laid(parent, page):
    """
    The page below its parent, as if published: without the revision, which costs most.

    Who needs one says ``page.save_revision().publish()``.
    """
    if page.live:
        page.first_published_at = page.last_published_at = timezone.now()
    parent.add_child(instance=page)
    if page.live:
        page_published.send(type(page), instance=page, revision=None)
    return page


class ContentPageFactory(PageFactory):
    class Meta:
        model = ContentPage


class TownNewsPageFactory(PageFactory):
    class Meta:
        model = TownNewsPage


class AccessibilityPageFactory(PageFactory):
    class Meta:
        model = AccessibilityPage


class TownImageFactory(factory.django.DjangoModelFactory):
    """A small picture in the public collection."""

    title = factory.Sequence(lambda n: f"Bild {n}")
    collection = factory.LazyFunction(lambda: collection_named(PUBLIC_COLLECTION))
    file = factory.django.ImageField(width=80, height=60, filename="markt.png")

    class Meta:
        model = TownImage


class TownDocumentFactory(factory.django.DjangoModelFactory):
    """A text document for everyone; ``file__data`` is what it says."""

    title = factory.Sequence(lambda n: f"Satzung {n}")
    collection = factory.LazyFunction(lambda: collection_named(PUBLIC_COLLECTION))
    file = factory.django.FileField(data=b"Satzung", filename="satzung.txt")

    class Meta:
        model = TownDocument
        skip_postgeneration_save = True

    @factory.post_generation
    def metadata(self, create, extracted, **kwargs):
        """Size and checksum, as an upload would note them."""
        self._set_document_file_metadata()
        self.file.close()
        self.save()


def collection_named(name):
    """The collection of this name, as ``sync_roles`` lays it."""
    return Collection.objects.get(name=name)
