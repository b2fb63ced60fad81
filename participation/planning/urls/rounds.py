"""The page of one round: addresses below /beteiligung/."""

urlpatterns = []
