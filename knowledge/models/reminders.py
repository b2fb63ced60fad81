"""Which reminder of which review has gone out."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReviewReminder(models.Model):
    """One step of reminding that a page is due, sent once for each review date."""

    class Step(models.IntegerChoices):
        SOON = 1, _("a month before")
        TODAY = 2, _("on the day")
        ESCALATED = 3, _("to the head of the unit")

    care = models.ForeignKey(
        "home.PageCare", on_delete=models.CASCADE, related_name="reminders"
    )
    review_on = models.DateField(_("next review"))
    step = models.PositiveSmallIntegerField(
        pgettext_lazy("reminder", "step"), choices=Step
    )
    sent_at = models.DateTimeField(_("told at"), auto_now_add=True)

    class Meta:
        verbose_name = _("reminder of a review")
        verbose_name_plural = _("reminders of reviews")
        constraints = [
            models.UniqueConstraint(
                fields=["care", "review_on", "step"], name="one_reminder_per_step"
            )
        ]

    def __str__(self):
        return f"{self.care}: {self.get_step_display()}"
