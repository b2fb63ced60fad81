"""The knowledge base in the administration."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import page_permission_policy

from knowledge.admin.reports import CareReportView
from knowledge.models import Topic

RIGHTS = {"add", "change", "publish"}


class TopicViewSet(ModelViewSet):
    """Where the editors keep the list of topics."""

    model = Topic
    menu_label = pgettext_lazy("knowledge", "Topics")
    icon = "tag"
    add_to_admin_menu = True
    list_display = ["name", "slug"]
    search_fields = ["name"]
    form_fields = ["name", "slug"]


class CareMenuItem(MenuItem):
    def is_shown(self, request):
        return page_permission_policy.user_has_any_permission(request.user, RIGHTS)


@hooks.register("register_admin_viewset")
def register_topics():
    return TopicViewSet("themen")


@hooks.register("register_admin_urls")
def register_care_report():
    return [
        path("berichte/pruefung/", CareReportView.as_view(), name="care_report"),
        path(
            "berichte/pruefung/ergebnis/",
            CareReportView.as_view(results_only=True),
            name="care_report_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def register_care_menu_item():
    return CareMenuItem(
        _("Articles by review date"),
        reverse("care_report"),
        icon_name="calendar-check",
        order=100,
    )
