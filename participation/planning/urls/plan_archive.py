"""What stays of a plan, for everybody: addresses below /beteiligung/."""

from django.urls import path

from participation.planning.views import plan_archive

urlpatterns = [
    path("<slug:slug>/plan/", plan_archive.plan_archive, name="plan_archive"),
    path(
        "<slug:slug>/plan/unterlagen/<int:pk>/<str:filename>",
        plan_archive.plan_paper,
        name="plan_paper",
    ),
    path(
        "<slug:slug>/plan/abwaegung/<int:pk>/<str:filename>",
        plan_archive.plan_table,
        name="plan_table",
    ),
]
