from datetime import timedelta

import pytest
from django.utils import timezone

from home import roles, search
from home.models import SearchEntry
from home.registries import news_for, personal_data
from intranet.models import ReadConfirmation
from intranet.services import confirm_reading
from tests.factories.home import PostFactory, UnitFactory, UserFactory
from tests.factories.intranet import NewsPageFactory, StaffProfileFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    return UserFactory(roles=[roles.INTRANET_READERS])


def yesterday():
    return timezone.now() - timedelta(days=1)


def titles_found(user, words):
    keys = [pk for pk, _kind, _thing in search.find(user, words)]
    return {entry.title for entry in SearchEntry.objects.filter(pk__in=keys)}


def test_news_for_me_are_those_i_may_read(reader):
    NewsPageFactory(title="Für alle")
    NewsPageFactory(title="Für andere", units=[UnitFactory()])

    assert [item.title for item in news_for(reader, yesterday())] == ["Für alle"]


def test_old_news_are_not_new(reader):
    NewsPageFactory()

    assert news_for(reader, timezone.now() + timedelta(hours=1)) == []


def test_citizens_hear_nothing_of_the_intranet():
    NewsPageFactory()

    assert news_for(UserFactory(), yesterday()) == []


def test_search_finds_people_by_name_post_and_topic(reader):
    profile = StaffProfileFactory(about="Baumpatenschaften")
    PostFactory(holder=profile.person, title="Grünflächenplanung")

    assert "Heike Müller" in titles_found(reader, "Mueller")
    assert "Heike Müller" in titles_found(reader, "Gruenflaechenplanung")
    assert "Heike Müller" in titles_found(reader, "Baumpatenschaften")


def test_search_follows_when_a_post_changes_hands(reader):
    before, after = StaffProfileFactory(), StaffProfileFactory(person__first_name="Jan")
    post = PostFactory(holder=before.person, title="Vollstreckung")

    post.holder = after.person
    post.save()

    assert titles_found(reader, "Vollstreckung") - {post.unit.name} == {"Jan Müller"}


def test_search_finds_units(reader):
    UnitFactory(name="Stadtbücherei")

    assert titles_found(reader, "Stadtbuecherei") == {"Stadtbücherei"}


def test_search_shows_people_and_units_to_readers_alone():
    StaffProfileFactory()
    UnitFactory(name="Stadtbücherei")

    assert titles_found(UserFactory(), "Müller Stadtbücherei") == set()


def test_leavers_are_not_found(reader):
    profile = StaffProfileFactory()
    profile.person.is_active = False
    profile.person.save()

    assert titles_found(reader, "Müller") == set()


def test_person_takes_their_confirmations_along_and_leaves_none(reader):
    [entry] = [e for e in personal_data if e.model == "intranet.ReadConfirmation"]
    confirm_reading(NewsPageFactory(title="Notruf", must_read=True), reader)

    assert [row["page__title"] for row in entry.export(reader)] == ["Notruf"]
    assert entry.erase(reader) == 1
    assert not ReadConfirmation.objects.exists()
