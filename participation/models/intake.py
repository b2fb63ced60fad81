"""What came on paper, by mail, by word of mouth: who it came from, and when."""

import uuid
from pathlib import PurePath

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participation.models.contributions import Contribution


def scan_name(intake, filename: str) -> str:
    """A name that tells nobody who wrote, in the private part of the house."""
    return f"eingang/{uuid.uuid4().hex}{PurePath(filename).suffix.lower()}"


class Intake(models.Model):
    """
    How a contribution reached the house, if not online.

    Name, address and scan are for the file: no reader ever sees them. ``identity``
    is a keyed hash of name and address, by which the same person is recognised.
    """

    contribution = models.OneToOneField(
        Contribution, on_delete=models.PROTECT, related_name="intake"
    )
    received_on = models.DateField(_("received on"))
    name = models.CharField(_("name"), max_length=160, blank=True)
    address = models.CharField(_("address"), max_length=240, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    scan = models.FileField(_("scan"), upload_to=scan_name, blank=True)
    identity = models.CharField(max_length=64, blank=True, db_index=True)
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("intake")
        verbose_name_plural = _("intakes")

    def __str__(self):
        return f"{self.contribution_id}, {self.received_on}"


class RecordedSupport(models.Model):
    """Support given on paper or at an event, with a keyed hash instead of a name."""

    contribution = models.ForeignKey(
        Contribution, on_delete=models.PROTECT, related_name="recorded_supports"
    )
    origin = models.CharField(_("origin"), max_length=10, choices=Contribution.Origin)
    received_on = models.DateField(_("received on"))
    identity = models.CharField(max_length=64)
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("recorded support")
        verbose_name_plural = _("recorded supports")
        constraints = [
            models.UniqueConstraint(
                fields=["contribution", "identity"],
                name="one_recorded_support_per_person",
            ),
            models.CheckConstraint(
                condition=~Q(identity="") & ~Q(origin="online"),
                name="recorded_support_came_from_somebody_offline",
            ),
        ]

    def __str__(self):
        return f"{self.get_origin_display()} → {self.contribution_id}"


class SamePersonQuerySet(models.QuerySet):
    def open(self):
        return self.filter(verdict="")

    def confirmed(self):
        return self.filter(verdict=SamePerson.Verdict.SAME)


class SamePerson(models.Model):
    """Two entries look as if they came from one person: somebody decides."""

    class Verdict(models.TextChoices):
        SAME = "same", pgettext_lazy("same person", "one person")
        OTHER = "other", pgettext_lazy("same person", "two people")

    intake = models.ForeignKey(Intake, on_delete=models.CASCADE, related_name="matches")
    other = models.ForeignKey(
        Intake, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
    )
    verdict = models.CharField(_("verdict"), max_length=10, choices=Verdict, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    created_at = models.DateTimeField(_("noticed at"), auto_now_add=True)

    objects = SamePersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("suspected double entry")
        verbose_name_plural = _("suspected double entries")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(other__isnull=False, account=None)
                | Q(other=None, account__isnull=False),
                name="double_entry_is_with_one_other",
            ),
            models.CheckConstraint(
                condition=~Q(intake=F("other")), name="double_entry_takes_two"
            ),
            models.UniqueConstraint(
                fields=["intake", "other"], name="one_double_entry_per_pair"
            ),
            models.UniqueConstraint(
                fields=["intake", "account"], name="one_double_entry_per_account"
            ),
        ]

    def __str__(self):
        return self.get_verdict_display() or f"{self.intake_id}?"
