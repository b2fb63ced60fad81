"""Budgets of the intranet, for a member of staff."""

from datetime import date

from intranet.models import NewsIndexPage, StaffCouncilPage
from tests.budgets import Budget
from tests.factories.home import PostFactory, UnitFactory, UserFactory
from tests.factories.intranet import (
    AbsenceFactory,
    NewsPageFactory,
    QuickLinkFactory,
    StaffCouncilNewsPageFactory,
    StaffProfileFactory,
)
from tests.factories.knowledge import (
    ArticleFeedbackFactory,
    ArticlePageFactory,
    PageCareFactory,
)
from tests.factories.training import RegistrationFactory, SessionFactory
from tests.house import ROLES, STAFF


def start_page(house, count):
    news(house, count)
    QuickLinkFactory.create_batch(count)
    SessionFactory.create_batch(count)
    RegistrationFactory.create_batch(count, person=house.people[STAFF])
    for _number in range(count):
        article = ArticlePageFactory()
        owner = PostFactory(unit=house.unit, holder=house.people[STAFF])
        PageCareFactory(page=article, owner=owner, reviewed_on=date(2020, 1, 1))
        ArticleFeedbackFactory(page=article)
    for colleague in colleagues(house, count):
        AbsenceFactory(person=colleague.person, contact=PostFactory())
    return "/intranet/"


def news(house, count):
    for _number in range(count):
        NewsPageFactory(units=[house.unit], must_read=True)
    return NewsIndexPage.objects.get().get_url()


def news_item(house, count):
    units = UnitFactory.create_batch(count, parent=house.unit)
    return NewsPageFactory(units=[house.unit, *units], must_read=True).get_url()


def confirmations(house, count):
    colleagues(house, count)
    author = PostFactory(unit=house.unit, holder=house.people[STAFF])
    page = NewsPageFactory(units=[house.unit], author=author, must_read=True)
    return f"/intranet/aktuelles/{page.pk}/bestaetigungen/"


def staff_council(house, count):
    StaffCouncilNewsPageFactory.create_batch(count)
    return StaffCouncilPage.objects.get().get_url()


def staff_council_news(house, count):
    return StaffCouncilNewsPageFactory.create_batch(count)[0].get_url()


def colleagues(house, count):
    people = UserFactory.create_batch(count, last_name="Müller")
    for person in people:
        PostFactory(unit=house.unit, holder=person)
    return [StaffProfileFactory(person=person) for person in people]


def people(house, count):
    colleagues(house, count)
    return "/intranet/personen/?q=M%C3%BCller"


def person(house, count):
    [*_others, profile] = colleagues(house, count)
    PostFactory.create_batch(count, holder=profile.person, deputy=profile.person)
    return profile.get_absolute_url()


def own_profile(house, count):
    profile = StaffProfileFactory(person=house.people[STAFF])
    return f"{profile.get_absolute_url()}bearbeiten/"


def card(house, count):
    return f"{person(house, count)}visitenkarte.vcf"


def units(house, count):
    for unit in UnitFactory.create_batch(count, parent=house.unit):
        PostFactory(unit=unit, is_head=True, holder=UserFactory())
    return "/intranet/stellen/"


def unit(house, count):
    colleagues(house, count)
    UnitFactory.create_batch(count, parent=house.unit)
    return house.unit.get_absolute_url()


BUDGETS = [
    *[Budget("intranet:start", 25, start_page, visitor) for visitor in (STAFF, *ROLES)],
    Budget("page:intranet.IntranetPage", 25, start_page, STAFF),
    Budget("page:intranet.NewsIndexPage", 16, news, STAFF),
    Budget("page:intranet.NewsPage", 22, news_item, STAFF),
    Budget("page:intranet.StaffCouncilPage", 16, staff_council, STAFF),
    Budget("page:intranet.StaffCouncilNewsPage", 22, staff_council_news, STAFF),
    Budget("intranet:confirmations", 16, confirmations, STAFF),
    Budget("intranet:people", 8, people, STAFF),
    Budget("intranet:person", 8, person, STAFF),
    Budget("intranet:person_edit", 6, own_profile, STAFF),
    Budget("intranet:card", 6, card, STAFF),
    Budget("intranet:units", 7, units, STAFF),
    Budget("intranet:unit", 13, unit, STAFF),
]

NO_BUDGET = [("intranet:confirm", "answers a POST; its test counts")]
