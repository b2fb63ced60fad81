from django.contrib import messages
from django.shortcuts import redirect
from django.urls import path, reverse_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from participation.cockpit import hooks as cockpit_hooks
from participation.models import (
    BallotPaper,
    CodeBatch,
    Contribution,
    District,
    ProcedurePage,
    StandardReason,
    Topic,
)
from participation.permissions import actor_of, can_moderate
from participation.planning import hooks as planning_hooks  # noqa: F401
from participation.planning.models import Plan
from participation.views.code_letters import CodeLettersView, may_issue

USED_BY_PEOPLE = (Contribution, BallotPaper, CodeBatch)


class ReadOnlyPolicy(ModelPermissionPolicy):
    """People's texts are looked at here; moderation has its own place and record."""

    def user_has_permission(self, user, action):
        return action == "view" and super().user_has_permission(user, "view")

    def user_has_any_permission(self, user, actions):
        return "view" in actions and self.user_has_permission(user, "view")


register_permission_policy(Contribution, ReadOnlyPolicy(Contribution))


class ContributionViewSet(ModelViewSet):
    """Everything people handed in, to search, filter and export."""

    model = Contribution
    menu_label = gettext_lazy("Contributions")
    icon = "comment"
    list_display = ["title", "activity", "status", "origin", "created_at"]
    list_filter = ["status", "origin", "activity__procedure"]
    list_export = ["pk", "activity", "title", "text", "status", "origin", "created_at"]
    search_fields = ["title", "text"]
    form_fields = ["title"]
    inspect_view_enabled = True
    inspect_view_fields = [
        "activity",
        "phase",
        "title",
        "text",
        "category",
        "address",
        "origin",
        "status",
        "withdrawn_at",
        "created_at",
    ]
    copy_view_enabled = False


class TopicViewSet(ModelViewSet):
    model = Topic
    menu_label = gettext_lazy("Topics")
    icon = "tag"
    list_display = ["name", "key", "position"]
    form_fields = ["name", "key", "position"]


class DistrictViewSet(ModelViewSet):
    model = District
    menu_label = gettext_lazy("Districts")
    icon = "site"
    list_display = ["name", "key", "position"]
    form_fields = ["name", "key", "position", "lat", "lon"]


class StandardReasonViewSet(ModelViewSet):
    model = StandardReason
    menu_label = gettext_lazy("Standard reasons")
    icon = "comment"
    list_display = ["text", "rule", "position"]
    form_fields = ["rule", "text", "position"]


class ParticipationGroup(ModelViewSetGroup):
    menu_label = gettext_lazy("Participation")
    menu_icon = "group"

    def get_submenu_items(self):
        return [cockpit_hooks.menu_item(), *super().get_submenu_items()]

    items = (
        ContributionViewSet("contributions"),
        TopicViewSet("topics"),
        DistrictViewSet("districts"),
        StandardReasonViewSet("standard_reasons"),
    )


@hooks.register("register_admin_viewset")
def register_room():
    return ParticipationGroup()


class ModerationItem(MenuItem):
    def is_shown(self, request):
        return can_moderate(request.user)


@hooks.register("register_admin_menu_item")
def lead_to_moderation():
    address = reverse_lazy("participation:moderation_queue")
    return ModerationItem(
        gettext_lazy("Moderation"), address, icon_name="check", order=150
    )


class CodesItem(MenuItem):
    def is_shown(self, request):
        return may_issue(request.user)


@hooks.register("register_admin_urls")
def register_voting_codes():
    screen = CodeLettersView.as_view()
    return [path("stimmcodes/", screen, name="participation_codes")]


@hooks.register("register_admin_menu_item")
def lead_to_voting_codes():
    address = reverse_lazy("participation_codes")
    return CodesItem(gettext_lazy("Voting codes"), address, icon_name="key", order=160)


class IntakeItem(MenuItem):
    def is_shown(self, request):
        return actor_of(request.user).answers


@hooks.register("register_admin_menu_item")
def lead_to_recording():
    address = reverse_lazy("participation:intake_desk")
    return IntakeItem(
        gettext_lazy("Record contributions"), address, icon_name="mail", order=151
    )


@hooks.register("before_delete_page")
def keep_what_people_wrote(request, page):
    """Say in words that a procedure with contributions can't be deleted."""
    procedures = ProcedurePage.objects.descendant_of(page, inclusive=True)
    used = {"activity__procedure__in": procedures}
    planned = Plan.objects.filter(procedure__in=procedures)
    if not (
        planned.exists()
        or any(m.objects.filter(**used).exists() for m in USED_BY_PEOPLE)
    ):
        return None
    messages.error(
        request,
        _("People have written here. Take the page offline or archive it instead."),
    )
    return redirect("wagtailadmin_explore", page.get_parent().pk)
