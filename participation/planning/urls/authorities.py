"""What an authority opens by its personal link: addresses below /beteiligung/."""

from django.urls import path

from participation.planning.views import (
    authorities,
    authority_changes,
    authority_files,
)

LINK = "traeger/<str:key>"

urlpatterns = [
    path(f"{LINK}/", authorities.authority, name="authority"),
    path(f"{LINK}/pruefen/", authorities.authority_review, name="authority_review"),
    path(
        f"{LINK}/keine-bedenken/",
        authorities.authority_no_concerns,
        name="authority_no_concerns",
    ),
    path(
        f"{LINK}/mehr-zeit/",
        authorities.authority_more_time,
        name="authority_more_time",
    ),
    path(
        f"{LINK}/unterlagen/<int:pk>/<str:filename>",
        authority_files.authority_document,
        name="authority_document",
    ),
    path(
        f"{LINK}/eingang-<int:number>.pdf",
        authority_files.authority_receipt,
        name="authority_receipt",
    ),
    path(
        f"{LINK}/<int:number>/berichtigen/",
        authority_changes.authority_correct,
        name="authority_correct",
    ),
    path(
        f"{LINK}/<int:number>/zuruecknehmen/",
        authority_changes.authority_withdraw,
        name="authority_withdraw",
    ),
    path(
        f"{LINK}/anlage/<str:name>",
        authority_files.authority_attachment,
        name="authority_attachment",
    ),
]
