from django.conf import settings
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from home.views.errors import page_not_found

# The front end's only door is allauth: whoever knocks elsewhere is led there.
_to_login = RedirectView.as_view(pattern_name="account_login", query_string=True)
_to_reset = RedirectView.as_view(pattern_name="account_reset_password")

urlpatterns = [
    path("verwaltung/login/", _to_login),
    re_path(r"^verwaltung/password_reset/.*$", _to_reset),
    re_path(r"^_util/login/$", _to_login, name="wagtailcore_login"),
    re_path(r"^(?:django-)?admin/login/$", _to_login),
    # Wagtail's report of page types names pages of sealed branches.
    path("verwaltung/reports/page-types-usage/", page_not_found),
    path("verwaltung/reports/page-types-usage/results/", page_not_found),
    path("verwaltung/", include(wagtailadmin_urls)),
    path("dokumente/", include(wagtaildocs_urls)),
    path("konto/", include("home.accounts.urls")),
    path("beteiligung/", include("participation.urls")),
    path("", include("participation.urls.screen")),
    path("intranet/wissen/", include("knowledge.urls")),
    path("intranet/", include("intranet.urls")),
    path("", include("training.urls")),
    path("", include("home.urls")),
]

if settings.SERVE_MEDIA:
    urlpatterns += [
        re_path(r"^medien/(?P<path>.*)$", serve, {"document_root": settings.MEDIA_ROOT})
    ]

urlpatterns += [path("", include(wagtail_urls))]

handler400 = "home.views.errors.bad_request"
handler403 = "home.views.errors.permission_denied"
handler404 = "home.views.errors.page_not_found"
handler500 = "home.views.errors.server_error"
