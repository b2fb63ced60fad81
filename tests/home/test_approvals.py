from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse

from home import roles
from home.approvals import remind, sent_back_to, waiting_for
from home.models import Absence, FourEyesTaskState, Letter, Notice, TownNewsPage
from home.workdays import after_workdays, is_workday
from tests.factories.home import UserFactory
from tests.home.editing import APPROVERS, EDITORS, act, approve, submit

pytestmark = pytest.mark.django_db

WEDNESDAY = date(2027, 2, 3)


def told(person):
    return list(Notice.objects.filter(recipient=person).values_list("title", flat=True))


def test_approvers_are_asked_and_the_author_is_not(client, page, henrike):
    ben = UserFactory(roles=[EDITORS, APPROVERS])

    submit(client, ben, page)

    assert told(henrike) == ["Bitte freigeben: Neue Bänke"]
    assert told(ben) == []
    letter = Letter.objects.get()
    assert letter.to == henrike.email
    assert reverse("wagtailadmin_pages:edit", args=[page.pk]) in letter.body


def test_the_second_version_is_shown_beside_the_first(client, page, miriam, henrike):
    submit(client, miriam, page)
    approve(client, henrike, page)

    submit(client, miriam, page, title="Alte Bänke")

    url = Notice.objects.filter(recipient=henrike).latest("pk").url
    assert "/compare/live..." in url
    client.force_login(henrike)
    assert "Alte Bänke" in client.get(url).content.decode()


def test_the_author_learns_of_the_approval(client, page, miriam, henrike):
    submit(client, miriam, page)

    approve(client, henrike, page)

    assert told(miriam) == ["Freigegeben: Neue Bänke"]
    assert "Henrike" in Notice.objects.get(recipient=miriam).text


def test_the_author_learns_why_it_came_back(client, page, miriam, henrike):
    submit(client, miriam, page)
    extra = {
        "workflow-action-name": "reject",
        "workflow-action-extra-data": '{"comment": "Bitte den Ort nennen."}',
    }

    act(client, henrike, page, "action-workflow-action", **extra)

    assert told(miriam) == ["Zurückgegeben: Neue Bänke"]
    assert "Bitte den Ort nennen." in Notice.objects.get(recipient=miriam).text
    assert [task.title for task in sent_back_to(miriam)] == ["Überarbeiten: Neue Bänke"]
    assert waiting_for(henrike) == []


def test_no_mail_leaves_beside_the_outbox(client, page, miriam, henrike, mailoutbox):
    submit(client, miriam, page)
    approve(client, henrike, page)

    assert mailoutbox == []


@time_machine.travel(WEDNESDAY)
def test_a_decision_is_due_after_working_days(client, page, miriam, henrike):
    submit(client, miriam, page)

    (task,) = waiting_for(henrike)

    assert (task.title, task.due) == ("Freigeben: Neue Bänke", date(2027, 2, 8))


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(date(2027, 3, 25), date(2027, 3, 30), id="over Easter"),
        pytest.param(date(2027, 5, 26), date(2027, 5, 28), id="over Corpus Christi"),
        pytest.param(date(2027, 2, 5), date(2027, 2, 8), id="over a weekend"),
    ],
)
def test_the_next_working_day(day, expected):
    assert after_workdays(day, 1) == expected
    assert is_workday(expected)


def test_on_the_due_day_approvers_are_reminded_once(client, page, miriam, henrike):
    submit(client, miriam, page)
    due = FourEyesTaskState.objects.get().due_on

    assert remind(due - timedelta(days=1)) == 0
    assert remind(due) == 1
    assert remind(due) == 0

    assert told(henrike)[0] == "Bitte heute entscheiden: Neue Bänke"


def test_after_the_due_day_the_deputies_decide(client, page, miriam, henrike):
    piotr = UserFactory(roles=[roles.ADMINISTRATION])
    submit(client, miriam, page)
    assert waiting_for(piotr) == []

    remind(FourEyesTaskState.objects.get().due_on + timedelta(days=1))

    assert told(piotr) == ["Bitte vertreten: Neue Bänke"]
    assert len(waiting_for(UserFactory(roles=[roles.ADMINISTRATION]))) == 1
    approve(client, piotr, page)
    assert page.live


def test_deputies_are_asked_at_once_while_all_approvers_are_away(
    client, page, miriam, henrike
):
    today = date.today()  # noqa: DTZ011 - any zone will do
    Absence.objects.create(
        person=henrike,
        first_day=today - timedelta(days=2),
        last_day=today + timedelta(days=9),
    )
    piotr = UserFactory(roles=[roles.ADMINISTRATION])

    submit(client, miriam, page)

    assert told(piotr) == ["Bitte freigeben: Neue Bänke"]


def test_waiting_tasks_leave_out_what_one_wrote(client, page, henrike):
    ben = UserFactory(roles=[EDITORS, APPROVERS])
    submit(client, ben, page)

    assert waiting_for(ben) == []
    assert len(waiting_for(henrike)) == 1


@pytest.mark.parametrize("count", [1, 3])
def test_waiting_tasks_need_the_same_queries_for_any_number(
    client, branch, miriam, henrike, count, django_assert_num_queries
):
    for number in range(count):
        branch.refresh_from_db()
        new = branch.add_child(
            instance=TownNewsPage(title=f"Bank {number}", live=False, owner=miriam)
        )
        new.save_revision(user=miriam)
        new.get_workflow().start(new, miriam)

    with django_assert_num_queries(4):
        assert len(waiting_for(henrike)) == count


def test_a_member_of_no_group_waits_for_nothing(client, page, miriam, henrike):
    submit(client, miriam, page)

    assert waiting_for(UserFactory()) == []
