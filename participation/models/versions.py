"""What became of the words of a contribution: earlier versions, and merging."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participation.models.contributions import Contribution
from participation.models.writing import AppendOnly


class ContributionVersion(AppendOnly):
    """A contribution as it read before its author changed it; 1 is the first."""

    contribution = models.ForeignKey(
        Contribution, on_delete=models.PROTECT, related_name="versions"
    )
    number = models.PositiveSmallIntegerField(pgettext_lazy("contribution", "version"))
    title = models.CharField(_("title"), max_length=Contribution.LONGEST_TITLE)
    text = models.TextField(_("text"))
    category = models.CharField(_("category"), max_length=60, blank=True)
    address = models.CharField(_("place in words"), max_length=160, blank=True)
    lat = models.FloatField(_("latitude"), null=True, blank=True)
    lon = models.FloatField(_("longitude"), null=True, blank=True)
    # What nobody let through never becomes public, not even as an earlier version.
    was_public = models.BooleanField(_("was public"), default=False)

    class Meta:
        verbose_name = _("earlier version")
        verbose_name_plural = _("earlier versions")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "number"], name="one_version_per_number"
            )
        ]

    def __str__(self):
        return f"{self.contribution_id}/{self.number}"


class MergeAct(AppendOnly):
    """Somebody put a contribution to another that says the same, or took it apart."""

    class Act(models.TextChoices):
        MERGE = "merge", pgettext_lazy("merging", "merged")
        UNDO = "undo", pgettext_lazy("merging", "taken apart again")

    contribution = models.ForeignKey(
        Contribution, on_delete=models.PROTECT, related_name="merge_acts"
    )
    into = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="+")
    act = models.CharField(_("act"), max_length=10, choices=Act)
    reason = models.TextField(_("reason"), max_length=1000)

    class Meta:
        verbose_name = _("act of merging")
        verbose_name_plural = _("acts of merging")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(contribution=F("into")), name="merging_takes_two"
            )
        ]

    def __str__(self):
        return self.get_act_display()
