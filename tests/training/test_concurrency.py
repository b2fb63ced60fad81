"""
Promises under a crowd, on PostgreSQL: thirty people at the same moment.

Each test has its proof: without the protection the same crowd breaks the promise.
"""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from home.founding import found_town
from tests.conftest import lay_roots
from tests.factories.home import UserFactory
from tests.factories.training import (
    PlaceFactory,
    SessionFactory,
    in_days,
)
from training import services
from training.models import Occupation, Registration, Session, SessionDate
from training.planning import save_session
from training.services import cancel, register

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        "connection.vendor != 'postgresql'", reason="only PostgreSQL has a crowd"
    ),
]
CROWD, SEATS = 30, 5


@pytest.fixture(autouse=True)
def _town(transactional_db):
    lay_roots()
    found_town()


def at_once(*acts):
    """Run every act in a thread of its own, all starting at the same moment."""
    start, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        try:
            connection.ensure_connection()  # opening it takes longer than the act
            start.wait(30)
            results[number] = act()
        except Exception as error:
            results[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return results


def crowd_registers(session):
    people = [UserFactory() for _ in range(CROWD)]
    return at_once(
        *(lambda person=person: register(session, person=person) for person in people)
    )


def test_crowd_leaves_exactly_the_number_of_seats():
    session = SessionFactory(seats=SEATS)

    results = crowd_registers(session)

    assert all(isinstance(result, Registration) for result in results)
    assert session.registrations.registered().count() == SEATS
    assert session.registrations.waiting().count() == CROWD - SEATS


def test_crowd_oversells_without_the_lock(monkeypatch):
    monkeypatch.setattr(services, "hold", lambda session: None)
    session = SessionFactory(seats=SEATS)

    crowd_registers(session)

    assert session.registrations.registered().count() > SEATS


def test_one_person_clicking_often_has_one_seat():
    session, person = SessionFactory(seats=SEATS), UserFactory()

    at_once(*[lambda: register(session, person=person)] * 10)

    assert session.registrations.active().count() == 1


def test_simultaneous_cancellations_move_up_the_first_in_order():
    session = SessionFactory(seats=8)
    seated = [register(session, person=UserFactory()) for _ in range(8)]
    waiting = [register(session, person=UserFactory()) for _ in range(12)]

    at_once(*(lambda one=one: cancel(one, actor=one.person) for one in seated))

    registered = session.registrations.registered().order_by("pk")
    assert list(registered) == waiting[:8]


def planned_in(place):
    span = {"starts_at": in_days(3, "09:00"), "ends_at": in_days(3, "12:00")}
    template = SessionFactory(days=40, state="planned", place=None)
    template.place = place
    return lambda: save_session(template, dates=[SessionDate(**span)], trainers=[])


def test_twenty_bookings_of_a_room_leave_one():
    place = PlaceFactory()
    bookings = [planned_in(place) for _ in range(20)]

    results = at_once(*bookings)

    assert sum(isinstance(result, Session) for result in results) == 1
    assert sum(isinstance(result, ValidationError) for result in results) == 19
    assert Occupation.objects.filter(place=place).count() == 1


def places(number):
    """Several, since on a busy machine a crowd may happen to come one by one."""
    return [PlaceFactory() for _ in range(number)]


def overlap(place, bookings):
    at_once(*bookings)
    return Occupation.objects.filter(place=place).count() > 1


def test_bookings_of_a_room_overlap_without_the_constraint():
    crowds = {place: [planned_in(place) for _ in range(20)] for place in places(5)}
    name = "one_occupation_of_a_place_at_a_time"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = %s",
            [name],
        )
        definition = cursor.fetchone()[0]
        cursor.execute(f"ALTER TABLE training_occupation DROP CONSTRAINT {name}")
    try:
        assert any(overlap(place, bookings) for place, bookings in crowds.items())
    finally:
        Occupation.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute(
                f"ALTER TABLE training_occupation ADD CONSTRAINT {name} {definition}"
            )
