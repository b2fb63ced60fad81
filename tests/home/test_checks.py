import pytest
from django.contrib.auth.models import Group
from django.core.checks import run_checks
from wagtail.models import Page, PageViewRestriction

from home import roles
from tests.factories.home import ContentPageFactory
from tests.leaks.home import restrict

pytestmark = pytest.mark.django_db


@pytest.fixture
def intranet(town):
    found = Page.objects.child_of(town).filter(slug="intranet").first()
    return found or restrict(
        ContentPageFactory(slug="intranet"), roles.INTRANET_READERS
    )


def findings():
    errors = run_checks(tags=["database"], databases=["default"])
    return [error.id for error in errors if error.id.startswith("home.")]


def test_founded_town_has_a_closed_intranet(intranet):
    assert findings() == []


def test_intranet_without_a_lock_is_found(intranet):
    PageViewRestriction.objects.filter(page=intranet).delete()

    assert findings() == ["home.E001"]


def test_lock_without_groups_closes_but_is_no_lock_of_ours(intranet):
    PageViewRestriction.objects.get(page=intranet).groups.clear()

    assert findings() == ["home.E001"]


@pytest.mark.parametrize("kind", ["login", "password"])
def test_weak_lock_inside_is_found(intranet, kind):
    page = ContentPageFactory(parent=intranet)
    # Past the signal that refuses it, as a careless import might do.
    PageViewRestriction.objects.bulk_create(
        [PageViewRestriction(page=page, restriction_type=kind)]
    )

    assert findings() == ["home.E002"]


def test_group_locks_below_are_welcome(intranet):
    page = ContentPageFactory(parent=intranet)
    restrict(page, roles.STAFF_COUNCIL)

    assert Group.objects.filter(name=roles.STAFF_COUNCIL).exists()
    assert findings() == []
