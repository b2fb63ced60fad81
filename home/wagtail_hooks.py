"""How the house changes what Wagtail does."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from home import admin_branding  # noqa: F401
from home.admin import moving, panels
from home.admin.emergency import EmergencyView, emergency_url
from home.admin.privacy import PrivacyView, may_see_personal_data, privacy_url
from home.admin.screens import TownViewSetGroup, send_again
from home.emergency import may_act_alone
from home.media import put_renditions_in_place
from home.models import User
from home.visibility import can_open_collection, can_see
from home.workflow import without_sealed

HELPFUL = {"keyboard-shortcuts-trigger"}


@hooks.register("before_serve_page", order=-100)
def refuse_what_is_not_visible(page, request, args, kwargs):
    """Hidden and missing look the same: no sign-in loop, no word about a lock."""
    if not can_see(request.user, page):
        raise Http404
    page.is_cleared = True  # Wagtail need not look up the same locks once more


@hooks.register("before_serve_document", order=-100)
def refuse_closed_documents(document, request):
    """A document that is not for this visitor looks like one that is not there."""
    if not can_open_collection(request.user, document.collection):
        raise Http404


@hooks.register("construct_page_chooser_queryset")
def choose_no_sealed_page(pages, request):
    return without_sealed(pages, request.user)


@hooks.register("construct_reports_menu")
def hide_report_of_page_types(request, menu_items):
    """It names the last page of every type to everyone; its address is closed, too."""
    menu_items[:] = [item for item in menu_items if item.name != "page-types-usage"]


@hooks.register("register_admin_urls")
def register_screens():
    return [
        path("notfreigabe/<int:pk>/", EmergencyView.as_view(), name="home_emergency"),
        path("datenschutz/", PrivacyView.as_view(), name="home_privacy"),
        path("mail/<int:pk>/nochmal/", send_again, name="home_send_again"),
    ]


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def offer_emergency_release(page, user, next_url=None, view_name=None):
    if may_act_alone(user, page):
        yield Button(
            _("Emergency release"),
            emergency_url(page),
            icon_name="warning",
            priority=90,
        )


@hooks.register("after_bulk_action")
def put_renditions_in_place_after_a_move(request, action_type, objects, action):
    """Pictures that change their collection in bulk send no signal."""
    if action_type == "add_to_collection":
        put_renditions_in_place()


@hooks.register("before_delete_user")
def erase_instead(request, person):
    """An account deleted by hand would leave traces or take other rows along."""
    messages.error(request, _("Accounts are erased under “Data protection”."))
    return redirect("wagtailusers_users:edit", person.pk)


@hooks.register("before_bulk_action")
def keep_people_out_of_bulk(request, action_type, objects, action):
    """Roles are given one by one, on record; nobody is deleted by the dozen."""
    if action.models == [User]:
        raise PermissionDenied


@hooks.register("register_admin_viewset")
def register_town_hall():
    return TownViewSetGroup()


class PrivacyMenuItem(MenuItem):
    def is_shown(self, request):
        return may_see_personal_data(request.user)


@hooks.register("register_reports_menu_item")
def register_privacy():
    label = _("Data protection")
    return PrivacyMenuItem(label, privacy_url(), icon_name="lock", order=50)


@hooks.register("construct_homepage_panels")
def arrange_first_screen(request, homepage_panels):
    panels.arrange(request, homepage_panels)


@hooks.register("construct_page_action_menu")
def decide_first(menu_items, request, context):
    """Whoever may approve came to do that: the main button says so."""
    approve = next((item for item in menu_items if item.name == "approve"), None)
    if approve is not None:
        menu_items.remove(approve)
        menu_items.insert(0, approve)


@hooks.register("construct_help_menu")
def leave_out_release_notes(request, menu_items):
    """What is new in Wagtail is no matter of a town's editors."""
    menu_items[:] = [item for item in menu_items if item.name in HELPFUL]


hooks.register("before_move_page", moving.before_move)
hooks.register("before_copy_page", moving.before_copy)
hooks.register("after_copy_page", moving.after_copy)
hooks.register("before_bulk_action", moving.before_bulk_move)
