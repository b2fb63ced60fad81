"""How editors reach the cockpit: from a procedure's page."""

from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from participation.cockpit.urls import urlpatterns
from participation.models import ProcedurePage
from participation.permissions import can_run


@hooks.register("register_admin_urls")
def register_cockpit():
    return urlpatterns


class CockpitsItem(MenuItem):
    def is_shown(self, request):
        return can_run(request.user)


def menu_item():
    """The list of all procedures, first in the menu of participation."""
    address = reverse_lazy("participation_cockpits")
    return CockpitsItem(_("Procedures"), address, icon_name="group", order=1)


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def lead_to_cockpit(page, user, next_url=None, view_name=None):
    if isinstance(page.specific_deferred, ProcedurePage) and can_run(user):
        address = reverse("participation_cockpit", args=[page.pk])
        yield Button(_("Cockpit"), address, icon_name="group", priority=5)
