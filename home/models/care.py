"""
What is asked across page types: who looks after a page, and for whom it is.

These rows stand beside ``wagtailcore.Page``, so that confirming a review makes no
revision. The audience mirrors what was approved: a page's own fields pass through
drafts and workflow, and are copied here when the page is published.
"""

from datetime import timedelta

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.models.organisation import Post


class PageCareQuerySet(models.QuerySet):
    def due(self, on=None):
        return self.filter(review_on__lte=on or timezone.localdate())

    def in_care_of(self, person):
        """Pages for which this person answers today."""
        return self.filter(owner__in=Post.objects.in_charge(person))


class PageCare(models.Model):
    """Which post looks after a page, and until when it is known to be right."""

    class Freshness(models.TextChoices):
        FRESH = "fresh", _("checked")
        DUE = "due", _("review due")
        OVERDUE = "overdue", _("review overdue")

    DUE_DAYS = 30  # before the review date, the badge says so
    INTERVALS = [(6, _("6 months")), (12, _("12 months")), (24, _("24 months"))]

    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="care"
    )
    owner = models.ForeignKey(
        "home.Post",
        verbose_name=_("responsible post"),
        on_delete=models.PROTECT,
        related_name="cared_pages",
    )
    interval_months = models.PositiveSmallIntegerField(
        _("to be reviewed every"), choices=INTERVALS, default=12
    )
    reviewed_on = models.DateField(_("reviewed on"), default=timezone.localdate)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    review_on = models.DateField(_("next review"), db_index=True, editable=False)
    file_class = models.CharField(_("file reference"), max_length=40, blank=True)

    objects = PageCareQuerySet.as_manager()

    class Meta:
        verbose_name = _("responsibility for a page")
        verbose_name_plural = _("responsibilities for pages")

    def __str__(self):
        return f"{self.page} – {self.owner}"

    def save(self, **kwargs):
        self.review_on = self.reviewed_on + relativedelta(months=self.interval_months)
        super().save(**kwargs)

    @property
    def freshness(self):
        today = timezone.localdate()
        if today > self.review_on:
            return self.Freshness.OVERDUE
        if today > self.review_on - timedelta(days=self.DUE_DAYS):
            return self.Freshness.DUE
        return self.Freshness.FRESH

    def get_freshness_display(self):
        return self.freshness.label


class PageAudience(models.Model):
    """
    For whom a published page is, within the people who may read its section.

    No unit and no group means everyone there.
    """

    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="audience"
    )
    units = models.ManyToManyField("home.Unit", related_name="+", blank=True)
    groups = models.ManyToManyField("auth.Group", related_name="+", blank=True)

    class Meta:
        verbose_name = _("audience of a page")
        verbose_name_plural = _("audiences of pages")

    def __str__(self):
        return str(self.page)
