"""Which articles are due, and whose they are: the editors' report."""

import django_filters
from django.db.models import F
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.admin.widgets import AdminDateInput
from wagtail.permissions import page_permission_policy

from home.models import Post, Unit
from knowledge.models import ArticlePage


def day(field):
    """Reads a date of a page's care as people write it."""

    def read(page):
        care = getattr(page, "care", None)
        return date_format(getattr(care, field)) if care else ""

    return read


class CareFilterSet(WagtailFilterSet):
    care__review_on = django_filters.DateFilter(
        label=_("Review due by"), lookup_expr="lte", widget=AdminDateInput
    )
    care__owner__unit = django_filters.ModelChoiceFilter(
        label=_("Responsible unit"), queryset=Unit.objects.all()
    )
    care__owner = django_filters.ModelChoiceFilter(
        label=_("Responsible post"), queryset=Post.objects.all()
    )

    class Meta:
        model = ArticlePage
        fields = ["kind", "care__review_on", "care__owner__unit", "care__owner"]


class CareReportView(ReportView):
    """Every article that an editor may touch, the unowned and the oldest in front."""

    model = ArticlePage
    page_title = _("Articles by review date")
    header_icon = "calendar-check"
    index_url_name = "care_report"
    index_results_url_name = "care_report_results"
    filterset_class = CareFilterSet
    permission_policy = page_permission_policy
    any_permission_required = ["add", "change", "publish"]
    columns = [
        TitleColumn(
            "title",
            label=pgettext_lazy("knowledge", "Article"),
            get_url=lambda page: reverse("wagtailadmin_pages:edit", args=[page.pk]),
        ),
        Column("care.owner", label=_("Responsible post")),
        Column("care.owner.unit", label=_("Responsible unit")),
        Column("reviewed_on", accessor=day("reviewed_on"), label=_("Reviewed on")),
        Column("review_on", accessor=day("review_on"), label=_("Next review")),
        Column("care.get_freshness_display", label=_("State of the review")),
    ]
    list_export = [
        "title",
        "care.owner",
        "care.owner.unit",
        "care.reviewed_on",
        "care.review_on",
    ]
    export_headings = {
        "title": pgettext_lazy("knowledge", "Article"),
        "care.owner": _("Responsible post"),
        "care.owner.unit": _("Responsible unit"),
        "care.reviewed_on": _("Reviewed on"),
        "care.review_on": _("Next review"),
    }

    def get_queryset(self):
        mine = page_permission_policy.instances_user_has_any_permission_for(
            self.request.user, self.any_permission_required
        )
        articles = ArticlePage.objects.filter(pk__in=mine.values("pk"))
        articles = articles.select_related("care__owner__unit")
        return articles.order_by(F("care__review_on").asc(nulls_first=True), "title")
