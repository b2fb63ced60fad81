from datetime import date, timedelta

import pytest
import time_machine

from home.models import Letter, Notice, PageCare
from home.registries import tasks_for
from knowledge.services import confirm_page
from knowledge.tasks import remind_reviews
from tests.factories.intranet import AbsenceFactory

pytestmark = pytest.mark.django_db

DUE = date(2027, 6, 1)


@pytest.fixture
def care(article):
    PageCare.objects.exclude(page=article).update(review_on=date(2040, 1, 1))
    care = PageCare.objects.get(page=article)
    care.reviewed_on = date(2026, 6, 1)  # and so due on 1 June 2027
    care.save()
    return care


def told_on(day):
    """Who is told on a day, when the worker runs twice."""
    before = set(Notice.objects.values_list("pk", flat=True))
    with time_machine.travel(f"{day} 06:00 +02:00"):
        remind_reviews()
        remind_reviews()
    new = Notice.objects.exclude(pk__in=before).select_related("recipient")
    return [notice.recipient.first_name for notice in new]


def test_reviews_are_reminded_of_step_by_step(care):
    steps = {
        day: told_on(DUE + timedelta(days=day))
        for day in (-31, -30, -29, -1, 0, 1, 13, 14, 15, 200)
    }

    assert {day: told for day, told in steps.items() if told} == {
        -30: ["owner"],
        0: ["owner"],
        14: ["head"],
    }


def test_reminder_goes_by_mail_too(care):
    told_on(DUE)

    [letter] = Letter.objects.all()
    assert letter.subject == "Stimmt „Dienstreise beantragen“ noch?"


def test_worker_that_was_off_reminds_once_of_what_is_due_now(care):
    assert told_on(DUE + timedelta(days=5)) == ["owner"]


def test_deputy_is_told_while_the_owner_is_away(people, care):
    AbsenceFactory(person=people["owner"], first_day=DUE, last_day=DUE)

    assert told_on(DUE) == ["deputy"]


def test_confirmed_page_is_not_reminded_of_until_next_year(people, care):
    with time_machine.travel("2027-05-20 09:00 +02:00"):
        confirm_page(care.page, people["owner"])

    assert told_on(DUE) == []
    assert told_on(date(2028, 4, 20)) == ["owner"]


def test_withdrawn_page_is_not_reminded_of(care):
    care.page.unpublish()

    assert told_on(DUE) == []


def test_nobody_is_told_of_what_they_may_not_read(people, care):
    people["owner"].groups.clear()

    assert told_on(DUE) == []


@pytest.mark.parametrize(
    ("day", "freshness"),
    [
        pytest.param(-31, "fresh", id="more than a month before"),
        pytest.param(-29, "due", id="within the month"),
        pytest.param(0, "due", id="on the day"),
        pytest.param(1, "overdue", id="the day after"),
    ],
)
def test_badge_follows_the_calendar(care, day, freshness):
    with time_machine.travel(DUE + timedelta(days=day)):
        assert care.freshness == freshness


def test_due_review_is_a_task_of_the_owner_and_of_nobody_else(people, care):
    with time_machine.travel(DUE):
        tasks = {name: tasks_for(person) for name, person in people.items()}

    assert {name for name, found in tasks.items() if found} == {"owner"}
    assert tasks["owner"][0].due == DUE
