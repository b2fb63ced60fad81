from django.urls import path

from intranet import views

app_name = "intranet"

urlpatterns = [
    path("", views.start, name="start"),
    path("aktuelles/<int:pk>/bestaetigen/", views.reading_confirm, name="confirm"),
    path(
        "aktuelles/<int:pk>/bestaetigungen/", views.confirmations, name="confirmations"
    ),
    path("personen/", views.people, name="people"),
    path("personen/<slug:key>/", views.person, name="person"),
    path("personen/<slug:key>/bearbeiten/", views.person_edit, name="person_edit"),
    path("personen/<slug:key>/visitenkarte.vcf", views.person_card, name="card"),
    path("stellen/", views.units, name="units"),
    path("stellen/<slug:key>/", views.unit, name="unit"),
]
