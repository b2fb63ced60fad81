import pytest
from django.core.exceptions import ValidationError

from home.models import AuditEntry, Notice
from tests.factories.home import UserFactory
from tests.factories.training import (
    OfferFactory,
    PlaceFactory,
    RegistrationFactory,
    SessionFactory,
    in_days,
)
from training.models import Attendance, Session, SessionDate
from training.planning import (
    announce,
    call_off,
    close,
    note_attendance,
    save_session,
)
from training.services import register

pytestmark = pytest.mark.django_db


def dates_of(session):
    return list(SessionDate.objects.filter(session=session))


def save(session, dates=None, trainers=()):
    return save_session(session, dates=dates or dates_of(session), trainers=trainers)


def test_new_session_has_its_dates_trainers_and_span(trainer):
    session = Session(offer=OfferFactory(), place=PlaceFactory(), seats=8)
    first = SessionDate(starts_at=in_days(3), ends_at=in_days(3, "12:00"))
    second = SessionDate(starts_at=in_days(10), ends_at=in_days(10, "12:00"))

    save(session, [second, first], [trainer])

    assert dates_of(session) == [first, second]
    assert (session.starts_at, session.ends_at) == (first.starts_at, second.ends_at)
    assert list(session.trainers.all()) == [trainer]
    assert session.state == Session.State.PLANNED


def test_moving_a_session_tells_everyone_and_counts_on():
    session = SessionFactory(seats=1)
    seated, waiting = UserFactory(), UserFactory()
    register(session, person=seated)
    register(session, person=waiting)
    Notice.objects.all().delete()
    [date] = dates_of(session)
    uid = date.uid
    date.starts_at, date.ends_at = in_days(8, "10:00"), in_days(8, "12:00")

    save(session, [date])

    session.refresh_from_db()
    assert session.sequence == 1
    assert [one.uid for one in dates_of(session)] == [uid]
    assert {n.recipient for n in Notice.objects.all()} == {seated, waiting}
    assert all("10 bis 12 Uhr" in n.text for n in Notice.objects.all())


def test_another_place_is_told_too():
    session = SessionFactory()
    register(session, person=UserFactory())
    Notice.objects.all().delete()
    session.place = PlaceFactory(name="Kurpark")

    save(session)

    assert "Kurpark" in Notice.objects.get().text


@pytest.mark.parametrize("field", ["title", "access"])
def test_small_corrections_are_told_to_nobody(field):
    session = SessionFactory()
    register(session, person=UserFactory())
    Notice.objects.all().delete()
    setattr(session, field, "Kurs A")

    save(session)

    session.refresh_from_db()
    assert (session.sequence, Notice.objects.count()) == (0, 0)


def test_more_seats_move_up_who_waits_in_order():
    session = SessionFactory(seats=1)
    register(session, person=UserFactory())
    waiting = [register(session, person=UserFactory()) for _ in range(3)]
    session.seats = 3

    save(session)

    assert list(session.registrations.waiting()) == waiting[2:]


def test_fewer_seats_than_people_are_refused():
    session = SessionFactory(seats=2)
    RegistrationFactory.create_batch(2, session=session)
    session.seats = 1

    with pytest.raises(ValidationError, match="Es sind schon 2 Personen angemeldet"):
        save(session)


@pytest.mark.parametrize("state", ["cancelled", "done"])
def test_what_is_over_can_not_be_changed(state):
    with pytest.raises(ValidationError, match="nicht mehr ändern"):
        save(SessionFactory(state=state))


def test_old_form_does_not_bring_back_an_old_state():
    session = SessionFactory(state="planned")
    stale = Session.objects.get(pk=session.pk)
    announce(session)

    save(stale)

    stale.refresh_from_db()
    assert stale.state == Session.State.OPEN


def test_announce_needs_a_date():
    session = Session.objects.create(offer=OfferFactory(), seats=5)

    with pytest.raises(ValidationError, match="braucht einen Termin"):
        announce(session)


def test_announce_opens_it_to_the_public(citizen):
    session = SessionFactory(state="planned")

    announce(session)

    assert Session.objects.visible_to(citizen).filter(pk=session.pk).exists()


def test_call_off_tells_everyone_why_and_stands_in_the_audit_trail(lead):
    session = SessionFactory(seats=1)
    register(session, person=UserFactory())
    register(session, person=UserFactory())
    Notice.objects.all().delete()

    call_off(session, actor=lead, reason="Die Trainerin ist krank.")
    call_off(session, actor=lead, reason="Noch einmal")

    session.refresh_from_db()
    assert (session.state, session.sequence) == ("cancelled", 1)
    assert Notice.objects.count() == 2
    assert all("Trainerin ist krank" in n.text for n in Notice.objects.all())
    [entry] = AuditEntry.objects.filter(action="training.session_cancelled")
    assert (entry.actor, entry.reason) == (lead, "Die Trainerin ist krank.")


def test_call_off_of_a_draft_tells_nobody(lead):
    session = SessionFactory(state="planned")

    call_off(session, actor=lead, reason="Doch nicht")

    assert not Notice.objects.exists()


def test_attendance_is_noted_for_those_with_a_seat_alone():
    session = SessionFactory(days=-1)
    present, absent = RegistrationFactory.create_batch(2, session=session)
    waiting = RegistrationFactory(session=session, waiting=True)
    other = RegistrationFactory()
    [date] = dates_of(session)
    ticked = {(one.pk, date.pk) for one in (present, waiting, other)}

    note_attendance(session, ticked)
    note_attendance(session, ticked)

    assert [a.registration for a in Attendance.objects.all()] == [present]
    assert absent.attendances.count() == 0


def test_attendance_can_be_taken_back():
    session = SessionFactory(days=-1)
    one = RegistrationFactory(session=session)
    [date] = dates_of(session)
    note_attendance(session, {(one.pk, date.pk)})

    note_attendance(session, set())

    assert not Attendance.objects.exists()


@pytest.mark.parametrize(
    ("days", "state", "expected"),
    [(-1, "open", "done"), (1, "open", "open"), (-1, "cancelled", "cancelled")],
)
def test_close_puts_what_is_over_to_the_files(days, state, expected):
    session = SessionFactory(days=days, state=state)

    close(session)

    session.refresh_from_db()
    assert session.state == expected
