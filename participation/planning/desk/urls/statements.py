"""Statements: addresses of the desk."""

from django.urls import path

from participation.planning.desk import statement_imports, statements

urlpatterns = [
    path("<int:pk>/stellungnahmen/", statements.statement_list, name="statements"),
    path(
        "<int:pk>/stellungnahmen/erfassen/",
        statements.statement_record,
        name="statement_record",
    ),
    path(
        "<int:pk>/stellungnahmen/einlesen/",
        statement_imports.statement_import,
        name="statement_import",
    ),
    path(
        "<int:pk>/stellungnahmen/einlesen/vorlage.csv",
        statement_imports.statement_import_form,
        name="statement_import_form",
    ),
    path(
        "stellungnahmen/<int:pk>/",
        statements.statement_detail,
        name="statement",
    ),
    path(
        "stellungnahmen/<int:pk>/bearbeiten/",
        statements.statement_edit,
        name="statement_edit",
    ),
    path(
        "stellungnahmen/<int:pk>/berichtigen/",
        statements.statement_correct,
        name="statement_correct",
    ),
    path(
        "stellungnahmen/<int:pk>/zuruecknehmen/",
        statements.statement_withdraw,
        name="statement_withdraw",
    ),
]
