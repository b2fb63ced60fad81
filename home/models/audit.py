"""The audit trail: who did what, when and why, in a chain that shows any change."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """
    One act on record. Rows are only ever added; the database refuses all else.

    ``digest`` is the SHA-256 of this row's content and of the digest before it, so
    that ``verify_audit`` finds every row that was changed, removed or slipped in.
    """

    number = models.PositiveBigIntegerField(_("number"), unique=True)
    at = models.DateTimeField(_("time"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="+",
    )
    action = models.CharField(_("act"), max_length=60)
    subject = models.CharField(_("on what"), max_length=200)
    reason = models.TextField(_("reason"), blank=True)
    data = models.JSONField(_("details"), default=dict)
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        verbose_name = _("audit entry")
        verbose_name_plural = _("audit trail")
        ordering = ["-number"]

    def __str__(self):
        return f"{self.number} {self.action} {self.subject}"


class AuditHead(models.Model):
    """The end of the chain. Locking this row puts those who add into a line."""

    number = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default="0" * 64)

    class Meta:
        verbose_name = _("end of the audit trail")
        verbose_name_plural = _("end of the audit trail")

    def __str__(self):
        return str(self.number)
