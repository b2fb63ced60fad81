"""The weighing: addresses of the desk."""

urlpatterns = []
