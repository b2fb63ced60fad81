"""The house's part of the demo town: its name, its people, its pages, its news."""

from datetime import timedelta
from pathlib import Path

from django.utils import timezone
from wagtail.models import Page, Site

from home.demo import people
from home.demo.library import picture
from home.demo.text import body, load
from home.demo.townspeople import (
    give_roles,
    make_absences,
    make_people,
    make_posts,
    make_profiles,
    make_units,
)
from home.models import (
    AccessibilityPage,
    ContentPage,
    HomePage,
    ServiceLink,
    TownNewsIndexPage,
    TownNewsPage,
    TownSettings,
)
from home.registries import DemoChapter

FILES = Path(__file__).parent
IN_MENU = {"digitale-stadt", "ortsteile"}
CLASSES = {"barrierefreiheit": AccessibilityPage}
COLOURS = {
    "main_colour": "#1f4d3a",
    "ground_colour": "#f6f0e6",
    "alert_colour": "#7a1f3d",
}


def make() -> None:
    people.forget()
    make_organisation(load(FILES / "organisation.toml"))
    people.forget()
    content = load(FILES / "pages.toml")
    front_page = HomePage.objects.get()
    name_town(content["town"], front_page)
    for row in content["pages"]:
        make_page(row, front_page)
    make_services(content["services"], front_page)
    make_news(content["town_news"])


def make_organisation(content: dict) -> None:
    units = make_units(content["units"])
    everyone = make_people(content["people"], content["citizens"])
    give_roles(content["people"], everyone)
    make_profiles(content["people"], everyone)
    make_posts(content["posts"], units)
    make_absences(content["people"], everyone)


def name_town(row: dict, front_page: HomePage) -> None:
    site = Site.objects.get(is_default_site=True)
    site.site_name = row["name"]
    site.save()
    town = TownSettings.for_site(site)
    if town.name == row["name"]:
        return
    for field in ("name", "address", "phone", "email", "opening_hours"):
        setattr(town, field, row[field])
    for field, colour in COLOURS.items():
        setattr(town, field, colour)
    town.feedback_email = row["email"]
    town.crest = picture("crest")
    town.save()
    front_page.title = row["name"]
    front_page.welcome = row["claim"]
    front_page.picture = picture("market")
    front_page.save_revision().publish()


def make_page(row: dict, front_page: HomePage) -> None:
    """Write a page, or the text of one that was laid without."""
    model = CLASSES.get(row["slug"], ContentPage)
    page = model.objects.child_of(front_page).filter(slug=row["slug"]).first()
    if page and page.body:
        return
    page = page or front_page.add_child(
        instance=model(title=row["title"], slug=row["slug"])
    )
    page.show_in_menus |= row["slug"] in IN_MENU
    page.title, page.introduction = row["title"], row["introduction"]
    page.body = body(row["body"])
    page.save_revision().publish()


def make_services(rows: list[dict], front_page: HomePage) -> None:
    if front_page.services.exists():
        return
    pages = {page.slug: page for page in Page.objects.child_of(front_page)}
    ServiceLink.objects.bulk_create(
        ServiceLink(
            home_page=front_page,
            title=row["title"],
            text=row["text"],
            page=pages[row["link"]],
            sort_order=position,
        )
        for position, row in enumerate(rows)
    )
    HomePage.objects.get().save_revision().publish()


def make_news(rows: list[dict]) -> None:
    index, today = TownNewsIndexPage.objects.get(), timezone.localdate()
    there = set(index.get_children().values_list("title", flat=True))
    for row in rows:
        if row["title"] in there:
            continue
        item = TownNewsPage(
            title=row["title"],
            introduction=row["introduction"],
            day=today + timedelta(days=row["day"]),
            body=body(row["body"]),
            picture=picture(row["picture"]),
        )
        index.add_child(instance=item).save_revision().publish()


chapter = DemoChapter(order=0, name="Rathaus, Menschen, Seiten", make=make)
