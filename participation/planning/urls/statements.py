"""Giving a statement, its receipt, its correction: addresses below /beteiligung/."""

urlpatterns = []
