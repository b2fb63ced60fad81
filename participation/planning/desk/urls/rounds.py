"""Rounds and notices: addresses of the desk."""

from django.urls import path

from participation.planning.desk import (
    rounds,
    rounds_acts,
    rounds_edit,
    rounds_notices,
)

ROUND = "<int:pk>/runden/<int:number>/"
NOTICE = "<int:pk>/bekanntmachungen/<int:number>/"

urlpatterns = [
    path("<int:pk>/runden/", rounds.round_list, name="rounds"),
    path("<int:pk>/runden/neu/<str:rule>/", rounds_edit.round_create, name="round_new"),
    path(ROUND, rounds.round_detail, name="round"),
    path(f"{ROUND}bearbeiten/", rounds_edit.round_edit, name="round_edit"),
    path(f"{ROUND}frist.txt", rounds.round_sentence, name="round_sentence"),
    path(f"{ROUND}einreichen/", rounds_acts.round_submit, name="round_submit"),
    path(f"{ROUND}freigeben/", rounds_acts.round_approve, name="round_approve"),
    path(f"{ROUND}zurueckgeben/", rounds_acts.round_send_back, name="round_send_back"),
    path(f"{ROUND}zuruecknehmen/", rounds_acts.round_take_back, name="round_take_back"),
    path(f"{ROUND}zugang/", rounds_acts.access_add, name="access_add"),
    path(
        f"{ROUND}zugang/<int:access>/entfernen/",
        rounds_acts.access_remove,
        name="access_remove",
    ),
    path(f"{ROUND}portal/", rounds_acts.portal_add, name="portal_add"),
    path(f"{ROUND}bekanntmachung/", rounds_notices.round_notice, name="round_notice"),
    path(
        "<int:pk>/bekanntmachungen/neu/<str:kind>/",
        rounds_notices.notice_create,
        name="notice_new",
    ),
    path(NOTICE, rounds_notices.notice_detail, name="notice"),
    path(f"{NOTICE}bearbeiten/", rounds_notices.notice_edit, name="notice_edit"),
    path(f"{NOTICE}freigeben/", rounds_notices.notice_approve, name="notice_approve"),
    path(f"{NOTICE}wortlaut.txt", rounds_notices.notice_text, name="notice_text"),
    path(f"{NOTICE}wortlaut.pdf", rounds_notices.notice_pdf, name="notice_pdf"),
    path(f"{NOTICE}erschienen/", rounds_notices.appearance_add, name="appearance_add"),
    path(
        f"{NOTICE}erschienen/<int:appearance>/scan/",
        rounds_notices.appearance_scan,
        name="appearance_scan",
    ),
    path(f"{NOTICE}nachbarstaat/", rounds_notices.abroad_told, name="abroad_told"),
]
