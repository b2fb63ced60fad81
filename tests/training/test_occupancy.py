import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction

from tests.factories.home import UserFactory
from tests.factories.training import PlaceFactory, SessionFactory, in_days
from training.models import Occupation, Session, SessionDate
from training.planning import call_off, save_session

pytestmark = pytest.mark.django_db


def stretch(start, end, day=7):
    return SessionDate(starts_at=in_days(day, start), ends_at=in_days(day, end))


def plan(session, *dates, trainers=()):
    return save_session(session, dates=list(dates), trainers=trainers)


@pytest.mark.parametrize(
    ("start", "end", "fits"),
    [
        pytest.param("09:00", "12:00", False, id="the same time"),
        pytest.param("11:59", "13:00", False, id="a minute too early"),
        pytest.param("10:00", "11:00", False, id="within"),
        pytest.param("08:00", "13:00", False, id="around"),
        pytest.param("12:00", "13:00", True, id="back to back, after"),
        pytest.param("08:00", "09:00", True, id="back to back, before"),
    ],
)
@pytest.mark.parametrize("taken", ["place", "trainer"])
def test_place_and_trainer_are_given_away_once(taken, start, end, fits):
    person, place = UserFactory(first_name="Jule"), PlaceFactory(name="Ratssaal")
    SessionFactory(place=place, trainers=[person])
    session = Session(
        offer=SessionFactory(days=90).offer,
        place=place if taken == "place" else None,
        seats=5,
    )
    trainers = [person] if taken == "trainer" else []

    if fits:
        assert plan(session, stretch(start, end), trainers=trainers).pk
    else:
        with pytest.raises(ValidationError, match="ist belegt am"):
            plan(session, stretch(start, end), trainers=trainers)


def test_refusal_names_what_is_taken_and_by_what():
    place = PlaceFactory(name="Ratssaal")
    other = SessionFactory(place=place, offer__title="Bürgerversammlung")
    session = SessionFactory(days=30)
    session.place = place

    with pytest.raises(ValidationError) as refusal:
        plan(session, stretch("10:00", "13:00"))

    [message] = refusal.value.messages
    assert "Ratssaal" in message
    assert str(other) in message


def test_two_dates_of_one_session_can_not_overlap():
    session = SessionFactory(days=30)

    with pytest.raises(ValidationError, match="überschneiden"):
        plan(session, stretch("09:00", "12:00"), stretch("11:00", "13:00"))


def test_session_does_not_stand_in_its_own_way():
    session = SessionFactory()

    plan(session, stretch("10:00", "13:00"))

    [date] = session.dates.all()
    assert date.starts_at == in_days(7, "10:00")


def test_cancelled_session_gives_place_and_trainer_free(lead):
    person = UserFactory()
    session = SessionFactory(trainers=[person])
    call_off(session, actor=lead, reason="Krank")

    again = SessionFactory(place=session.place, trainers=[person])

    assert Occupation.objects.filter(date__session=again).count() == 2


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="of PostgreSQL alone")
@pytest.mark.parametrize("taken", ["place", "person"])
def test_postgresql_itself_refuses_overlaps(taken):
    assert connection.vendor == "postgresql"
    first = SessionFactory(place=None).dates.get()
    span = {"starts_at": first.starts_at, "ends_at": first.ends_at, "date": first}
    what = {"place": PlaceFactory(), "person": UserFactory()}[taken]
    Occupation.objects.create(**{taken: what}, **span)

    with pytest.raises(IntegrityError, match="at_a_time"), transaction.atomic():
        Occupation.objects.create(**{taken: what}, **span)
