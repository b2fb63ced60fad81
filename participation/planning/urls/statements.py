"""Giving a statement, its receipt, its correction: addresses below /beteiligung/."""

from django.urls import path

from participation.planning.views import attachments, statement_codes, statements

PLACE = "<slug:slug>/stellungnahme/<slug:key>"

urlpatterns = [
    path(f"{PLACE}/", statements.statement_create, name="statement_create"),
    path(
        f"{PLACE}/berichtigen/",
        statement_codes.statement_correct,
        name="statement_correct",
    ),
    path(
        f"{PLACE}/zuruecknehmen/",
        statement_codes.statement_withdraw,
        name="statement_withdraw",
    ),
    path(
        f"{PLACE}/abholen/",
        statement_codes.statement_paper,
        name="statement_paper",
    ),
    path(f"{PLACE}/<uuid:draft>/", statements.statement_draft, name="statement_draft"),
    path(
        f"{PLACE}/<uuid:draft>/pruefen/",
        statements.statement_review,
        name="statement_review",
    ),
    path(
        f"{PLACE}/<uuid:draft>/anlage/<str:name>",
        attachments.statement_attachment,
        name="statement_attachment",
    ),
    path(
        f"{PLACE}/<uuid:draft>/eingang/",
        statements.statement_receipt,
        name="statement_receipt",
    ),
    path(
        f"{PLACE}/<uuid:draft>/eingang.<slug:kind>",
        statements.statement_copy,
        name="statement_copy",
    ),
]
