"""Budgets of what the house itself shows."""

from wagtail.models import Site

from home.models import HomePage, ServiceLink, TownNewsIndexPage, TownSettings
from home.notices import tell
from home.rights import INTERNAL_COLLECTION
from home.unsubscribing import unsubscribe_url
from tests.budgets import Budget
from tests.factories.home import (
    AccessibilityPageFactory,
    ContentPageFactory,
    TownDocumentFactory,
    TownImageFactory,
    TownNewsPageFactory,
    collection_named,
)
from tests.house import CITIZEN, STAFF

MAILS = "/meine-seite/mails/"


def front_page(house, count):
    front_page = HomePage.objects.get()
    front_page.picture = TownImageFactory()
    front_page.save()
    for page in ContentPageFactory.create_batch(count, show_in_menus=True):
        ServiceLink.objects.create(home_page=front_page, page=page, title=page.title)
    index = news_index(house)
    for _number in range(count):
        TownNewsPageFactory(parent=index, picture=TownImageFactory())
    return "/"


def content_page(house, count):
    page = ContentPageFactory()
    ContentPageFactory.create_batch(count, parent=page)
    return page.get_url()


def accessibility_page(house, count):
    return AccessibilityPageFactory().get_url()


def news(house, count):
    index = news_index(house)
    for _number in range(count):
        TownNewsPageFactory(parent=index, picture=TownImageFactory())
    return index.get_url()


def news_item(house, count):
    index = news_index(house)
    return TownNewsPageFactory.create_batch(count, parent=index)[0].get_url()


def news_index(house):
    found = TownNewsIndexPage.objects.first()
    return found or house.front_page.add_child(
        instance=TownNewsIndexPage(title="Aktuelles", slug="aktuelles")
    )


def my_page(house, count):
    for number in range(count):
        tell(house.people[CITIZEN], f"Neuigkeit {number}")
    return "/meine-seite/"


def my_data(house, count):
    my_page(house, count)
    return "/meine-seite/daten/"


def my_data_export(house, count):
    my_page(house, count)
    return "/meine-seite/daten/kopie/"


def end_of_mails(house, count):
    return unsubscribe_url(house.people[CITIZEN], "follows").partition("testserver")[2]


def erase_account(house, count):
    return "/meine-seite/daten/loeschen/"


def report_barrier(house, count):
    return "/barriere-melden/"


def barrier_reported(house, count):
    return "/barriere-melden/danke/"


def document(house, count):
    return TownDocumentFactory.create_batch(count)[0].url


def private_picture(house, count):
    collection = collection_named(INTERNAL_COLLECTION)
    pictures = TownImageFactory.create_batch(count, collection=collection)
    sizes = [picture.get_rendition("width-20") for picture in pictures]
    return sizes[0].url


def search(house, count):
    ContentPageFactory.create_batch(count, title="Gemüsemarkt")
    return "/suche/?q=Gemüse"


def suggestions(house, count):
    search(house, count)
    return "/suche/vorschlaege/?q=Gemüse"


def sitemap(house, count):
    ContentPageFactory.create_batch(count)
    return "/sitemap.xml"


def town_css(house, count):
    return "/stadt.css"


def admin_css(house, count):
    return "/verwaltung.css"


def crest(house, count):
    town = TownSettings.for_site(Site.objects.get())
    town.crest = TownImageFactory()
    town.save()
    return "/wappen.webp"


BUDGETS = [
    Budget("page:home.HomePage", 10, front_page),
    Budget("page:home.ContentPage", 12, content_page),
    Budget("page:home.AccessibilityPage", 12, accessibility_page),
    Budget("page:home.TownNewsIndexPage", 12, news),
    Budget("page:home.TownNewsPage", 12, news_item),
    Budget("home:search", 10, search),
    Budget("home:search", 10, search, STAFF),
    Budget("home:suggestions", 10, suggestions, STAFF),
    Budget("home:sitemap", 4, sitemap),
    Budget("home:robots", 0, lambda house, count: "/robots.txt"),
    Budget("home:my_page", 25, my_page, CITIZEN),
    Budget("home:town_css", 1, town_css),
    Budget("home:admin_css", 1, admin_css),
    Budget("home:crest", 3, crest),
    # One question for each kind of personal data that the rooms register.
    Budget("home:my_data", 48, my_data, CITIZEN),
    Budget("home:my_data_export", 48, my_data_export, CITIZEN),
    Budget("home:mail_settings", 10, lambda house, count: MAILS, CITIZEN),
    Budget("home:unsubscribe", 8, end_of_mails),
    Budget("home:erase_account", 10, erase_account, CITIZEN),
    Budget("home:report_barrier", 6, report_barrier),
    Budget("home:barrier_reported", 6, barrier_reported),
    Budget("wagtaildocs_serve", 4, document),
    Budget("home:private_file", 8, private_picture, STAFF),
]

NO_BUDGET = [
    ("wagtail_serve", "each page type has its own"),
    ("home:notice_open", "leads elsewhere"),
    ("home:notices_read", "answers a POST by redirect"),
    ("home:alive", "asks nothing"),
    ("home:policy_report", "takes what browsers report, and asks nothing"),
    ("home:ready", "asks what its test says"),
    ("wagtailcore_authenticate_with_password", "shared passwords are switched off"),
    ("wagtaildocs_authenticate_with_password", "shared passwords are switched off"),
]
