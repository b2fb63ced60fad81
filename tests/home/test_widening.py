"""Moves and copies that open pages to more people: asked first, and on record."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from home import roles
from home.models import AuditEntry, ContentPage
from home.widening import widening
from tests.factories.home import ContentPageFactory, UserFactory
from tests.leaks.home import restrict

pytestmark = pytest.mark.django_db

READERS = roles.INTRANET_READERS


@pytest.fixture
def administrator(client):
    person = UserFactory(is_superuser=True, is_staff=True)
    client.force_login(person)
    return person


@pytest.fixture
def closed(town):
    return restrict(ContentPageFactory(title="Drinnen"), READERS)


@pytest.fixture
def page(closed):
    page = ContentPageFactory(parent=closed, title="Dienstplan")
    ContentPageFactory(parent=page)
    return page


def section(role=None):
    page = ContentPageFactory(title="Ziel")
    return restrict(page, role) if role else page


def move(client, page, destination, **data):
    url = reverse("wagtailadmin_pages:move_confirm", args=[page.pk, destination.pk])
    return client.post(url, data)


def copy(client, page, destination, **data):
    form = {
        "new_title": page.title,
        "new_slug": "kopie",
        "new_parent_page": destination.pk,
        "copy_subpages": "on",
    }
    return client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), form | data)


def parent_of(page):
    return Page.objects.get(pk=page.pk).get_parent()


@pytest.mark.parametrize(
    ("role", "is_widened"),
    [(None, True), (READERS, False), (roles.TRAINERS, True)],
    ids=["to everyone", "to the same people", "to other people"],
)
def test_widening_depends_on_the_locks_above(page, closed, role, is_widened):
    found = widening(page, closed, section(role))

    assert bool(found) is is_widened


def test_widening_counts_pages_and_people(page, closed):
    UserFactory(roles=[READERS])
    UserFactory(roles=[READERS], is_active=False)

    found = widening(page, closed, section())

    assert (found.pages, found.before, found.after) == (2, 1, None)


def test_lock_of_its_own_goes_with_a_page(closed):
    page = restrict(ContentPageFactory(parent=closed), READERS)

    assert widening(page, closed, section()) is None


def test_move_out_asks_first(page, closed, administrator, client):
    response = move(client, page, section())

    assert parent_of(page) == closed.page_ptr
    assert "Künftig können mehr Menschen das lesen" in response.content.decode()
    assert "Alle, ohne sich anzumelden" in response.content.decode()


def test_confirmed_move_out_is_on_record(page, closed, administrator, client):
    destination = section()
    token = widening(page, closed, destination).token

    move(client, page, destination, widening_confirmed=token)

    assert parent_of(page) == destination.page_ptr
    entry = AuditEntry.objects.get(action="Leserkreis erweitert")
    assert entry.actor == administrator
    assert entry.data["seiten"] == 2
    assert entry.data["nachher"] is None


def test_confirmation_of_other_numbers_does_not_count(
    page, closed, administrator, client
):
    destination = section()
    token = widening(page, closed, destination).token
    ContentPageFactory(parent=page)

    move(client, page, destination, widening_confirmed=token)

    assert parent_of(page) == closed.page_ptr


def test_move_in_asks_nothing(page, closed, administrator, client):
    outside = ContentPageFactory()

    move(client, outside, closed)

    assert parent_of(outside) == closed.page_ptr
    assert not AuditEntry.objects.exists()


def test_move_by_code_is_on_record_too(page):
    page.move(section(), "last-child")

    assert AuditEntry.objects.filter(action="Leserkreis erweitert").count() == 1


def test_copy_out_asks_first(page, administrator, client):
    response = copy(client, page, section())

    assert not Page.objects.filter(slug="kopie").exists()
    assert "Künftig können mehr Menschen das lesen" in response.content.decode()


def test_confirmed_copy_out_is_on_record(page, closed, administrator, client):
    destination = section()
    token = widening(page, closed, destination).token

    copy(client, page, destination, widening_confirmed=token)

    assert Page.objects.get(slug="kopie").get_parent() == destination.page_ptr
    assert AuditEntry.objects.get(action="Leserkreis erweitert").data["seiten"] == 2


def test_question_keeps_what_was_typed(page, administrator, client):
    response = copy(client, page, section(), new_title='Plan "neu"')

    assert 'name="new_title" value="Plan &quot;neu&quot;"' in response.content.decode()


def test_several_pages_do_not_leave_a_closed_section_at_once(
    page, closed, administrator, client
):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])

    client.post(f"{url}?id={page.pk}", {"chooser": section().pk})

    assert parent_of(page) == closed.page_ptr


def test_alias_across_the_border_is_refused_in_words(town, administrator, client):
    inside = Page.objects.child_of(town).filter(slug="intranet").first()
    inside = inside or restrict(ContentPageFactory(slug="intranet"), READERS)
    page = ContentPageFactory(parent=inside)

    response = copy(client, page, section(), alias="on")

    assert response.status_code == 302
    assert ContentPage.objects.filter(slug="kopie").count() == 0
