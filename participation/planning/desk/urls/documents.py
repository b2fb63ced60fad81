"""Documents and the proof of their publication: addresses of the desk."""

urlpatterns = []
