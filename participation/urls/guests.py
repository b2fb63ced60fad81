"""Taking part without an account, and becoming a member."""

from django.urls import path

from participation.views import guests, invitations

urlpatterns = [
    path("gast/", guests.guest, name="guest"),
    path("einladung/<str:key>/", invitations.invitation, name="invitation"),
]
