"""Role × moment: who may register, cancel, plan and run, and when."""

import pytest
from django.contrib.auth.models import AnonymousUser

from home import roles
from tests.factories.home import UserFactory
from tests.factories.training import RegistrationFactory, SessionFactory, in_days
from training.models import Registration, Session
from training.permissions import (
    Reason,
    can_cancel,
    can_plan,
    can_register,
    can_run,
)

pytestmark = pytest.mark.django_db
TODAY = in_days(0, "08:00")


def counted(session, taken=0, waiting=0):
    session.taken, session.waiting = taken, waiting
    return session


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        pytest.param({}, None, id="open"),
        pytest.param({"opens_at": in_days(1)}, Reason.NOT_YET, id="not yet open"),
        pytest.param({"closes_at": in_days(-1)}, Reason.CLOSED, id="closed"),
        pytest.param({"closes_at": in_days(0, "08:00")}, Reason.CLOSED, id="at once"),
        pytest.param({"closes_at": in_days(0, "08:01")}, None, id="a minute before"),
        pytest.param({"days": -7}, Reason.BEGUN, id="over"),
        pytest.param({"state": "planned"}, Reason.NOT_ANNOUNCED, id="being planned"),
        pytest.param({"state": "cancelled"}, Reason.CANCELLED, id="cancelled"),
        pytest.param({"state": "done"}, Reason.NOT_ANNOUNCED, id="closed by trainers"),
    ],
)
def test_can_register_by_moment(fields, reason):
    session = counted(SessionFactory(**fields))

    assert can_register(session, TODAY).reason == reason


@pytest.mark.parametrize(
    ("taken", "waiting", "has_list", "expected"),
    [
        pytest.param(1, 0, True, (None, False), id="a seat is left"),
        pytest.param(2, 0, True, (None, True), id="full, with a list"),
        pytest.param(2, 0, False, (Reason.FULL, False), id="full, without a list"),
        pytest.param(1, 1, True, (None, True), id="somebody waits already"),
    ],
)
def test_can_register_by_seats(taken, waiting, has_list, expected):
    session = counted(
        SessionFactory(seats=2, has_waiting_list=has_list), taken, waiting
    )

    answer = can_register(session, TODAY)

    assert (answer.reason, answer.waits) == expected


@pytest.mark.parametrize(
    ("days", "state", "reason"),
    [
        pytest.param(7, "registered", None, id="before it begins"),
        pytest.param(7, "waiting", None, id="waiting"),
        pytest.param(7, "cancelled", Reason.NOT_ACTIVE, id="cancelled before"),
        pytest.param(7, "unplaced", Reason.NOT_ACTIVE, id="no seat became free"),
        pytest.param(-1, "registered", Reason.BEGUN, id="begun"),
    ],
)
def test_can_cancel_by_moment(days, state, reason):
    registration = RegistrationFactory(session=SessionFactory(days=days), state=state)

    assert can_cancel(registration, TODAY).reason == reason


def test_refusals_say_when():
    session = counted(SessionFactory(opens_at=in_days(1)))

    assert "Die Anmeldung beginnt am" in can_register(session, TODAY).words


def test_every_reason_has_words():
    from training.permissions import Answer

    assert all(Answer(reason, in_days(1)).words for reason in Reason)


WHO = {
    "anonymous": lambda: AnonymousUser(),
    "citizen": UserFactory,
    "staff": lambda: UserFactory(roles=[roles.INTRANET_READERS]),
    "editor": lambda: UserFactory(roles=[roles.INTRANET_EDITORS]),
    "trainer": lambda: UserFactory(roles=[roles.TRAINERS]),
    "lead": lambda: UserFactory(roles=[roles.TRAINING_LEADS]),
    "administrator": lambda: UserFactory(is_superuser=True),
    "blocked trainer": lambda: UserFactory(roles=[roles.TRAINERS], is_active=False),
    "blocked lead": lambda: UserFactory(roles=[roles.TRAINING_LEADS], is_active=False),
}


@pytest.mark.parametrize(
    ("who", "plans", "runs_own", "runs_others"),
    [
        ("anonymous", False, False, False),
        ("citizen", False, False, False),
        ("staff", False, False, False),
        ("editor", False, False, False),
        ("trainer", True, True, False),
        ("lead", True, True, True),
        ("administrator", True, True, True),
        ("blocked trainer", False, False, False),
        ("blocked lead", False, False, False),
    ],
)
@pytest.mark.parametrize("state", Session.State.values)
@pytest.mark.parametrize("days", [-7, 0, 7], ids=["over", "today", "to come"])
def test_who_plans_and_runs_sessions(who, plans, runs_own, runs_others, state, days):
    person = WHO[who]()
    named = [person] if person.pk else []
    own = SessionFactory(state=state, days=days, trainers=named)
    other = SessionFactory(state=state, days=days)

    assert can_plan(person) == plans
    assert can_run(person, own) == runs_own
    assert can_run(person, other) == runs_others


@pytest.mark.parametrize("who", WHO)
def test_queryset_of_run_sessions_agrees_with_the_predicate(who):
    person = WHO[who]()
    own = SessionFactory(trainers=[person] if person.pk else [])
    sessions = [own, SessionFactory()]

    expected = [session for session in sessions if can_run(person, session)]

    assert list(Session.objects.run_by(person).order_by("pk")) == expected


@pytest.mark.parametrize("who", WHO)
def test_registrations_are_seen_by_their_owner_alone(who):
    person = WHO[who]()
    RegistrationFactory()

    assert not Registration.objects.visible_to(person).exists()
