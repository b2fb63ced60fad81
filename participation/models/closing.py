"""How a procedure ends, and what is built afterwards."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from participation.models.procedures import ProcedurePage
from participation.models.writing import AppendOnly


class ArchivingReason(AppendOnly):
    """Why a procedure goes into the archive though something is still unanswered."""

    # PROTECT: who closed it without an answer is on record as long as it is.
    procedure = models.ForeignKey(
        ProcedurePage, on_delete=models.PROTECT, related_name="archiving_reasons"
    )
    name = models.CharField(_("name"), max_length=160)
    reason = models.TextField(_("reason"), max_length=2000)
    without_outcome = models.PositiveIntegerField(_("contributions without outcome"))

    class Meta:
        verbose_name = _("reason for archiving")
        verbose_name_plural = _("reasons for archiving")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(reason="") & ~models.Q(name=""),
                name="archiving_reason_has_a_name_and_words",
            )
        ]

    def __str__(self):
        return self.reason[:60]


class ImplementationReport(models.Model):
    """What was built or changed after the decision, on a day, with a picture."""

    procedure = models.ForeignKey(
        ProcedurePage, on_delete=models.PROTECT, related_name="reports"
    )
    day = models.DateField(_("day"), default=timezone.localdate)
    title = models.CharField(_("title"), max_length=160)
    text = models.TextField(_("text"), max_length=5000)
    picture = models.ForeignKey(
        "home.TownImage",
        verbose_name=_("picture"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    description = models.CharField(
        _("what the picture shows"), max_length=200, blank=True
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    created_at = models.DateTimeField(_("written at"), auto_now_add=True)
    idempotency_key = models.UUIDField(unique=True, editable=False)

    class Meta:
        verbose_name = _("implementation report")
        verbose_name_plural = _("implementation reports")
        ordering = ["-day", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(picture=None) | ~models.Q(description=""),
                name="picture_of_a_report_is_described",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"{self.procedure.result_url}#umsetzung-{self.pk}"
