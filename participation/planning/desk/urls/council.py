"""Council and result: addresses of the desk."""

from django.urls import path

from participation.planning.desk import (
    council,
    council_decide,
    council_notices,
    council_papers,
    council_results,
)

urlpatterns = [
    path("<int:pk>/rat/", council.overview, name="council"),
    path("<int:pk>/rat/abschliessen/", council.close, name="close"),
    path(
        "<int:pk>/rat/beschluss/neu/",
        council_decide.resolution_create,
        name="resolution_create",
    ),
    path(
        "<int:pk>/rat/beschluss/<int:resolution>/",
        council_decide.decide,
        name="decide",
    ),
    path("<int:pk>/rat/ergebnisse/", council_results.result_list, name="results"),
    path("<int:pk>/rat/ergebnisse/mitteilen/", council_results.tell, name="tell"),
    path("<int:pk>/rat/ergebnisse/versandt/", council_results.posted, name="posted"),
    path(
        "<int:pk>/rat/ergebnisse/<int:statement>/",
        council_results.note_told,
        name="note_told",
    ),
    path(
        "<int:pk>/rat/einsicht/",
        council_notices.inspection_create,
        name="inspection_create",
    ),
    path(
        "<int:pk>/rat/inkrafttreten/",
        council_notices.in_force_create,
        name="in_force_create",
    ),
    path(
        "<int:pk>/rat/bekanntmachung/<int:notice>/",
        council_notices.notice,
        name="council_notice",
    ),
    path(
        "<int:pk>/rat/bekanntmachung/<int:notice>/freigeben/",
        council_notices.approve,
        name="council_notice_approve",
    ),
    path(
        "<int:pk>/rat/bekanntmachung/<int:notice>/erschienen/",
        council_notices.appear,
        name="council_notice_appear",
    ),
    path(
        "<int:pk>/rat/bekanntmachung/<int:notice>/beleg/<int:appearance>/",
        council_notices.scan,
        name="council_notice_scan",
    ),
    path("<int:pk>/rat/papiere/", council_papers.paper_list, name="papers"),
    path("<int:pk>/rat/papiere/neu/", council_papers.paper_create, name="paper_create"),
    path(
        "<int:pk>/rat/papiere/<int:paper>/datei/",
        council_papers.paper_file,
        name="paper_file",
    ),
    path(
        "<int:pk>/rat/papiere/<int:paper>/veroeffentlichen/",
        council_papers.let_out,
        name="paper_let_out",
    ),
]
