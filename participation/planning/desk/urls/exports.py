"""Exports: addresses of the desk."""

urlpatterns = []
