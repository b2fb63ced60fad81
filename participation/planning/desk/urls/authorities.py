"""Authorities: addresses of the desk."""

from django.urls import path

from participation.planning.desk import (
    authorities,
    authority_invitation,
    authority_rounds,
)

ROUND = "<int:pk>/traeger/<int:round>"
ONE = "<int:pk>/traeger/einladung/<int:invitation>"

urlpatterns = [
    path("traeger/", authorities.authority_list, name="authorities"),
    path("traeger/neu/", authorities.authority_create, name="authority_create"),
    path(
        "traeger/importieren/",
        authorities.authority_import_file,
        name="authority_import",
    ),
    path(
        "traeger/liste.<slug:kind>",
        authorities.authority_export,
        name="authority_export",
    ),
    path("traeger/<int:pk>/", authorities.authority_edit, name="authority_edit"),
    path(
        "traeger/<int:pk>/fragen/",
        authorities.authority_switch,
        name="authority_switch",
    ),
    path(
        "<int:pk>/traeger/", authority_rounds.authority_rounds, name="authority_rounds"
    ),
    path(f"{ROUND}/", authority_rounds.invitation_list, name="invitations"),
    path(f"{ROUND}/einladen/", authority_rounds.invite, name="invite"),
    path(f"{ROUND}/briefe/", authority_rounds.letters, name="invitation_letters"),
    path(f"{ONE}/", authority_invitation.invitation_detail, name="invitation"),
    path(
        f"{ONE}/zugang/", authority_invitation.receipt_correct, name="receipt_correct"
    ),
    path(
        f"{ONE}/verlaengern/",
        authority_invitation.extension_grant,
        name="extension_grant",
    ),
    path(
        f"{ONE}/ablehnen/",
        authority_invitation.extension_refuse,
        name="extension_refuse",
    ),
    path(
        f"{ONE}/ruecklaeufer/",
        authority_invitation.bounce_record,
        name="bounce_record",
    ),
    path(
        f"{ONE}/neuer-link/",
        authority_invitation.invitation_again,
        name="invitation_again",
    ),
    path(
        f"{ONE}/brief/",
        authority_invitation.invitation_letter,
        name="invitation_letter",
    ),
    path(
        f"{ONE}/nachricht-<int:message>.pdf",
        authority_invitation.message_letter,
        name="message_letter",
    ),
]
