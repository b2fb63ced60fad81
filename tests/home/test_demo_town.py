import pytest
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.db import transaction

from home import roles
from home.demo import people
from home.demo.accounts import CITIZENS, PASSWORD, STAFF
from home.demo.chapter import make
from home.demo.library import picture
from home.demo.people import address, citizen, person, post, unit
from home.founding import found_town
from home.models import (
    Absence,
    AccessibilityPage,
    ContentPage,
    HomePage,
    Post,
    ServiceLink,
    StaffProfile,
    TownImage,
    TownNewsPage,
    TownSettings,
    Unit,
    User,
)
from tests.conftest import lay_roots

MODELS = [
    Absence,
    AccessibilityPage,
    ContentPage,
    EmailAddress,
    HomePage,
    Post,
    ServiceLink,
    StaffProfile,
    TownImage,
    TownNewsPage,
    TownSettings,
    Unit,
    User,
]


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The house's chapter, made once for all tests of this module, then undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        lay_roots()
        found_town()
        make()
        yield
        transaction.set_rollback(True)
    people.forget()


@pytest.fixture(autouse=True)
def _within_the_demo(request, django_db_blocker):
    if "demo" in request.fixturenames:
        with django_db_blocker.unblock():
            yield
    else:
        yield


def rows():
    return {model.__name__: model.objects.count() for model in MODELS}


def test_a_second_run_adds_nothing(demo):
    before = rows()

    make()

    assert rows() == before


def test_the_town_has_its_people(demo):
    assert StaffProfile.objects.count() == 30
    assert Unit.objects.filter(parent__key="stadt", key__startswith="fb").count() == 4
    assert citizen(1).pseudonym == "Rebläufer"
    assert citizen(80).email == "buerger-80@stadtraum.example"
    assert not citizen(17).has_usable_password()


@pytest.mark.parametrize("account", STAFF)
def test_staff_accounts_open_with_their_roles(demo, account):
    user = User.objects.get(email=address(account))

    assert user.check_password(PASSWORD)
    assert user.group_names == {roles.INTRANET_READERS, *STAFF[account]}
    assert EmailAddress.objects.get(user=user).verified
    assert not user.is_superuser


@pytest.mark.parametrize("account", CITIZENS)
def test_citizens_accounts_have_no_role(demo, account):
    user = User.objects.get(email=address(account))

    assert user.check_password(PASSWORD)
    assert user.group_names == set()


def test_chapters_find_people_posts_and_units(demo):
    assert person("redaktion") == person("miriam-krebsbach")
    assert post("stadtplanung").holder == person("planung")
    assert post("hochbau").holder is None
    assert unit("sg-it").parent == unit("fb1")


def test_somebody_is_away_today(demo):
    away = person("oskar-troendle")

    assert post("verkehr").person_in_charge() == post("verkehr").deputy != away


def test_the_front_page_bears_the_towns_name(demo):
    assert HomePage.objects.get().title == "Bad Rebenheim"
    assert TownSettings.objects.get().crest == picture("crest")
    assert HomePage.objects.get().services.count() == 8


def test_required_pages_have_their_text(demo):
    pages = [*ContentPage.objects.all(), *AccessibilityPage.objects.all()]

    assert [page.slug for page in pages if not page.body] == []


def test_pictures_are_drawn_once(demo):
    assert picture("marktplatz") == picture("market")


@pytest.mark.django_db
def test_a_real_town_is_not_turned_into_a_demo(settings):
    settings.DEMO_TOWN = False

    with pytest.raises(CommandError, match="DEMO_TOWN"):
        call_command("create_demo_town")

    assert not User.objects.exists()
