"""The page of one round: addresses below /beteiligung/."""

from django.urls import path

from participation.planning.views import rounds

urlpatterns = [
    path("<slug:slug>/auslegung/<slug:key>/", rounds.round_page, name="round"),
]
