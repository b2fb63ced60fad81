from django.conf import settings
from django.urls import path
from django.views.generic import RedirectView

from home.accounts import demo
from home.views import (
    barriers,
    files,
    health,
    mails,
    my_data,
    my_page,
    policy,
    robots,
    search,
    town,
)

app_name = "home"

urlpatterns = [
    path("", town.front, name="front"),
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path("stadt.css", town.town_css, name="town_css"),
    path("verwaltung.css", town.admin_css, name="admin_css"),
    path("wappen.webp", town.crest, name="crest"),
    # Browsers ask for it beside whatever isn't a page of ours: data, files.
    path("favicon.ico", RedirectView.as_view(pattern_name="home:crest")),
    path("sitemap.xml", robots.sitemap, name="sitemap"),
    path("robots.txt", robots.robots, name="robots"),
    path("suche/", search.search, name="search"),
    path("suche/vorschlaege/", search.suggestions, name="suggestions"),
    path("meine-seite/", my_page.my_page, name="my_page"),
    path("meine-seite/gelesen/", my_page.notices_read, name="notices_read"),
    path("meine-seite/mitteilung/<int:pk>/", my_page.notice_open, name="notice_open"),
    path("meine-seite/daten/", my_data.my_data, name="my_data"),
    path("meine-seite/daten/kopie/", my_data.my_data_export, name="my_data_export"),
    path("meine-seite/daten/loeschen/", my_data.erase_account, name="erase_account"),
    path("meine-seite/mails/", mails.mail_settings, name="mail_settings"),
    path("abbestellen/<str:token>/", mails.unsubscribe, name="unsubscribe"),
    path("barriere-melden/", barriers.report, name="report_barrier"),
    path("barriere-melden/danke/", barriers.thanks, name="barrier_reported"),
    path("browser-meldung/", policy.policy_report, name="policy_report"),
    path("demo/post/", demo.mails, name="demo_mail"),
    path("dateien/<path:name>", files.private_file, name="private_file"),
]

if settings.DEMO_TOWN:
    urlpatterns += [path("muster/", town.patterns, name="patterns")]
