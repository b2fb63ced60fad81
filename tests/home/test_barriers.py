from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from home import roles
from home.accessibility import tasks
from home.models import AccessibilityPage, BarrierReport, Letter, TownSettings
from home.tasks import tidy_up
from tests.factories.home import UserFactory

pytestmark = pytest.mark.django_db

URL = reverse("home:report_barrier")
REPORT = {"what": "Die Karte lässt sich nicht mit Tasten bedienen.", "where": "/neues/"}


@pytest.fixture
def settings_of_the_town(town):
    settings = TownSettings.for_site(town.get_site())
    settings.feedback_email = "barrieren@example.org"
    settings.save()


@pytest.fixture
def piotr(town):
    return UserFactory(roles=[roles.ADMINISTRATION])


def titles(person):
    return [task.title for task in tasks(person)]


def test_the_form_knows_where_one_came_from(client, town):
    body = client.get(URL, {"seite": "/neues/"}).content.decode()

    assert 'value="/neues/"' in body


def test_anybody_reports_a_barrier(client, settings_of_the_town):
    response = client.post(URL, REPORT)

    assert response.url == reverse("home:barrier_reported")
    report = BarrierReport.objects.get()
    assert (report.what, report.where) == (REPORT["what"], "/neues/")
    (letter,) = Letter.objects.all()
    assert letter.to == "barrieren@example.org"
    assert REPORT["what"] in letter.body


def test_whoever_leaves_an_address_gets_an_answer(client, settings_of_the_town, piotr):
    client.post(URL, REPORT | {"email": "rollator@example.org"})
    report = BarrierReport.objects.get()
    client.force_login(piotr)

    client.post(
        reverse("barrierreport:edit", args=[report.pk]),
        {"answer": "Die Karte hat jetzt eine Liste daneben."},
    )

    letters = Letter.objects.filter(to="rollator@example.org").order_by("pk")
    assert [letter.subject for letter in letters] == ["Ihre Meldung einer Barriere"] * 2
    assert "Liste daneben" in letters[1].body
    report.refresh_from_db()
    assert report.settled_by == piotr
    assert titles(piotr) == [t for t in titles(piotr) if "Beantworten" not in t]


@pytest.mark.parametrize("what", ["", "x" * 3001])
def test_an_empty_or_endless_report_is_refused_and_kept(client, town, what):
    response = client.post(URL, REPORT | {"what": what, "where": "Startseite"})

    assert response.status_code == 400
    assert "Startseite" in response.content.decode()
    assert not BarrierReport.objects.exists()


def test_programs_fall_into_the_trap(client, town):
    response = client.post(URL, REPORT | {"website": "https://werbung.example"})

    assert response.status_code == 302
    assert not BarrierReport.objects.exists()


def test_too_many_reports_from_one_address_are_refused(client, town):
    statuses = [client.post(URL, REPORT).status_code for _ in range(6)]

    assert statuses == [302] * 5 + [429]
    assert BarrierReport.objects.count() == 5


def test_a_report_is_a_task_for_thirty_days(client, town, piotr):
    client.post(URL, REPORT)

    (task,) = [task for task in tasks(piotr) if task.kind == "Gemeldete Barriere"]

    assert task.due == timezone.localdate() + timedelta(days=30)
    assert tasks(UserFactory(roles=[roles.PARTICIPATION_EDITORS])) == []


@pytest.mark.parametrize(("days", "due"), [(334, False), (336, True), (400, True)])
def test_the_declaration_is_checked_every_year(town, piotr, days, due):
    today = timezone.localdate()
    AccessibilityPage.objects.update(checked_on=today)

    with time_machine.travel(today + timedelta(days=days)):
        found = "Erklärung zur Barrierefreiheit prüfen" in titles(piotr)

    assert found is due


def test_required_pages_without_text_are_a_task(town, piotr):
    assert "Schreiben: Impressum" in titles(piotr)


def test_a_year_later_the_address_is_forgotten(client, town, piotr):
    client.post(URL, REPORT | {"email": "rollator@example.org"})
    BarrierReport.objects.update(settled_at=timezone.now() - timedelta(days=366))

    tidy_up()

    assert BarrierReport.objects.get().email == ""
