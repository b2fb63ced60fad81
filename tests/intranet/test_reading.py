import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from wagtail.management.commands.purge_revisions import purge_revisions

from home import roles
from home.registries import tasks_for
from intranet.models import NewsPage, ReadConfirmation, ReadingDuty
from intranet.services import confirm_reading
from tests.factories.home import PostFactory, UnitFactory, UserFactory
from tests.factories.intranet import NewsPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader():
    return UserFactory(roles=[roles.INTRANET_READERS])


def is_asked(person):
    return ReadingDuty.objects.open_for(person).exists()


def publish_change(news, **fields):
    news = NewsPage.objects.get(pk=news.pk)
    for name, value in fields.items():
        setattr(news, name, value)
    news.save_revision().publish()
    return news


def test_news_to_be_read_asks_until_it_is_confirmed(reader):
    news = NewsPageFactory(must_read=True)
    assert is_asked(reader)

    confirm_reading(news, reader)

    assert not is_asked(reader)


def test_ordinary_news_asks_nobody(reader):
    NewsPageFactory()

    assert not is_asked(reader)


def test_confirming_twice_counts_once(reader):
    news = NewsPageFactory(must_read=True)

    confirm_reading(news, reader)
    confirm_reading(news, reader)

    assert news.confirmations.count() == 1


def test_database_refuses_a_second_confirmation(reader):
    confirmation = confirm_reading(NewsPageFactory(must_read=True), reader)
    confirmation.pk = None

    with pytest.raises(IntegrityError):
        confirmation.save(force_insert=True)


def test_editorial_change_does_not_ask_again(reader):
    news = NewsPageFactory(must_read=True)
    confirm_reading(news, reader)

    publish_change(news, introduction="Ein Komma mehr.")

    assert not is_asked(reader)


def test_substantial_change_asks_again(reader):
    news = NewsPageFactory(must_read=True)
    confirm_reading(news, reader)

    publish_change(news, introduction="Jetzt gilt etwas anderes.", ask_again=True)

    assert is_asked(reader)


def test_confirmation_names_the_version_that_was_asked_for(reader):
    news = NewsPageFactory(must_read=True)
    asked = news.get_latest_revision().pk
    publish_change(news, introduction="Ein Komma mehr.")

    confirmation = confirm_reading(news, reader)

    assert confirmation.revision_id == asked


def test_news_that_need_not_be_read_any_more_asks_no_more(reader):
    news = NewsPageFactory(must_read=True)

    publish_change(news, must_read=False)

    assert not is_asked(reader)


def test_those_it_is_not_for_are_not_asked_and_cannot_confirm(reader):
    news = NewsPageFactory(must_read=True, units=[UnitFactory()])

    assert not is_asked(reader)
    with pytest.raises(PermissionDenied):
        confirm_reading(news, reader)
    assert not ReadConfirmation.objects.exists()


def test_confirmed_version_survives_the_purge(reader):
    news = NewsPageFactory(must_read=True)
    version = confirm_reading(news, reader).revision
    publish_change(news, ask_again=True)
    publish_change(news, introduction="Und noch einmal.")

    purge_revisions(pages=True, non_pages=False)

    assert news.revisions.filter(pk=version.pk).exists()


def test_news_with_confirmations_can_be_deleted(reader):
    news = NewsPageFactory(must_read=True)
    confirm_reading(news, reader)

    NewsPage.objects.get(pk=news.pk).delete()

    assert not ReadConfirmation.objects.exists()


def test_branch_with_confirmed_news_can_be_deleted(town, reader):
    news = NewsPageFactory(must_read=True)
    confirm_reading(news, reader)

    news.get_parent().delete()

    assert not ReadConfirmation.objects.exists()


def test_duty_is_a_task_on_the_start_page(reader):
    NewsPageFactory(title="Notruf im Haus", must_read=True)

    assert [task.title for task in tasks_for(reader)] == ["Notruf im Haus"]


def test_citizens_have_no_tasks_of_the_intranet():
    NewsPageFactory(must_read=True)

    assert tasks_for(UserFactory()) == []


def test_responsible_person_sees_who_has_not_confirmed(client, reader):
    author = PostFactory(holder=UserFactory(roles=[roles.INTRANET_READERS]))
    news = NewsPageFactory(must_read=True, author=author)
    confirm_reading(news, reader)
    client.force_login(author.holder)

    response = client.get(f"/intranet/aktuelles/{news.pk}/bestaetigungen/")

    assert (response.context["done"], response.context["total"]) == (1, 2)
    assert response.context["waiting"] == [author.holder]


@pytest.mark.parametrize(
    "role", [roles.INTRANET_EDITORS, roles.ADMINISTRATION, roles.STAFF_COUNCIL]
)
def test_nobody_else_sees_who_has_confirmed(client, role):
    news = NewsPageFactory(must_read=True)
    client.force_login(UserFactory(roles=[roles.INTRANET_READERS, role]))

    response = client.get(f"/intranet/aktuelles/{news.pk}/bestaetigungen/")

    assert response.status_code == 403
