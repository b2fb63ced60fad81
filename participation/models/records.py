"""What staff do with what people wrote: reports, moderation, answers, outcomes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from participation.models.writing import AppendOnly

ABOUT_ONE_THING = Q(contribution__isnull=False, comment=None) | Q(
    contribution=None, comment__isnull=False
)


class ReportQuerySet(models.QuerySet):
    def open(self):
        return self.filter(settled_at=None)


class Report(models.Model):
    """A reader says that something written breaks the rules."""

    class Ground(models.TextChoices):
        INSULT = "insult", pgettext_lazy("report", "Insult or threat")
        HATE = "hate", pgettext_lazy("report", "Discrimination or hatred")
        PERSONAL = "personal", pgettext_lazy("report", "Personal data of others")
        SPAM = "spam", pgettext_lazy("report", "Advertising or spam")
        TOPIC = "topic", pgettext_lazy("report", "Has nothing to do with the matter")
        LAW = "law", pgettext_lazy("report", "Breaks the law")
        OTHER = "other", pgettext_lazy("report", "Something else")

    contribution = models.ForeignKey(
        "participation.Contribution",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
    )
    comment = models.ForeignKey(
        "participation.Comment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reports",
    )
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="reports",
    )
    ground = models.CharField(_("ground"), max_length=10, choices=Ground)
    text = models.TextField(_("explanation"), max_length=500, blank=True)
    created_at = models.DateTimeField(_("reported at"), auto_now_add=True)
    settled_at = models.DateTimeField(_("settled at"), null=True, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("moderation", "report")
        verbose_name_plural = pgettext_lazy("moderation", "reports")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=ABOUT_ONE_THING, name="report_is_about_one_thing"
            ),
            models.UniqueConstraint(
                fields=["contribution", "reporter"],
                condition=Q(reporter__isnull=False),
                name="one_report_per_contribution",
            ),
            models.UniqueConstraint(
                fields=["comment", "reporter"],
                condition=Q(reporter__isnull=False),
                name="one_report_per_comment",
            ),
        ]

    def __str__(self):
        return self.get_ground_display()


class ModerationAct(AppendOnly):
    """What a moderator did with something written: by which rule and why."""

    class Act(models.TextChoices):
        APPROVE = "approve", pgettext_lazy("moderation", "approved")
        HIDE = "hide", pgettext_lazy("moderation", "hidden")
        RESTORE = "restore", pgettext_lazy("moderation", "shown again")
        KEEP = "keep", pgettext_lazy("moderation", "report looked at, stays")
        CONFIRM = "confirm", pgettext_lazy("moderation", "objection declined")
        LOCK = "lock", pgettext_lazy("moderation", "closed for comments")
        UNLOCK = "unlock", pgettext_lazy("moderation", "opened for comments")

    class Rule(models.TextChoices):
        RESPECT = "respect", pgettext_lazy("rule", "Respect: no insults or threats")
        DIGNITY = "dignity", pgettext_lazy("rule", "No discrimination or hatred")
        PRIVACY = "privacy", pgettext_lazy("rule", "No personal data of others")
        SPAM = "spam", pgettext_lazy("rule", "No advertising or repetition")
        MATTER = "matter", pgettext_lazy("rule", "Stay with the matter")
        LAW = "law", pgettext_lazy("rule", "Nothing that breaks the law")

    contribution = models.ForeignKey(
        "participation.Contribution",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="moderation_acts",
    )
    comment = models.ForeignKey(
        "participation.Comment",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="moderation_acts",
    )
    act = models.CharField(_("act"), max_length=10, choices=Act)
    rule = models.CharField(_("rule"), max_length=10, choices=Rule, blank=True)
    reason = models.TextField(_("reason"), max_length=1000, blank=True)
    # Since when somebody waited for this; empty if the moderator saw it unasked.
    waiting_since = models.DateTimeField(_("waiting since"), null=True, blank=True)

    class Meta:
        verbose_name = _("act of moderation")
        verbose_name_plural = _("acts of moderation")
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=ABOUT_ONE_THING, name="moderation_is_about_one_thing"
            ),
            models.CheckConstraint(
                condition=~Q(act="hide") | (~Q(rule="") & ~Q(reason="")),
                name="hiding_needs_a_rule_and_a_reason",
            ),
            models.CheckConstraint(
                condition=~Q(act="lock") | ~Q(reason=""),
                name="locking_needs_a_reason",
            ),
        ]

    def __str__(self):
        return self.get_act_display()


class OfficialAnswer(AppendOnly):
    """What the town answers to a contribution. A later answer supersedes it."""

    contribution = models.ForeignKey(
        "participation.Contribution", on_delete=models.PROTECT, related_name="answers"
    )
    text = models.TextField(_("answer"), max_length=5000)
    post = models.ForeignKey(
        "home.Post",
        verbose_name=_("answering post"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="participation_answers",
    )

    class Meta:
        verbose_name = _("official answer")
        verbose_name_plural = _("official answers")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return self.text[:60]


class Outcome(AppendOnly):
    """What becomes of a contribution: a status with its reason, on record."""

    class Status(models.TextChoices):
        IN_REVIEW = "in_review", pgettext_lazy("outcome", "being examined")
        PLANNED = "planned", pgettext_lazy("outcome", "will be done")
        PARTLY = "partly", pgettext_lazy("outcome", "partly taken up")
        DONE = "done", pgettext_lazy("outcome", "done")
        NOTED = "noted", pgettext_lazy("outcome", "taken note of")
        ANSWERED = "answered", pgettext_lazy("outcome", "answered")
        REJECTED = "rejected", pgettext_lazy("outcome", "not taken up")

    contribution = models.ForeignKey(
        "participation.Contribution", on_delete=models.PROTECT, related_name="outcomes"
    )
    status = models.CharField(
        pgettext_lazy("outcome", "status"), max_length=10, choices=Status
    )
    reason = models.TextField(_("reason"), max_length=2000)
    decision = models.ForeignKey(
        "participation.Decision",
        verbose_name=_("decision"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="outcomes",
    )

    class Meta:
        verbose_name = _("outcome")
        verbose_name_plural = _("outcomes")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return self.get_status_display()

    @property
    def tone(self):
        return OUTCOME_TONES[self.status]


OUTCOME_TONES = {
    Outcome.Status.IN_REVIEW: "info",
    Outcome.Status.PLANNED: "success",
    Outcome.Status.PARTLY: "info",
    Outcome.Status.DONE: "success",
    Outcome.Status.NOTED: "neutral",
    Outcome.Status.ANSWERED: "success",
    Outcome.Status.REJECTED: "neutral",
}
