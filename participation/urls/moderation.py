"""What moderators do."""

from django.urls import path

from participation.views import (
    blocks,
    moderation,
    moderation_log,
    moderation_queue,
    objections,
)

urlpatterns = [
    path("moderation/", moderation_queue.moderation_queue, name="moderation_queue"),
    path("moderation/gesammelt/", moderation_queue.moderate_many, name="moderate_many"),
    path("moderation/protokoll/", moderation_log.log, name="moderation_log"),
    path("moderation/protokoll.csv", moderation_log.log_csv, name="moderation_log_csv"),
    path("moderation/sperren/", blocks.blocks, name="blocks"),
    path("moderation/sperren/<int:pk>/aufheben/", blocks.block_lift, name="block_lift"),
    path(
        "moderation/einspruch/<int:pk>/entscheiden/",
        objections.objection_decide,
        name="objection_decide",
    ),
    path(
        "beitrag/<int:pk>/einspruch/",
        objections.objection_create,
        {"kind": "beitrag"},
        name="contribution_objection",
    ),
    path(
        "kommentar/<int:pk>/einspruch/",
        objections.objection_create,
        {"kind": "kommentar"},
        name="comment_objection",
    ),
    path(
        "moderation/beitrag/<int:pk>/antwort/", moderation.answer, name="answer_create"
    ),
    path(
        "moderation/beitrag/<int:pk>/ergebnis/",
        moderation.outcome,
        name="outcome_create",
    ),
    path(
        "moderation/<slug:kind>/<int:pk>/",
        moderation.moderation_item,
        name="moderation_item",
    ),
    path(
        "moderation/<slug:kind>/<int:pk>/freigeben/", moderation.approve, name="approve"
    ),
    path("moderation/<slug:kind>/<int:pk>/verbergen/", moderation.hide, name="hide"),
    path("moderation/<slug:kind>/<int:pk>/zeigen/", moderation.restore, name="restore"),
    path("moderation/<slug:kind>/<int:pk>/belassen/", moderation.keep, name="keep"),
    path("moderation/<slug:kind>/<int:pk>/schliessen/", moderation.lock, name="lock"),
    path("moderation/<slug:kind>/<int:pk>/oeffnen/", moderation.unlock, name="unlock"),
    path("moderation/<slug:kind>/<int:pk>/sperren/", blocks.block_author, name="block"),
]
