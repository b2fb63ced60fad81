"""Wagtail's app for people, with our screens in the place of its own."""

from wagtail.users.apps import WagtailUsersAppConfig


class TownUsersConfig(WagtailUsersAppConfig):
    user_viewset = "home.admin.users.TownUserViewSet"
    group_viewset = "home.admin.users.TownGroupViewSet"
