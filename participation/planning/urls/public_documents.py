"""Documents that were published, for everybody: addresses below /beteiligung/."""

from django.urls import path

from participation.planning.views import documents

urlpatterns = [
    path(
        "unterlagen/<int:pk>/<str:filename>",
        documents.plan_document,
        name="plan_document",
    ),
]
