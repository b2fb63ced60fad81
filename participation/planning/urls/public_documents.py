"""Documents that were published, for everybody: addresses below /beteiligung/."""

urlpatterns = []
