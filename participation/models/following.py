"""Who wants to be told about what."""

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext_lazy as _

from home.models import MailRhythm, Rhythm
from participation.models.contributions import Contribution
from participation.models.procedures import ProcedurePage
from participation.models.topics import District, Topic

# The kind of mails by which followers are told; see ``home.registries.mail_kinds``.
MAIL_KIND = "follows"
USUALLY = Rhythm.DAILY

# What can be followed, by the name of the foreign key.
SUBJECTS = {
    "procedure": ProcedurePage,
    "contribution": Contribution,
    "topic": Topic,
    "district": District,
}


def exactly_one(names) -> Q:
    """That of these foreign keys one is set and the others are not."""
    cases = Q()
    for name in names:
        others = {f"{other}__isnull": True for other in names if other != name}
        cases |= Q(**{f"{name}__isnull": False}, **others)
    return cases


def field_for(subject) -> str:
    """The foreign key by which a follow points to something."""
    return next(n for n, model in SUBJECTS.items() if isinstance(subject, model))


class FollowQuerySet(models.QuerySet):
    def of(self, subject):
        return self.filter(**{field_for(subject): subject})

    def by(self, person):
        return self.filter(person=person) if person.is_authenticated else self.none()

    def with_pace(self):
        """
        Adds how often the person is told about this: as they chose for it, or else
        for everything they follow. Who said “never” for everything means it.
        """
        general = MailRhythm.objects.filter(person=OuterRef("person"), kind=MAIL_KIND)
        general = Coalesce(Subquery(general.values("rhythm")[:1]), Value(USUALLY.value))
        own = NullIf("rhythm", Value(""))
        never = models.When(general=Rhythm.NEVER, then=Value(Rhythm.NEVER.value))
        pace = models.Case(never, default=Coalesce(own, "general"))
        return self.annotate(general=general).annotate(pace=pace)

    def told(self, rhythm):
        """The follows of people with an account that are told in this rhythm."""
        people = self.filter(person__is_active=True).exclude(person__email="")
        return people.with_pace().filter(pace=rhythm)


class Follow(models.Model):
    """
    A person wants to be told what happens with one thing.

    Nobody else sees who follows what; only the number may be shown.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows"
    )
    procedure = models.ForeignKey(
        ProcedurePage,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="follows",
    )
    contribution = models.ForeignKey(
        Contribution,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="follows",
    )
    topic = models.ForeignKey(
        Topic, on_delete=models.CASCADE, null=True, blank=True, related_name="follows"
    )
    district = models.ForeignKey(
        District,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="follows",
    )
    rhythm = models.CharField(
        _("how often"),
        max_length=10,
        choices=Rhythm,
        blank=True,
        help_text=_("Leave it empty to be told as about everything you follow."),
    )
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    objects = FollowQuerySet.as_manager()

    class Meta:
        verbose_name = _("follow")
        verbose_name_plural = _("follows")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=exactly_one(SUBJECTS), name="follow_is_about_one_thing"
            ),
            *(
                models.UniqueConstraint(
                    fields=["person", name], name=f"one_follow_per_{name}"
                )
                for name in SUBJECTS
            ),
        ]

    def __str__(self):
        return str(self.subject)

    @property
    def subject(self):
        """What is followed."""
        return next(found for name in SUBJECTS if (found := getattr(self, name)))
