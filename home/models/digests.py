"""How often a person gets mails of one kind, and which digests were made."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Rhythm(models.TextChoices):
    """How often somebody is told; digests are made for all but “never”."""

    AT_ONCE = "once", pgettext_lazy("mails", "at once")
    DAILY = "daily", pgettext_lazy("mails", "once a day")
    WEEKLY = "weekly", pgettext_lazy("mails", "once a week")
    NEVER = "never", pgettext_lazy("mails", "never")


class MailRhythm(models.Model):
    """
    How often one person gets mails of one kind; without a row, as the kind says.

    “Never” holds whatever was chosen for single things: who unsubscribes gets nothing.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="mail_rhythms"
    )
    kind = models.CharField(_("kind of mail"), max_length=30)
    rhythm = models.CharField(_("how often"), max_length=10, choices=Rhythm)

    class Meta:
        verbose_name = _("rhythm of mails")
        verbose_name_plural = _("rhythms of mails")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind"], name="one_rhythm_per_kind_of_mail"
            )
        ]

    def __str__(self):
        return self.get_rhythm_display()


class DigestRun(models.Model):
    """
    One round of digests: what happened from ``since`` until ``until``.

    It begins where the one before it ended, so a late round loses nothing; and there
    is one for each day or week, so a second start finds it done.
    """

    kind = models.CharField(max_length=30)
    rhythm = models.CharField(max_length=10, choices=Rhythm)
    period = models.CharField(max_length=20)
    since = models.DateTimeField()
    until = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("round of digests")
        verbose_name_plural = _("rounds of digests")
        ordering = ["-until", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "rhythm", "period"], name="one_round_per_period"
            ),
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")),
                name="round_ends_after_it_begins",
            ),
        ]

    def __str__(self):
        return f"{self.kind} {self.rhythm} {self.period}"


class Digest(models.Model):
    """One person was told in one round: never twice."""

    run = models.ForeignKey(DigestRun, on_delete=models.CASCADE, related_name="digests")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digests"
    )

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")
        constraints = [
            models.UniqueConstraint(
                fields=["run", "person"], name="one_digest_per_person_and_round"
            )
        ]

    def __str__(self):
        return f"{self.run_id} → {self.person_id}"
