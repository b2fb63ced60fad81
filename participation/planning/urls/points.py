"""Points that were given to a post: addresses below /beteiligung/."""

from django.urls import path

from participation.planning.views import points

urlpatterns = [
    path("meine-punkte/", points.my_points, name="my_points"),
    path("meine-punkte/<int:point>/", points.my_point, name="my_point"),
]
