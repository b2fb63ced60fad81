"""The ways by which the directory leaves the house; news leaves it as pages."""

from urllib.parse import quote

from django.urls import reverse

from home.models import StaffProfile, Unit
from home.registries import Outlet, outlets
from intranet.models import NewsPage


def people(word):
    yield f"{reverse('intranet:people')}?q={quote(word)}"
    yield reverse("intranet:people")
    for key in StaffProfile.objects.values_list("key", flat=True):
        for name in ("person", "person_edit", "card"):
            yield reverse(f"intranet:{name}", args=[key])


def units(word):
    yield reverse("intranet:units")
    for key in Unit.objects.values_list("key", flat=True):
        yield reverse("intranet:unit", args=[key])


def confirmations(word):
    for pk in NewsPage.objects.values_list("pk", flat=True):
        yield reverse("intranet:confirmations", args=[pk])


outlets += [
    Outlet("start page", ["intranet:start"], lambda word: [reverse("intranet:start")]),
    Outlet("confirmations of reading", ["intranet:confirmations"], confirmations),
    Outlet(
        "directory of people",
        ["intranet:people", "intranet:person", "intranet:person_edit", "intranet:card"],
        people,
    ),
    Outlet("directory of units", ["intranet:units", "intranet:unit"], units),
]
