"""What becomes of a procedure: milestones, and what the council decided."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from participation.models.procedures import ProcedurePage


class Milestone(Orderable):
    """What became of a procedure, step by step."""

    class Status(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("milestone", "planned")
        RUNNING = "running", pgettext_lazy("milestone", "in progress")
        DONE = "done", pgettext_lazy("milestone", "done")

    procedure = ParentalKey(
        ProcedurePage, on_delete=models.CASCADE, related_name="milestones"
    )
    title = models.CharField(_("title"), max_length=160)
    text = models.TextField(_("text"), max_length=2000, blank=True)
    day = models.DateField(_("day"))
    status = models.CharField(
        pgettext_lazy("milestone", "status"),
        max_length=10,
        choices=Status,
        default=Status.DONE,
    )

    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("day"), FieldPanel("status")]),
        FieldPanel("text"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")

    def __str__(self):
        return self.title

    @property
    def tone(self):
        return {"planned": "neutral", "running": "info", "done": "success"}[self.status]


class Decision(Orderable):
    """What the council decided, where and when; outcomes refer to it."""

    procedure = ParentalKey(
        ProcedurePage, on_delete=models.CASCADE, related_name="decisions"
    )
    title = models.CharField(_("title"), max_length=200)
    body = models.CharField(
        _("who decided"), max_length=80, help_text=_("For example “town council”.")
    )
    day = models.DateField(_("decided on"))
    item = models.CharField(_("number of the paper"), max_length=40, blank=True)
    text = models.TextField(_("what was decided"), max_length=3000, blank=True)
    in_favour = models.PositiveSmallIntegerField(
        _("in favour"), null=True, blank=True, validators=[MaxValueValidator(999)]
    )
    against = models.PositiveSmallIntegerField(
        _("against"), null=True, blank=True, validators=[MaxValueValidator(999)]
    )
    abstained = models.PositiveSmallIntegerField(
        _("abstained"), null=True, blank=True, validators=[MaxValueValidator(999)]
    )

    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("body"), FieldPanel("day"), FieldPanel("item")]),
        FieldPanel("text"),
        FieldRowPanel(
            [FieldPanel("in_favour"), FieldPanel("against"), FieldPanel("abstained")]
        ),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"{self.procedure.result_url}#beschluss-{self.pk}"
