"""People and units in the search of the house, kept up to date by signals."""

from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver

from home import search
from home.models import Post, StaffProfile, Unit, User

PEOPLE = "people"
UNITS = "units"


def person_entry(profile: StaffProfile) -> tuple[str, str]:
    """A person's name; and their posts, units and topics to be found by."""
    person = profile.person
    texts = [profile.about, profile.room, profile.phone]
    for post in person.posts.select_related("unit"):
        texts += [post.title, post.unit.name, post.unit.short_name, post.about]
    return person.get_full_name(), " ".join(texts)


def unit_entry(unit: Unit) -> tuple[str, str]:
    """A unit's name; and what it and its posts do."""
    posts = unit.posts.values_list("title", "about")
    texts = [text for row in posts for text in row]
    return unit.name, " ".join([unit.short_name, unit.description, *texts])


@receiver(post_save, sender=StaffProfile, dispatch_uid="index_profile")
def index_profile(instance, raw=False, **kwargs):
    if not raw:
        search.index(PEOPLE, instance)


@receiver(post_save, sender=User, dispatch_uid="index_person")
def index_person(instance, raw=False, update_fields=None, **kwargs):
    """A name may have changed; a mere sign-in writes no more than its time."""
    if not raw and set(update_fields or []) != {"last_login"}:
        index_people([instance.pk])


@receiver(post_save, sender=Unit, dispatch_uid="index_unit")
def index_unit(instance, raw=False, **kwargs):
    if not raw:
        search.index(UNITS, instance)


@receiver(pre_save, sender=Post, dispatch_uid="remember_holder")
def remember_holder(instance, **kwargs):
    """Who held the post until now: their entry changes too."""
    before = Post.objects.filter(pk=instance.pk).values_list("holder", flat=True)
    instance.held_before = before.first()


@receiver([post_save, post_delete], sender=Post, dispatch_uid="index_post")
def index_post(instance, raw=False, **kwargs):
    if not raw:
        search.index(UNITS, instance.unit)
        index_people({instance.holder_id, getattr(instance, "held_before", None)})


@receiver(post_delete, sender=StaffProfile, dispatch_uid="drop_profile")
def drop_profile(instance, **kwargs):
    search.drop(PEOPLE, instance.pk)


@receiver(post_delete, sender=Unit, dispatch_uid="drop_unit")
def drop_unit(instance, **kwargs):
    search.drop(UNITS, instance.pk)


def index_people(people) -> None:
    for profile in StaffProfile.objects.filter(person__in=people):
        search.index(PEOPLE, profile)
