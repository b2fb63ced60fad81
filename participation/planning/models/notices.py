"""Notices that the law asks for, and where they appeared."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participation.planning.models.plans import Plan
from participation.planning.models.rounds import Round


class PublicNotice(models.Model):
    """
    A notice (Bekanntmachung), made of structured fields.

    ``fields`` holds what a person typed; ``text`` is the wording as it was approved,
    and no longer changes then.
    """

    class Kind(models.TextChoices):
        DRAWING_UP = "drawing_up", _("Aufstellungsbeschluss")
        EARLY = "early", _("frühzeitige Beteiligung der Öffentlichkeit")
        PUBLICATION = "publication", _("Veröffentlichung im Internet")
        RENEWED = "renewed", _("erneute Veröffentlichung")
        INSPECTION = "inspection", _("Einsicht in das Ergebnis der Prüfung")
        IN_FORCE = "in_force", _("Inkrafttreten")

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="notices")
    round = models.ForeignKey(
        Round,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="notices",
    )
    kind = models.CharField(
        pgettext_lazy("notice by law", "kind"), max_length=12, choices=Kind
    )
    fields = models.JSONField(default=dict, blank=True)
    text = models.TextField(pgettext_lazy("notice by law", "wording"), blank=True)
    # Whether hint (3) stands in it: without it nothing late may be disregarded.
    warns_of_lateness = models.BooleanField(default=False, editable=False)
    prepared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = pgettext_lazy("notice by law", "notice")
        verbose_name_plural = pgettext_lazy("notice by law", "notices")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("prepared_by")),
                name="notice_is_approved_by_another_person",
            )
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.plan.name}"


class Appearance(models.Model):
    """
    Where and when a notice appeared. It takes effect at the end of that day; of
    several media the last one counts (BP-05).
    """

    class Medium(models.TextChoices):
        GAZETTE = "gazette", _("Amtsblatt")
        NEWSPAPER = "newspaper", _("newspaper")
        BOARD = "board", _("notice board")

    notice = models.ForeignKey(
        PublicNotice, on_delete=models.PROTECT, related_name="appearances"
    )
    medium = models.CharField(_("medium"), max_length=10, choices=Medium)
    name = models.CharField(_("name of the medium"), max_length=120)
    issue = models.CharField(_("issue number"), max_length=40, blank=True)
    appeared_on = models.DateField(_("appeared on"))
    scan = models.FileField(
        _("scan"), upload_to="planung/bekanntmachungen", blank=True, max_length=200
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("appearance of a notice")
        verbose_name_plural = _("appearances of notices")
        ordering = ["appeared_on", "pk"]

    def __str__(self):
        return f"{self.name} {self.issue}".strip()
