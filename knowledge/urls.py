from django.urls import path

from knowledge import views

app_name = "knowledge"

urlpatterns = [
    path("", views.front, name="front"),
    path("artikel/", views.articles, name="articles"),
    path("artikel/<int:pk>/stimmt-noch/", views.confirm, name="confirm"),
    path("artikel/<int:pk>/hat-geholfen/", views.helped, name="helped"),
    path("artikel/<int:pk>/rueckmeldung/", views.feedback, name="feedback"),
    path("rueckmeldungen/", views.feedback_inbox, name="feedback_inbox"),
    path(
        "rueckmeldungen/<int:pk>/erledigt/", views.feedback_done, name="feedback_done"
    ),
]
