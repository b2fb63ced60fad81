"""What an authority opens by its personal link: addresses below /beteiligung/."""

urlpatterns = []
