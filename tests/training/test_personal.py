import pytest

from home.models import Notice
from tests.factories.home import UserFactory
from tests.factories.training import RegistrationFactory, SessionFactory
from training.models import Attendance, Occupation
from training.personal import forget_registrations, forget_sessions_held, registrations
from training.services import register

pytestmark = pytest.mark.django_db


def test_export_tells_everything_about_a_person(citizen):
    one = RegistrationFactory(person=citizen, needs="Vorn sitzen")
    Attendance.objects.create(registration=one, date=one.session.dates.get())
    RegistrationFactory(
        person=None, guest_name="Berta", guest_email=citizen.email.upper()
    )
    RegistrationFactory()

    rows = registrations(citizen)

    assert len(rows) == 2
    [row] = [row for row in rows if row["needs"]]
    assert row["session"] == str(one.session)
    assert row["attended"]


def test_erasure_gives_seats_to_others_and_keeps_no_name(citizen):
    session = SessionFactory(seats=1)
    coming = register(session, person=citizen, needs="Vorn sitzen")
    next_one = register(session, person=UserFactory())
    past = RegistrationFactory(person=citizen, session=SessionFactory(days=-9))
    Notice.objects.all().delete()

    assert forget_registrations(citizen) == 2

    for one in (coming, next_one, past):
        one.refresh_from_db()
    assert (coming.person, coming.needs, coming.is_active) == (None, "", False)
    assert (past.person, past.is_active) == (None, True)
    assert next_one.is_registered
    assert [n.recipient for n in Notice.objects.all()] == [next_one.person]
    assert not coming.steps.filter(actor=citizen).exists()


def test_erasure_finds_what_one_did_as_a_guest(citizen):
    one = RegistrationFactory(
        person=None, guest_name="Berta", guest_email=citizen.email.upper()
    )

    forget_registrations(citizen)

    one.refresh_from_db()
    assert (one.guest_name, one.guest_email) == ("", "")


def test_erasure_takes_trainers_off_their_sessions(trainer):
    session = SessionFactory(trainers=[trainer])

    forget_sessions_held(trainer)

    assert not session.trainers.exists()
    assert not Occupation.objects.filter(person=trainer).exists()
