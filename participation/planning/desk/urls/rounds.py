"""Rounds and notices: addresses of the desk."""

urlpatterns = []
