"""The house looks at itself as a stranger does, without cookie, login or script."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participation.planning.models.documents import DocumentVersion
from participation.planning.models.rounds import Round


class Probe(models.Model):
    """What one look at one address of a round found (BP-28)."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="probes")
    # Empty: the page of the round itself.
    version = models.ForeignKey(
        DocumentVersion,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="probes",
    )
    at = models.DateTimeField(_("time"), db_index=True)
    status = models.PositiveSmallIntegerField(_("status"), default=0)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    is_good = models.BooleanField(_("reachable and unchanged"))
    error = models.CharField(_("error"), max_length=200, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("plan", "probe")
        verbose_name_plural = pgettext_lazy("plan", "probes")
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["round", "at"], name="probes_of_a_round")]

    def __str__(self):
        return f"{self.at:%d.%m.%Y %H:%M} {self.status}"
