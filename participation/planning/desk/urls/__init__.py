"""
Addresses of the desk below /verwaltung/planung/, by the name ``planning:…``.

Each matter has its module here; addresses of one plan begin with its key.
"""

from django.urls import path

from participation.planning.desk import views
from participation.planning.desk.urls import (
    authorities,
    council,
    documents,
    exports,
    rounds,
    statements,
    weighing,
)

urlpatterns = [
    path("", views.desk, name="desk"),
    path("neu/", views.plan_create, name="plan_create"),
    path("<int:pk>/", views.plan_detail, name="plan"),
    path("<int:pk>/bearbeiten/", views.plan_edit, name="plan_edit"),
    *rounds.urlpatterns,
    *documents.urlpatterns,
    *statements.urlpatterns,
    *authorities.urlpatterns,
    *weighing.urlpatterns,
    *council.urlpatterns,
    *exports.urlpatterns,
]
