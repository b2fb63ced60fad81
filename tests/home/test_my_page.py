from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from home import registries, roles
from home.models import Notice
from home.notices import tell
from home.registries import MySection, WaitingTask
from tests.factories.home import UserFactory

pytestmark = pytest.mark.django_db

URL = reverse("home:my_page")


@pytest.fixture
def nina():
    return UserFactory(pseudonym="Nina vom Marktplatz")


@pytest.fixture
def as_nina(client, nina, town):
    client.force_login(nina)
    return client


def test_strangers_are_asked_to_sign_in(client, town):
    response = client.get(URL)

    assert response.status_code == 302
    assert response.url.startswith("/konto/")


def test_the_page_says_how_others_see_one(as_nina):
    body = as_nina.get(URL).content.decode()

    assert "Andere sehen Sie hier als „Nina vom Marktplatz“." in body
    assert "Nichts wartet auf Sie" in body
    assert "Noch keine Mitteilungen" in body


def test_tasks_stand_in_order_of_their_day(as_nina, monkeypatch):
    tomorrow = timezone.localdate() + timedelta(days=1)
    tasks = [
        WaitingTask("Später", "/spaeter/", "Freigabe"),
        WaitingTask("Morgen", "/morgen/", "Prüfung", tomorrow),
        WaitingTask("Längst", "/laengst/", "Prüfung", date(2020, 5, 3)),
    ]
    monkeypatch.setattr(registries, "task_sources", [lambda person: tasks])

    response = as_nina.get(URL)

    titles = [task.title for task in response.context["tasks"]]
    assert titles == ["Längst", "Morgen", "Später"]
    assert response.content.decode().count("überfällig") == 1


def test_rooms_bring_their_sections(as_nina, nina, monkeypatch):
    sections = [
        MySection(20, "Meine Kurse", "home/my/_account.html", lambda person: None),
        MySection(
            10,
            "Meine Beiträge",
            "components/empty.html",
            lambda person: {"title": f"Noch keine von {person.pseudonym}"},
        ),
    ]
    monkeypatch.setattr(registries, "my_sections", sections)

    response = as_nina.get(URL)

    assert [s.title for s, _ in response.context["sections"]] == ["Meine Beiträge"]


def test_notices_of_others_are_not_shown(as_nina):
    tell(UserFactory(), "Nicht für Nina")

    assert "Nicht für Nina" not in as_nina.get(URL).content.decode()


def test_unread_notices_stand_in_front(as_nina, nina):
    old = tell(nina, "Neu und ungelesen")
    Notice.objects.filter(pk=old.pk).update(
        created_at=timezone.now() - timedelta(days=9)
    )
    read = tell(nina, "Schon gelesen")
    Notice.objects.filter(pk=read.pk).update(read_at=timezone.now())

    titles = [notice.title for notice in as_nina.get(URL).context["notices"]]

    assert titles == ["Neu und ungelesen", "Schon gelesen"]


def test_ten_notices_fit_on_a_page(as_nina, nina):
    for number in range(12):
        tell(nina, f"Mitteilung {number}", by_mail=False)

    assert len(as_nina.get(URL).context["notices"]) == 10
    assert len(as_nina.get(URL, {"page": 2}).context["notices"]) == 2


def test_opening_a_notice_marks_it_as_read(as_nina, nina):
    notice = tell(nina, "Neue Bänke", url="/neues/")

    response = as_nina.get(reverse("home:notice_open", args=[notice.pk]))

    assert response.url == "/neues/"
    notice.refresh_from_db()
    assert notice.read_at is not None


def test_a_notice_of_somebody_else_is_not_there(as_nina):
    notice = tell(UserFactory(), "Geheim", url="/geheim/")

    response = as_nina.get(reverse("home:notice_open", args=[notice.pk]))

    assert response.status_code == 404
    notice.refresh_from_db()
    assert notice.read_at is None


@pytest.mark.parametrize(
    ("which", "left"), [("one", 1), ("all", 0), ("nonsense", 2), ("foreign", 2)]
)
def test_notices_are_marked_as_read(as_nina, nina, which, left):
    first, _second = tell(nina, "Eins"), tell(nina, "Zwei")
    foreign = tell(UserFactory(), "Fremd")
    number = {"one": first.pk, "all": "", "nonsense": "1 OR 1", "foreign": foreign.pk}

    as_nina.post(reverse("home:notices_read"), {"notice": number[which]})

    assert nina.notices.unread().count() == left
    assert Notice.objects.filter(pk=foreign.pk).unread().exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_needs_the_same_queries_for_any_number(
    as_nina, nina, count, django_assert_max_num_queries
):
    nina.groups.add(UserFactory(roles=[roles.ADMINISTRATION]).groups.get())
    for number in range(count):
        tell(nina, f"Mitteilung {number}", by_mail=False)

    with django_assert_max_num_queries(25) as queries:
        as_nina.get(URL)

    assert len(queries) == len({q["sql"] for q in queries.captured_queries})
