"""Statements: addresses of the desk."""

urlpatterns = []
