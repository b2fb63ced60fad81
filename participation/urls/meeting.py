"""Live questions: what moderators do with them during a meeting."""

from django.urls import path

from participation.views import meeting

urlpatterns = [
    path("moderation/frage/<int:pk>/zeigen/", meeting.show, name="show_question"),
    path("moderation/frage/<int:pk>/verbergen/", meeting.hide, name="hide_question"),
    path("moderation/frage/<int:pk>/aufrufen/", meeting.call_up, name="call_up"),
    path("moderation/frage/<int:pk>/zuruecklegen/", meeting.put_back, name="put_back"),
    path(
        "moderation/frage/<int:pk>/beantwortet/",
        meeting.mark_answered,
        name="mark_answered",
    ),
    path("moderation/fragen/<slug:slug>/<slug:key>/", meeting.desk, name="meeting"),
]
