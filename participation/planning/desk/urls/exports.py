"""Exports: addresses of the desk."""

from django.urls import path

from participation.planning.desk import exports

urlpatterns = [
    path("<int:pk>/daten/", exports.exports, name="exports"),
    path("<int:pk>/daten/xplan.gml", exports.xplan_file, name="xplan_file"),
    path("<int:pk>/daten/0401.xml", exports.begin_message, name="begin_message"),
    path(
        "<int:pk>/daten/0701-<int:number>.xml",
        exports.statement_message,
        name="statement_message",
    ),
]
