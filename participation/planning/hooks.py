"""How planners reach their desk in the administration."""

from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from participation.planning.desk import urls
from participation.planning.permissions import can_look


@hooks.register("register_admin_urls")
def register_desk():
    return [path("planung/", include((urls.urlpatterns, "planning")))]


class DeskItem(MenuItem):
    def is_shown(self, request):
        return can_look(request.user)


@hooks.register("register_admin_menu_item")
def lead_to_desk():
    return DeskItem(
        _("Urban planning"), reverse_lazy("planning:desk"), icon_name="site", order=155
    )
