"""One contribution, one comment."""

from django.urls import path

from participation.views import activities, contributions, ratings, reports

urlpatterns = [
    path("beitrag/<int:pk>/", contributions.contribution, name="contribution"),
    path("beitrag/<int:pk>/eingang/", activities.receipt, name="receipt"),
    path(
        "beitrag/<int:pk>/unterstuetzen/",
        contributions.support_cast,
        name="support_cast",
    ),
    path(
        "beitrag/<int:pk>/unterstuetzen/zurueckziehen/",
        contributions.support_withdraw,
        name="support_withdraw",
    ),
    path("beitrag/<int:pk>/bewerten/", ratings.rating_cast, name="rating_cast"),
    path(
        "beitrag/<int:pk>/bewerten/zuruecknehmen/",
        ratings.rating_withdraw,
        name="rating_withdraw",
    ),
    path(
        "beitrag/<int:pk>/kommentar/",
        contributions.comment_create,
        name="comment_create",
    ),
    path(
        "beitrag/<int:pk>/melden/",
        reports.contribution_report,
        name="contribution_report",
    ),
    path(
        "beitrag/<int:pk>/zurueckziehen/",
        contributions.contribution_withdraw,
        name="contribution_withdraw",
    ),
    path(
        "kommentar/<int:pk>/antworten/", contributions.reply_create, name="reply_create"
    ),
    path("kommentar/<int:pk>/antworten/alle/", contributions.replies, name="replies"),
    path("kommentar/<int:pk>/melden/", reports.comment_report, name="comment_report"),
    path(
        "kommentar/<int:pk>/zurueckziehen/",
        contributions.comment_withdraw,
        name="comment_withdraw",
    ),
]
