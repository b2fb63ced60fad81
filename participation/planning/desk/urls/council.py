"""Council and result: addresses of the desk."""

urlpatterns = []
