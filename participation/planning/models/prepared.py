"""Papers that are made of a plan's rows: tables, letters, the complete file."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participation.planning.models.plans import Plan

PREPARED = "planung-ausgabe"


def prepared_name(prepared, filename: str) -> str:
    """A name that tells nobody what is in it."""
    return f"{PREPARED}/{uuid.uuid4().hex}"


class PreparedFile(models.Model):
    """
    One paper that somebody asked for. Long ones are made in the background.

    Most of them name people, so they go after a week. The anonymous table stays if a
    second person lets it out: then everybody finds it with the plan.
    """

    class Kind(models.TextChoices):
        TABLE_DOCX = "tabelle-docx", _("weighing table for the file, as Word document")
        TABLE_PDF = "tabelle-pdf", _("weighing table for the file, as PDF")
        TABLE_XLSX = "tabelle-xlsx", _("weighing table for the file, as spreadsheet")
        PUBLIC_DOCX = "oeffentlich-docx", _("anonymous table, as Word document")
        PUBLIC_PDF = "oeffentlich-pdf", _("anonymous table, as PDF")
        PUBLIC_XLSX = "oeffentlich-xlsx", _("anonymous table, as spreadsheet")
        LETTERS = "briefe", _("letters about the results, as PDF")
        NOT_FOLLOWED = "nicht-gefolgt", _("statements that were not followed")
        FILE = "akte", _("complete file of the plan")

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("paper", "waits")
        WORKING = "working", pgettext_lazy("paper", "is being made")
        READY = "ready", pgettext_lazy("paper", "ready")
        FAILED = "failed", pgettext_lazy("paper", "failed")

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="prepared")
    kind = models.CharField(pgettext_lazy("paper", "kind"), max_length=20, choices=Kind)
    state = models.CharField(
        pgettext_lazy("paper", "state"),
        max_length=10,
        choices=State,
        default=State.WAITING,
    )
    percent = models.PositiveSmallIntegerField(_("done in percent"), default=0)
    file = models.FileField(
        _("file"), upload_to=prepared_name, max_length=200, blank=True
    )
    filename = models.CharField(_("name of the file"), max_length=160, blank=True)
    size = models.PositiveBigIntegerField(_("size in bytes"), default=0)
    sha256 = models.CharField("SHA-256", max_length=64, blank=True)
    error = models.TextField(pgettext_lazy("paper", "what went wrong"), blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked for at"), auto_now_add=True)
    begun_at = models.DateTimeField(_("begun at"), null=True, blank=True)
    ready_at = models.DateTimeField(_("ready at"), null=True, blank=True)
    let_out_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    let_out_at = models.DateTimeField(_("let out at"), null=True, blank=True)

    GIVEN_UP = timedelta(minutes=16)  # no task takes that long
    PUBLIC_KINDS = (Kind.PUBLIC_DOCX, Kind.PUBLIC_PDF, Kind.PUBLIC_XLSX)

    class Meta:
        verbose_name = pgettext_lazy("paper", "prepared paper")
        verbose_name_plural = pgettext_lazy("paper", "prepared papers")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(let_out_by=None) | ~Q(let_out_by=F("made_by")),
                name="paper_is_let_out_by_another_person",
            ),
            models.CheckConstraint(
                condition=Q(let_out_at=None) | Q(kind__startswith="oeffentlich-"),
                name="only_anonymous_papers_are_let_out",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.plan.number}"

    @property
    def is_ready(self):
        return self.state == self.State.READY

    @property
    def is_for_public(self):
        return self.kind in self.PUBLIC_KINDS

    @property
    def is_left_behind(self):
        """A worker began it and was ended: somebody has to ask for it anew."""
        return self.state == self.State.WORKING and (
            self.begun_at < timezone.now() - self.GIVEN_UP
        )
