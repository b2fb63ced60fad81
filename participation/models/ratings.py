"""What people give beside support: ratings, and enough of it to pass a threshold."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from participation.models.contributions import Contribution

HIGHEST = 10  # no scale is longer


class Rating(models.Model):
    """How much one person thinks of one option, on the scale of its activity."""

    contribution = models.ForeignKey(
        Contribution, on_delete=models.PROTECT, related_name="ratings"
    )
    # If an account is erased, the figure stays and the name goes.
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="ratings",
    )
    value = models.PositiveSmallIntegerField(_("rating"))
    at = models.DateTimeField(_("time"))

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "person"], name="one_rating_per_person"
            ),
            models.CheckConstraint(
                condition=models.Q(value__range=(1, HIGHEST)),
                name="rating_lies_on_the_scale",
            ),
        ]

    def __str__(self):
        return f"{self.person_id} → {self.contribution_id}: {self.value}"


class ThresholdReached(models.Model):
    """A proposal found as much support as its activity asks for. That happens once."""

    contribution = models.OneToOneField(
        Contribution, on_delete=models.PROTECT, related_name="threshold_reached"
    )
    threshold = models.PositiveIntegerField(_("threshold"))
    at = models.DateTimeField(_("time"))

    class Meta:
        verbose_name = _("threshold reached")
        verbose_name_plural = _("thresholds reached")

    def __str__(self):
        return f"{self.contribution_id}: {self.threshold}"
