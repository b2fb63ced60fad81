"""The weighing: addresses of the desk."""

from django.urls import path

from participation.planning.desk import (
    weighing_boilerplates,
    weighing_groups,
    weighing_points,
    weighing_redaction,
    weighing_statements,
    weighing_table,
)

PLAN = "<int:pk>/abwaegung"
STATEMENT = f"{PLAN}/stellungnahmen/<int:number>"
GROUP = f"{PLAN}/gruppen/<int:group>"
POINT = f"{PLAN}/punkte/<int:point>"

urlpatterns = [
    path(f"{PLAN}/", weighing_table.table, name="weighing"),
    path(f"{PLAN}/viele/", weighing_table.change_many, name="weighing_many"),
    path(f"{POINT}/", weighing_points.point, name="weighing_point"),
    path(f"{POINT}/entfernen/", weighing_points.remove, name="weighing_point_remove"),
    path(
        f"{PLAN}/stellungnahmen/",
        weighing_statements.statements,
        name="weighing_statements",
    ),
    path(
        f"{PLAN}/stellungnahmen/ganz/",
        weighing_statements.take_whole,
        name="weighing_whole",
    ),
    path(f"{STATEMENT}/teilen/", weighing_statements.split, name="weighing_split"),
    path(f"{STATEMENT}/verspaetet/", weighing_statements.late, name="weighing_late"),
    path(
        f"{STATEMENT}/schwaerzung/",
        weighing_redaction.redaction,
        name="weighing_redaction",
    ),
    path(
        f"{STATEMENT}/schwaerzung/bestaetigen/",
        weighing_redaction.confirm,
        name="weighing_redaction_confirm",
    ),
    path(f"{PLAN}/gruppen/", weighing_groups.groups, name="weighing_groups"),
    path(
        f"{PLAN}/gruppen/vorschlaege/",
        weighing_groups.suggestions,
        name="weighing_suggestions",
    ),
    path(f"{PLAN}/gruppen/neu/", weighing_groups.make, name="weighing_group_make"),
    path(f"{GROUP}/", weighing_groups.group, name="weighing_group"),
    path(f"{GROUP}/aufnehmen/", weighing_groups.put_in, name="weighing_group_put_in"),
    path(
        f"{GROUP}/herausnehmen/<int:number>/",
        weighing_groups.take_out,
        name="weighing_group_take_out",
    ),
    path(f"{GROUP}/antwort/", weighing_groups.propose, name="weighing_group_propose"),
    path(
        f"{GROUP}/einsicht/",
        weighing_groups.go_collective,
        name="weighing_group_collective",
    ),
    path(f"{GROUP}/einzeln/", weighing_groups.single, name="weighing_group_single"),
    path(
        f"{GROUP}/aufloesen/",
        weighing_groups.dissolve,
        name="weighing_group_dissolve",
    ),
    path("textbausteine/", weighing_boilerplates.boilerplates, name="boilerplates"),
    path("textbausteine/neu/", weighing_boilerplates.create, name="boilerplate_create"),
    path(
        "textbausteine/<int:pk>/", weighing_boilerplates.edit, name="boilerplate_edit"
    ),
]
