"""Open data, feeds and the list for other sites."""

from django.urls import path

from participation.views import embed, opendata

API = "api/v1/procedures"

urlpatterns = [
    path("daten/", opendata.about, name="open_data"),
    path("einbetten/", embed.embedded, name="embedded"),
    path("atom.xml", opendata.feed, name="feed"),
    path("termine.ics", opendata.dates, name="dates"),
    path("<slug:slug>/termine.ics", opendata.procedure_dates, name="procedure_dates"),
    path("api/v1/openapi.json", opendata.description, name="api_description"),
    path(API, opendata.procedures, name="api_procedures"),
    path(f"{API}/<slug:slug>", opendata.procedure, name="api_procedure"),
    path(
        f"{API}/<slug:slug>/contributions",
        opendata.contributions,
        name="api_contributions",
    ),
    path(f"{API}/<slug:slug>/comments", opendata.comments, name="api_comments"),
    path(f"{API}/<slug:slug>/result", opendata.result, name="api_result"),
    path("api/v1/<path:rest>", opendata.nothing, name="api_nothing"),
]
