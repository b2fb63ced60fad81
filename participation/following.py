"""Following: what people want to be told about, and who is to be told."""

from django.db.models import QuerySet

from home.models import Rhythm, User, Visitor
from participation.models.following import Follow, field_for


def follow(subject, *, person: User) -> None:
    """Tell this person about something from now on. Doing so twice changes nothing."""
    row = Follow(person=person, **{field_for(subject): subject})
    Follow.objects.bulk_create([row], ignore_conflicts=True)


def unfollow(subject, *, person: User) -> None:
    Follow.objects.by(person).of(subject).delete()


def follows(subject, person: Visitor) -> bool:
    """Whether this visitor follows something."""
    return Follow.objects.by(person).of(subject).exists()


def followers_of(subject, rhythm: str = Rhythm.AT_ONCE) -> QuerySet[User]:
    """
    The people who follow something and are told in this rhythm.

    Whoever wants to be told at once gets a notice from whoever makes the news. The
    others read of it in their digest, and must not be told a second time.
    """
    told = Follow.objects.of(subject).told(rhythm)
    return User.objects.filter(pk__in=told.values("person"))
