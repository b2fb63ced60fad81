"""What people follow."""

from django.urls import path

from participation.views import following

urlpatterns = [
    path("folgen/", following.follows, name="follows"),
    path("folgen/<int:pk>/rhythmus/", following.change_rhythm, name="follow_rhythm"),
    path("folgen/<int:pk>/beenden/", following.end, name="follow_end"),
    path("folgen/<slug:kind>/<slug:key>/", following.follow, name="follow"),
    path("folgen/<slug:kind>/<slug:key>/beenden/", following.unfollow, name="unfollow"),
]
