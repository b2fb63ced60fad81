"""What comes after the contribution, and what comes in by other ways than online."""

from django.urls import path

from participation.views import aftermath, closing, intake, receipts, results

urlpatterns = [
    path("quittung/", receipts.receipt_lookup, name="receipt_lookup"),
    path(
        "beitrag/<int:pk>/bearbeiten/",
        aftermath.contribution_edit,
        name="contribution_edit",
    ),
    path(
        "beitrag/<int:pk>/fassungen/",
        aftermath.contribution_versions,
        name="contribution_versions",
    ),
    path("moderation/beitrag/<int:pk>/zusammenfuehren/", aftermath.merge, name="merge"),
    path(
        "moderation/beitrag/<int:pk>/trennen/", aftermath.merge_undo, name="merge_undo"
    ),
    path("abschluss/<slug:slug>/", closing.closing_desk, name="closing_desk"),
    path("abschluss/<slug:slug>/ergebnisse/", closing.settle, name="settle"),
    path("abschluss/<slug:slug>/grund/", closing.give_reason, name="archiving_reason"),
    path("abschluss/<slug:slug>/archivieren/", closing.archive, name="archive"),
    path("umsetzung/<slug:slug>/neu/", results.report_create, name="report_create"),
    path("erfassen/", intake.intake_desk, name="intake_desk"),
    path("erfassen/beitrag/<int:pk>/", intake.intake_done, name="intake_done"),
    path(
        "erfassen/beitrag/<int:pk>/unterstuetzung/",
        intake.support_record,
        name="support_record",
    ),
    path("erfassen/doppelt/<int:pk>/", intake.same_person, name="same_person"),
    path(
        "erfassen/<slug:slug>/<slug:key>/", intake.intake_create, name="intake_create"
    ),
]
