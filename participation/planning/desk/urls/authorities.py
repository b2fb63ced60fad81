"""Authorities: addresses of the desk."""

urlpatterns = []
