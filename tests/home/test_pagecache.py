"""Pages for anonymous readers are kept for a moment, and nothing else ever is."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone
from wagtail.models import PageViewRestriction

from home import pagecache, roles
from home.models import ContentPage
from home.pagecache import PageCacheMiddleware, drop_all, seconds_to_keep
from tests.factories.home import ContentPageFactory, UserFactory

pytestmark = pytest.mark.django_db


class House:
    """An application that counts how often it is asked."""

    def __init__(self, **answer):
        self.asked = 0
        self.answer = answer

    def __call__(self, request):
        self.asked += 1
        return HttpResponse(f"Antwort {self.asked}", **self.answer)


def ask(house, path="/", **kwargs):
    request = RequestFactory().get(path, **kwargs)
    return PageCacheMiddleware(house)(request)


def test_second_reader_needs_no_query(town, client, django_assert_num_queries):
    client.get("/")  # writes the settings of a new town, which is a change
    first = client.get("/")

    with django_assert_num_queries(0):
        second = Client().get("/")

    assert second.content == first.content
    assert second.headers == first.headers


@pytest.mark.parametrize(
    "kwargs",
    [
        {"headers": {"Cookie": "sitzung=abc"}},
        {"headers": {"Cookie": "fremd=1"}},
        {"headers": {"HX-Request": "true"}},
        {"headers": {"Authorization": "Basic abc"}},
        {"path": "/?q=" + "x" * 300},
        {"path": "/intranet/"},
        {"path": "/konto/anmelden/"},
        {"path": "/verwaltung/"},
        {"path": "/dateien/images/a.png"},
        {"path": "/meine-seite/"},
    ],
    ids=str,
)
def test_request_is_answered_anew(kwargs):
    house = House()

    ask(house, **kwargs)
    ask(house, **kwargs)

    assert house.asked == 2


@pytest.mark.parametrize(
    "answer",
    [
        {"status": 404},
        {"status": 302},
        {"status": 500},
        {"headers": {"Cache-Control": "private"}},
        {"headers": {"Cache-Control": "no-store"}},
        {"headers": {"Cache-Control": "max-age=0, no-cache, must-revalidate"}},
    ],
    ids=str,
)
def test_answer_is_not_kept(answer):
    house = House(**answer)

    ask(house)
    ask(house)

    assert house.asked == 2


def test_answer_that_sets_a_cookie_is_not_kept():
    answers = []

    def house(request):
        answers.append(HttpResponse("Formular"))
        answers[-1].set_cookie("formular", "geheim")
        return answers[-1]

    ask(house)
    ask(house)

    assert len(answers) == 2


def test_stream_is_not_kept():
    answers = []

    def house(request):
        answers.append(StreamingHttpResponse(["Datei"]))
        return answers[-1]

    ask(house)
    ask(house)

    assert len(answers) == 2


@pytest.mark.parametrize("method", ["post", "head", "options"])
def test_only_get_is_kept(method):
    house = House()
    request = getattr(RequestFactory(), method)

    PageCacheMiddleware(house)(request("/"))
    PageCacheMiddleware(house)(request("/"))

    assert house.asked == 2


def test_order_of_the_query_does_not_matter():
    house = House()

    ask(house, "/?a=1&b=2")
    ask(house, "/?b=2&a=1")
    assert house.asked == 1

    ask(house, "/?a=2&b=1")
    assert house.asked == 2


def test_hosts_and_schemes_are_kept_apart(settings):
    settings.ALLOWED_HOSTS = ["eine.example", "andere.example"]
    house = House()

    ask(house, headers={"Host": "eine.example"})
    ask(house, headers={"Host": "andere.example"})
    ask(house, headers={"Host": "eine.example"}, secure=True)

    assert house.asked == 3


def test_signed_in_reader_gets_a_page_of_their_own(town, client):
    client.get("/")
    client.force_login(UserFactory(roles=[roles.INTRANET_READERS]))

    assert "no-store" in client.get("/")["Cache-Control"]


def text_of(page):
    return Client().get(page.get_url()).content.decode()


def test_publication_is_seen_at_once(town):
    page = ContentPageFactory(title="Vorher")
    assert "Vorher" in text_of(page)

    page.title = "Nachher"
    page.save_revision().publish()

    assert "Nachher" in text_of(page)


def test_page_taken_offline_is_gone_at_once(town):
    page = ContentPageFactory()
    text_of(page)

    ContentPage.objects.get(pk=page.pk).unpublish()

    assert Client().get(page.get_url()).status_code == 404


def test_closed_page_is_gone_at_once(town):
    page = ContentPageFactory()
    text_of(page)

    PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.GROUPS
    )

    assert Client().get(page.get_url()).status_code == 404


def test_deleted_page_is_gone_at_once(town):
    page = ContentPageFactory()
    text_of(page)

    page.delete()

    assert Client().get(page.get_url()).status_code == 404


def test_expired_page_is_gone_at_its_moment(town):
    moment = timezone.now() + timedelta(seconds=20)
    page = ContentPageFactory(expire_at=moment)
    assert Client().get(page.get_url()).status_code == 200

    with time_machine.travel(moment + timedelta(seconds=1), tick=False):
        assert Client().get(page.get_url()).status_code == 404


@pytest.mark.parametrize(
    ("now", "seconds"),
    [
        (datetime(2027, 3, 1, 12, tzinfo=UTC), 60),
        (datetime(2027, 3, 1, 22, 59, 40, tzinfo=UTC), 20),  # 23:59:40 in Berlin
        (datetime(2027, 7, 1, 21, 59, 40, tzinfo=UTC), 20),  # summer time
    ],
)
def test_nothing_is_kept_beyond_midnight(db, now, seconds):
    with time_machine.travel(now, tick=False):
        assert seconds_to_keep() == seconds


def test_page_kept_while_something_changed_is_not_shown():
    """Whoever was asked before the change may answer after it, with the old text."""
    house = House()

    def slow(request):
        answer = house(request)
        drop_all()
        return answer

    ask(slow)

    assert ask(house).content == b"Antwort 2"


def test_change_counts_again_when_it_has_committed(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        drop_all()
        during = pagecache.generation()

    assert pagecache.generation() != during


def test_lost_generation_does_not_bring_old_pages_back():
    house = House()
    ask(house)
    pagecache.cache.delete(pagecache.GENERATION)

    assert ask(house).content == b"Antwort 2"
