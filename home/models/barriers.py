"""Barriers that people report, to be answered within a month (§ 7 BITV 2.0)."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class BarrierReportQuerySet(models.QuerySet):
    def open(self):
        return self.filter(settled_at=None)


class BarrierReport(models.Model):
    """Something on these pages that somebody could not use."""

    DAYS_TO_ANSWER = 30

    what = models.TextField(_("What does not work?"), max_length=3000)
    where = models.CharField(_("On which page?"), max_length=500, blank=True)
    email = models.EmailField(_("Your e-mail address"), blank=True)
    created_at = models.DateTimeField(_("reported at"), auto_now_add=True)
    answer = models.TextField(_("what was done"), max_length=3000, blank=True)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("settled by"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    objects = BarrierReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("reported barrier")
        verbose_name_plural = _("reported barriers")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return self.what[:80]

    @property
    def due_on(self):
        reported = timezone.localdate(self.created_at)
        return reported + timedelta(days=self.DAYS_TO_ANSWER)
