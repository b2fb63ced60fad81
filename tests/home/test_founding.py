import pytest
from django.contrib.auth.models import Group
from wagtail.models import Site

from home.founding import found_town
from home.models import HomePage
from home.roles import ALL_ROLES

pytestmark = pytest.mark.django_db


def test_found_town_twice_lays_one_front_page():
    found_town()
    found_town()

    assert Site.objects.get().root_page.specific == HomePage.objects.get()


def test_front_page_answers(client, town):
    assert client.get("/").status_code == 200


def test_founded_town_has_no_groups_but_its_own(town):
    assert {group.name for group in Group.objects.all()} == set(ALL_ROLES)
