"""Who sees which page: visitors × pages, locks, audiences, aliases, doors."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction

from home import roles
from home.models import ContentPage, PageAudience, User
from home.visibility import can_see, remembering, visible_pages
from tests.factories.home import (
    ContentPageFactory,
    PostFactory,
    UnitFactory,
    UserFactory,
)
from tests.leaks.home import restrict

pytestmark = pytest.mark.django_db

READERS = roles.INTRANET_READERS


def anonymous():
    return AnonymousUser()


def citizen():
    return UserFactory()


def staff():
    return UserFactory(roles=[READERS])


def inactive_staff():
    return UserFactory(roles=[READERS], is_active=False)


def council():
    return UserFactory(roles=[READERS, roles.STAFF_COUNCIL])


def superuser():
    return UserFactory(is_superuser=True)


def inactive_superuser():
    return UserFactory(is_superuser=True, is_active=False)


VISITORS = [
    anonymous,
    citizen,
    staff,
    inactive_staff,
    council,
    superuser,
    inactive_superuser,
]


def online():
    return ContentPageFactory()


def draft():
    return ContentPageFactory(live=False)


def expired():
    return ContentPageFactory(expire_at=timezone.now() - timedelta(seconds=1))


def expiring():
    return ContentPageFactory(expire_at=timezone.now() + timedelta(minutes=1))


def for_readers():
    return restrict(ContentPageFactory(), READERS)


def below_for_readers():
    return ContentPageFactory(parent=for_readers())


def for_the_council():
    return restrict(ContentPageFactory(), roles.STAFF_COUNCIL)


def for_the_council_inside():
    return restrict(ContentPageFactory(parent=for_readers()), roles.STAFF_COUNCIL)


def for_no_group():
    page = ContentPageFactory()
    lock(page, PageViewRestriction.GROUPS)
    return page


def for_whoever_is_signed_in():
    page = ContentPageFactory()
    lock(page, PageViewRestriction.LOGIN)
    return page


def mirror_of_a_closed_page():
    return alias(below_for_readers(), to=ContentPageFactory())


def alias(page, *, to):
    return CreatePageAliasAction(page, parent=to, update_slug="spiegel").execute(
        skip_permission_checks=True
    )


def lock(page, kind, **fields):
    return PageViewRestriction.objects.create(
        page=page, restriction_type=kind, **fields
    )


EVERYONE = {visitor.__name__ for visitor in VISITORS}
INSIDE = {"staff", "council", "superuser"}


@pytest.mark.parametrize("visitor", VISITORS)
@pytest.mark.parametrize(
    ("make", "seen_by"),
    [
        (online, EVERYONE),
        (draft, set()),
        (expired, set()),
        (expiring, EVERYONE),
        (for_readers, INSIDE),
        (below_for_readers, INSIDE),
        (for_the_council, {"council"}),
        (for_the_council_inside, {"council"}),
        (for_no_group, {"superuser"}),
        (for_whoever_is_signed_in, {"citizen"} | INSIDE),
        (mirror_of_a_closed_page, INSIDE),
    ],
)
def test_page_is_seen_by(town, visitor, make, seen_by):
    page = make()

    assert can_see(visitor(), page) == (visitor.__name__ in seen_by)


@pytest.mark.parametrize(
    ("units", "groups", "seen_by"),
    [
        (["Amt"], [], {"of the unit", "of a part of it", "superuser"}),
        (["Sachgebiet"], [], {"of a part of it", "superuser"}),
        ([], [roles.TRAINERS], {"trainer", "superuser"}),
        (
            ["Sachgebiet"],
            [roles.TRAINERS],
            {"of a part of it", "trainer", "superuser"},
        ),
        ([], [], {"of the unit", "of a part of it", "other", "trainer", "superuser"}),
    ],
)
def test_audience_narrows_who_may_read_the_section(town, units, groups, seen_by):
    office = UnitFactory(name="Amt")
    section = UnitFactory(name="Sachgebiet", parent=office)
    by_name = {"Amt": office, "Sachgebiet": section}
    people = {
        "of the unit": PostFactory(unit=office, holder=staff()).holder,
        "of a part of it": PostFactory(unit=section, holder=staff()).holder,
        "other": PostFactory(holder=staff()).holder,
        "trainer": UserFactory(roles=[READERS, roles.TRAINERS]),
        "superuser": superuser(),
        "anonymous": anonymous(),
        "citizen": citizen(),
    }
    page = below_for_readers()
    audience = PageAudience.objects.create(page=page)
    audience.units.set([by_name[name] for name in units])
    audience.groups.set(Group.objects.filter(name__in=groups))

    assert {name for name, p in people.items() if can_see(p, page)} == seen_by


def test_visible_pages_of_a_type_are_of_that_type(town):
    page = ContentPageFactory()

    assert page in visible_pages(anonymous(), ContentPage)
    assert town not in visible_pages(anonymous(), ContentPage)


@pytest.mark.parametrize("count", [1, 3])
def test_visible_pages_need_two_queries_however_many_locks(
    town, django_assert_num_queries, count
):
    for _number in range(count):
        for_readers()

    with django_assert_num_queries(2):
        list(visible_pages(anonymous()))


def test_locks_are_looked_up_once_per_request(town, django_assert_num_queries):
    visitor = anonymous()

    with remembering(), django_assert_num_queries(3):
        list(visible_pages(visitor))
        list(visible_pages(visitor).in_menu())


@pytest.mark.parametrize(
    "kind", [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD]
)
def test_inside_only_groups_close_a_page(intranet, kind):
    page = ContentPageFactory(parent=intranet)

    with pytest.raises(ValidationError):
        lock(page, kind, password="geheim")


def test_shared_passwords_close_no_page_at_all(town):
    with pytest.raises(ValidationError):
        lock(ContentPageFactory(), PageViewRestriction.PASSWORD, password="geheim")


def test_alias_does_not_cross_the_border(intranet):
    page = ContentPageFactory(parent=intranet)

    with pytest.raises(ValidationError):
        alias(page, to=ContentPageFactory())


@pytest.fixture
def intranet(town):
    """The intranet as its room lays it, or a page in its place."""
    found = Page.objects.child_of(town).filter(slug="intranet").first()
    return found or restrict(ContentPageFactory(slug="intranet"), READERS)


@pytest.mark.parametrize(
    "address", ["/intranet/", "/intranet/gibt-es-nicht/", "/intranet/wissen/?q=a"]
)
def test_anonymous_visitor_is_led_to_the_door(intranet, client, address):
    response = client.get(address)

    assert response.status_code == 302
    assert response["Location"].startswith("/konto/anmelden/?next=/intranet/")


def test_signed_in_visitor_without_the_right_finds_nothing_inside(intranet, client):
    client.force_login(citizen())
    page = ContentPageFactory(parent=intranet)

    answers = [client.get(page.get_url()), client.get("/intranet/gibt-es-nicht/")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_hidden_and_missing_pages_answer_alike(town, client):
    hidden = for_readers()

    answers = [client.get(hidden.get_url()), client.get("/gibt-es-nicht/")]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_what_was_built_for_somebody_follows_their_groups_and_the_locks(town):
    page, person = for_readers(), staff()
    assert can_see(person, page)

    person.groups.clear()
    left = User.objects.get(pk=person.pk)
    assert not can_see(left, page)

    PageViewRestriction.objects.filter(page=page).delete()
    assert can_see(left, page)


def test_what_was_built_for_somebody_follows_their_unit(town):
    bauamt, page, person = UnitFactory(), ContentPageFactory(), staff()
    PageAudience.objects.create(page=page).units.set([bauamt])
    assert not can_see(person, page)

    PostFactory(unit=bauamt, holder=person)

    assert can_see(User.objects.get(pk=person.pk), page)


@pytest.mark.parametrize(
    "query", ["?mode=preview", "?in_preview_panel=true", "?preview=1", "?_wagtail=1"]
)
def test_no_query_opens_a_draft(town, client, query):
    assert client.get(draft().get_url() + query).status_code == 404


@pytest.mark.parametrize("address", ["/alt%00/", "/alt/?a=%00", "/a%E4/"])
def test_no_address_breaks_the_search_for_redirects(town, client, address):
    Redirect.objects.create(old_path="/alt", redirect_link="/")

    assert client.get(address).status_code in {301, 404}


def test_redirects_tell_nothing_of_what_one_may_not_see(town, client):
    page = for_readers()
    Redirect.objects.create(old_path="/alt", redirect_page=page)
    Redirect.objects.create(old_path="/frei", redirect_page=ContentPageFactory())

    assert client.get("/alt/").status_code == 404
    assert client.get("/frei/").status_code == 301
