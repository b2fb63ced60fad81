"""What the intranet hides: news from those it is not for, the directory from others."""

from home import roles
from tests.factories.home import PostFactory, UnitFactory, UserFactory
from tests.factories.intranet import (
    NewsPageFactory,
    StaffCouncilNewsPageFactory,
    StaffProfileFactory,
)
from tests.house import NOBODY, READERS_OF_THE_INTRANET, STAFF, SUPERUSER
from tests.leaks import HiddenThing


def news_for_all(house, secret):
    author = PostFactory(unit=house.unit, holder=house.people[STAFF])
    return NewsPageFactory(
        title=secret, introduction=secret, author=author, must_read=True
    )


def news_for_one_unit(house, secret):
    return NewsPageFactory(title=secret, introduction=secret, units=[house.unit])


def draft_news(house, secret):
    return NewsPageFactory(title=secret, introduction=secret, live=False)


def news_of_the_staff_council(house, secret):
    return StaffCouncilNewsPageFactory(title=secret, introduction=secret)


def colleague(house, secret):
    person = UserFactory(
        first_name="Heike", last_name=secret, roles=[roles.INTRANET_READERS]
    )
    PostFactory(unit=house.unit, holder=person, title=secret)
    return StaffProfileFactory(person=person, about=secret, room=secret)


def leaver(house, secret):
    person = UserFactory(first_name="Udo", last_name=secret, is_active=False)
    PostFactory(unit=house.unit, holder=person)
    return StaffProfileFactory(person=person, about=secret)


def unit(house, secret):
    return UnitFactory(name=secret, description=secret)


def its_address(thing):
    return [thing.get_absolute_url()]


def its_page(page):
    return [page.get_url()]


HIDDEN = [
    HiddenThing("news for all staff", news_for_all, READERS_OF_THE_INTRANET, its_page),
    HiddenThing(
        "news for one unit", news_for_one_unit, frozenset({STAFF, SUPERUSER}), its_page
    ),
    HiddenThing("news not yet approved", draft_news, NOBODY, its_page),
    HiddenThing(
        "news of the staff council",
        news_of_the_staff_council,
        READERS_OF_THE_INTRANET,
        its_page,
    ),
    HiddenThing("colleague", colleague, READERS_OF_THE_INTRANET, its_address),
    HiddenThing("colleague who left", leaver, NOBODY, its_address),
    HiddenThing("unit", unit, READERS_OF_THE_INTRANET, its_address),
]

NO_CONTENT = [("intranet:confirm", "answers a POST by redirect")]
