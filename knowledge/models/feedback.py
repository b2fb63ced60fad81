"""What readers tell those who look after an article, and nobody else."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ArticleFeedbackQuerySet(models.QuerySet):
    def open(self):
        """What somebody still has to look at: words, not mere thanks."""
        return self.filter(done_at=None).exclude(kind=ArticleFeedback.Kind.HELPED)


class ArticleFeedback(models.Model):
    """
    One reader's word about an article, between them and the responsible post.

    Whoever only says that an article helped is not noted by name.
    """

    class Kind(models.TextChoices):
        HELPED = "helped", _("It helped.")
        NOT_HELPED = "not-helped", _("It did not help.")
        OUTDATED = "outdated", _("Something is no longer right.")

    page = models.ForeignKey(
        "knowledge.ArticlePage", on_delete=models.CASCADE, related_name="feedback"
    )
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    text = models.TextField(_("your words"), max_length=1000, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="article_feedback",
    )
    created_at = models.DateTimeField(
        pgettext_lazy("feedback", "received"), auto_now_add=True
    )
    answer = models.TextField(
        pgettext_lazy("feedback", "answer"), max_length=1000, blank=True
    )
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)

    objects = ArticleFeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("feedback on an article")
        verbose_name_plural = _("feedback on articles")
        ordering = ["-created_at", "-pk"]

    def __str__(self):
        return f"{self.page}: {self.get_kind_display()}"

    def get_absolute_url(self):
        return f"{reverse('knowledge:feedback_inbox')}#rueckmeldung-{self.pk}"
