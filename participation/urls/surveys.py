"""Answering a survey."""

from django.urls import path

from participation.views import surveys

urlpatterns = [
    path("umfrage/eingang/<uuid:key>/", surveys.survey_receipt, name="survey_receipt"),
    path(
        "<slug:slug>/mitmachen/<slug:key>/umfrage/",
        surveys.survey,
        name="survey",
    ),
    path(
        "<slug:slug>/mitmachen/<slug:key>/umfrage/auswertung/",
        surveys.survey_evaluation,
        name="survey_evaluation",
    ),
    path(
        "<slug:slug>/mitmachen/<slug:key>/umfrage/<uuid:draft>/",
        surveys.survey,
        name="survey_draft",
    ),
]
