"""Formal procedures as data for other systems: addresses below /beteiligung/."""

from django.urls import path

from participation.planning.views import standards

urlpatterns = [
    path("plaene.geojson", standards.running_plans, name="plans_geojson"),
]
