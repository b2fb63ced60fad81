"""What happens to live questions while people sit in one room."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class CalledQuestion(models.Model):
    """
    The question that is being answered right now: one for each activity.

    A table of its own, because all other formats have no such thing, and because one
    row for each activity is the promise itself. That a question was answered is said
    by its outcome, like everywhere.
    """

    activity = models.OneToOneField(
        "participation.Activity",
        verbose_name=_("activity"),
        on_delete=models.CASCADE,
        related_name="called_question",
    )
    contribution = models.OneToOneField(
        "participation.Contribution",
        verbose_name=_("contribution"),
        on_delete=models.CASCADE,
        related_name="called",
    )
    at = models.DateTimeField(_("called at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("called question")
        verbose_name_plural = _("called questions")

    def __str__(self):
        return str(self.contribution)
