"""Where people meet, and what is taken by that."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Place(models.Model):
    """A room, or a spot outdoors, where people meet."""

    key = models.SlugField(_("short key"), max_length=60, unique=True)
    name = models.CharField(pgettext_lazy("place", "name"), max_length=120)
    address = models.CharField(_("street and town"), max_length=200)
    seats = models.PositiveIntegerField(pgettext_lazy("place", "seats"))
    access = models.TextField(
        _("accessibility"),
        max_length=500,
        blank=True,
        help_text=_("Steps, lift, hearing loop, toilet: what people must know before."),
    )

    class Meta:
        verbose_name = pgettext_lazy("training", "place")
        verbose_name_plural = pgettext_lazy("training", "places")
        ordering = ["name"]

    def __str__(self):
        return self.name


class Occupation(models.Model):
    """
    A stretch of time in which a place or a person is taken by a session.

    Written with the dates of a session that is not cancelled. PostgreSQL itself
    refuses two that overlap (migration 0002); SQLite writes one at a time.
    """

    date = models.ForeignKey(
        "training.SessionDate", on_delete=models.CASCADE, related_name="occupations"
    )
    place = models.ForeignKey(
        Place,
        on_delete=models.CASCADE,
        null=True,
        related_name="occupations",
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        related_name="occupations",
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        verbose_name = _("occupation")
        verbose_name_plural = _("occupations")
        constraints = [
            models.CheckConstraint(
                condition=Q(place=None, person__isnull=False)
                | Q(place__isnull=False, person=None),
                name="occupation_is_of_a_place_or_a_person",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="occupation_ends_after_it_begins",
            ),
        ]
        indexes = [
            models.Index(fields=["place", "starts_at"], name="occupation_of_place"),
            models.Index(fields=["person", "starts_at"], name="occupation_of_person"),
        ]

    def __str__(self):
        return f"{self.place or self.person}: {self.date}"
