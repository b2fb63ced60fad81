"""Addresses in Wagtail's administration, which asks for its own right first."""

from django.urls import path

from participation.cockpit import members, views

urlpatterns = [
    path("beteiligung/", views.cockpits, name="participation_cockpits"),
    path("beteiligung/<int:pk>/", views.cockpit, name="participation_cockpit"),
    path(
        "beteiligung/<int:pk>/ansehen/",
        views.preview_begin,
        name="participation_preview_begin",
    ),
    path("beteiligung/<int:pk>/kopie/", views.copy, name="participation_copy"),
    path(
        "beteiligung/<int:pk>/mitglieder/",
        members.members_of,
        name="participation_members",
    ),
    path(
        "beteiligung/<int:pk>/mitglieder/<int:member>/entfernen/",
        members.member_remove,
        name="participation_member_remove",
    ),
    path(
        "beteiligung/<int:pk>/loeschbescheinigung/",
        views.certificate,
        name="participation_certificate",
    ),
    path(
        "beteiligung/<int:pk>/druck/<slug:sheet>.pdf",
        views.printed,
        name="participation_printed",
    ),
    path(
        "beteiligung/vorschau/beenden/",
        views.preview_end,
        name="participation_preview_end",
    ),
]
