"""
Addresses below /beteiligung/. Each act has one of its own.

The first parts (beitrag, kommentar …) can't be slugs of procedures, see
``page_forms.RESERVED_SLUGS``. Every module here adds a list; those that begin with a
slug come last.
"""

from django.urls import path

from participation.planning.urls import (
    authorities,
    plan_archive,
    points,
    public_documents,
    rounds,
    standards,
    statements,
)
from participation.urls import (
    aftermath,
    contributions,
    following,
    guests,
    meeting,
    moderation,
    opendata,
    procedures,
    surveys,
    voting,
)
from participation.views import contributions as contribution_views
from participation.views import maps, overview, reports

app_name = "participation"

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("karte/<int:z>/<int:x>/<int:y>.png", maps.tile, name="tile"),
    path("orte/", maps.places, name="places"),
    path("gemeldet/", reports.reported, name="reported"),
    path(
        "meine-beitraege/",
        contribution_views.my_contributions,
        name="my_contributions",
    ),
    *contributions.urlpatterns,
    *aftermath.urlpatterns,
    *following.urlpatterns,
    *meeting.urlpatterns,
    *moderation.urlpatterns,
    *opendata.urlpatterns,
    *voting.urlpatterns,
    *surveys.urlpatterns,
    *guests.urlpatterns,
    *standards.urlpatterns,
    *points.urlpatterns,
    *authorities.urlpatterns,
    *statements.urlpatterns,
    *public_documents.urlpatterns,
    *plan_archive.urlpatterns,
    *rounds.urlpatterns,
    *procedures.urlpatterns,
]
