"""A procedure and its activities: addresses that begin with its slug."""

from django.urls import path

from participation.views import activities, exports, results, town_texts

urlpatterns = [
    path("<slug:slug>/", activities.procedure, name="procedure"),
    path("<slug:slug>/ergebnis/", results.result, name="result"),
    path("<slug:slug>/mitmachen/<slug:key>/", activities.activity, name="activity"),
    path(
        "<slug:slug>/mitmachen/<slug:key>/neu/",
        activities.contribution_create,
        name="contribution_create",
    ),
    path(
        "<slug:slug>/mitmachen/<slug:key>/stadt/",
        town_texts.town_text_create,
        name="town_text_create",
    ),
    path(
        "<slug:slug>/mitmachen/<slug:key>/daten.<slug:kind>",
        exports.data,
        name="activity_data",
    ),
    path(
        "<slug:slug>/mitmachen/<slug:key>/kommentare.csv",
        exports.comments,
        name="activity_comments",
    ),
]
