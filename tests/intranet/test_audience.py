import pytest
from django.contrib.auth.models import Group

from home import roles
from home.models import PageAudience
from home.visibility import can_see
from intranet.audience import reached, with_parts
from intranet.models import NewsIndexPage, NewsPage
from tests.factories.home import PostFactory, UnitFactory, UserFactory
from tests.factories.intranet import NewsPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def department():
    return UnitFactory(name="Fachbereich 3")


@pytest.fixture
def kita(department):
    return UnitFactory(name="Sachgebiet Kita", parent=department)


@pytest.fixture
def bauhof():
    return UnitFactory(name="Bauhof")


def reader(unit, **fields):
    person = UserFactory(roles=[roles.INTRANET_READERS], **fields)
    PostFactory(unit=unit, holder=person)
    return person


def test_news_for_a_unit_is_for_its_people_alone(kita, bauhof):
    news = NewsPageFactory(units=[kita])

    assert can_see(reader(kita), news)
    assert not can_see(reader(bauhof), news)


def test_news_for_a_department_is_for_its_sections_too(department, kita):
    news = NewsPageFactory(units=[department])

    assert can_see(reader(kita), news)


def test_news_for_a_section_is_not_for_the_whole_department(department, kita):
    news = NewsPageFactory(units=[kita])

    assert not can_see(reader(department), news)


def test_news_for_a_group_is_for_its_members(kita, bauhof):
    trainers = Group.objects.get(name=roles.TRAINERS)
    news = NewsPageFactory(units=[kita], groups=[trainers])
    trainer = reader(bauhof)
    trainer.groups.add(trainers)

    assert can_see(trainer, news)


def test_audience_is_narrowed_as_soon_as_the_page_is_online(kita, bauhof):
    page = NewsPage(title="Nur Kita", author=PostFactory(unit=kita), slug="nur-kita")
    page.units = [kita]
    NewsIndexPage.objects.get().add_child(instance=page)  # online, without a signal

    assert not can_see(reader(bauhof), page)


def test_audience_in_a_draft_changes_nothing(kita, bauhof):
    news = NewsPageFactory(units=[kita])
    news.units = []
    news.save_revision()

    assert not can_see(reader(bauhof), news)


def test_audience_is_widened_on_publication(kita, bauhof):
    news = NewsPageFactory(units=[kita])
    news.units = []
    news.save_revision().publish()

    assert can_see(reader(bauhof), news)
    assert not PageAudience.objects.filter(page=news).exists()


def test_audience_travels_with_a_copy(kita, bauhof):
    news = NewsPageFactory(units=[kita])

    copy = news.copy(update_attrs={"slug": "kopie"})

    assert copy.live
    assert not can_see(reader(bauhof), copy)


def test_news_can_come_back_for_fewer(kita, bauhof):
    news = NewsPageFactory()
    news.unpublish()
    news.units = [kita]
    news.save_revision().publish()

    assert not can_see(reader(bauhof), news)


def test_reached_counts_whom_the_news_is_for(department, kita, bauhof):
    reader(department)
    reader(kita)
    reader(bauhof)
    reader(kita, is_active=False)
    PostFactory(unit=kita, holder=UserFactory())  # without the right to read

    assert reached({department.pk}, set()).count() == 2
    assert reached({bauhof.pk, kita.pk}, set()).count() == 2


def test_reached_counts_nobody_twice(kita):
    person = reader(kita)
    PostFactory(unit=kita, holder=person)
    trainers = Group.objects.get(name=roles.TRAINERS)
    person.groups.add(trainers)

    assert reached({kita.pk}, {trainers.pk}).count() == 1


def test_reached_without_an_audience_is_every_reader(kita, bauhof):
    reader(kita)
    reader(bauhof)

    assert reached(set(), set()).count() == 2


@pytest.mark.parametrize("choice", ["kita", "bauhof", "department", "everyone"])
def test_reached_equals_those_who_can_see(department, kita, bauhof, choice):
    units = {"kita": [kita], "bauhof": [bauhof], "department": [department]}
    people = [reader(kita), reader(bauhof), reader(department), reader(kita)]
    chosen = units.get(choice, [])
    news = NewsPageFactory(units=chosen)

    count = reached({unit.pk for unit in chosen}, set()).count()

    assert count == sum(can_see(person, news) for person in people)


def test_with_parts_goes_all_the_way_down(department, kita):
    group = UnitFactory(parent=kita)

    assert with_parts({department.pk}) == {department.pk, kita.pk, group.pk}
