"""The wall of a room, and the short address on it: as short as addresses can be."""

from django.urls import path

from participation.views import meeting

app_name = "screen"

urlpatterns = [
    path("leinwand/<slug:slug>/<slug:key>/", meeting.screen, name="questions"),
    path("frage/<int:number>/", meeting.join, name="join"),
]
