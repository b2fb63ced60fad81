"""What the council decided about a plan, and who was told."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participation.planning.models.plans import Plan
from participation.planning.models.statements import Statement


class Resolution(models.Model):
    """A resolution of the council or a committee on the weighing or on the plan."""

    class Kind(models.TextChoices):
        WEIGHING = "weighing", pgettext_lazy("resolution", "Abwägungsbeschluss")
        STATUTE = "statute", pgettext_lazy("resolution", "Satzungsbeschluss")
        OTHER = "other", pgettext_lazy("resolution", "another resolution")

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="resolutions")
    kind = models.CharField(
        pgettext_lazy("resolution", "kind"),
        max_length=10,
        choices=Kind,
        default=Kind.WEIGHING,
    )
    body = models.CharField(_("who decided"), max_length=80)
    day = models.DateField(_("decided on"))
    item = models.CharField(_("number of the paper"), max_length=60)
    text = models.TextField(_("what was decided"), max_length=6000, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = pgettext_lazy("resolution", "resolution")
        verbose_name_plural = pgettext_lazy("resolution", "resolutions")
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "kind", "item"], name="one_resolution_per_item"
            )
        ]

    def __str__(self):
        return f"{self.body}, {self.day:%d.%m.%Y}, {self.item}"


class ResultMessage(models.Model):
    """That one statement's result was told, how and when (§ 3 (2) S. 6 BauGB)."""

    class Channel(models.TextChoices):
        MAIL = "mail", pgettext_lazy("result", "by e-mail")
        LETTER = "letter", pgettext_lazy("result", "by letter")
        PORTAL = "portal", pgettext_lazy("result", "by the receipt code")
        INSPECTION = "inspection", pgettext_lazy("result", "by inspection")

    statement = models.ForeignKey(
        Statement, on_delete=models.PROTECT, related_name="result_messages"
    )
    channel = models.CharField(
        pgettext_lazy("result", "channel"), max_length=10, choices=Channel
    )
    text = models.TextField(pgettext_lazy("result", "text"))
    letter = models.ForeignKey(
        "home.Letter", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    sent_on = models.DateField(_("sent on"), null=True, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = _("message about a result")
        verbose_name_plural = _("messages about results")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "channel"], name="one_result_per_channel"
            )
        ]

    def __str__(self):
        return f"{self.statement_id} {self.channel}"
