import pytest

from home.models import Notice
from home.registries import news_for, sections_for, tasks_for
from tests.factories.training import (
    OfferFactory,
    RegistrationFactory,
    SessionFactory,
    in_days,
    programme,
)
from training.models import Registration
from training.tasks import (
    close_waiting_lists,
    forget_what_is_not_needed,
    remind_participants,
)

pytestmark = pytest.mark.django_db
State = Registration.State


def test_participants_are_reminded_the_day_before_and_once():
    session = SessionFactory(days=1, seats=1)
    seated = RegistrationFactory(session=session)
    RegistrationFactory(session=session, waiting=True)
    RegistrationFactory(session=SessionFactory(days=2))
    RegistrationFactory(session=SessionFactory(days=1, state="cancelled"))

    assert (remind_participants(), remind_participants()) == (1, 0)

    assert [(n.recipient, n.title) for n in Notice.objects.all()] == [
        (seated.person, f"Morgen: {session}")
    ]


def test_waiting_lists_close_on_the_first_day():
    today = RegistrationFactory(session=SessionFactory(days=0), waiting=True)
    later = RegistrationFactory(session=SessionFactory(days=1), waiting=True)

    assert (close_waiting_lists(), close_waiting_lists()) == (1, 0)

    today.refresh_from_db()
    later.refresh_from_db()
    assert (today.state, later.state) == (State.UNPLACED, State.WAITING)
    assert Notice.objects.get().recipient == today.person


def test_needs_and_guests_are_forgotten_in_time():
    guest = {"person": None, "guest_name": "Gerd", "guest_email": "gerd@example.org"}
    fresh = RegistrationFactory(session=SessionFactory(days=-10), needs="Vorn", **guest)
    older = RegistrationFactory(session=SessionFactory(days=-20), needs="Vorn", **guest)
    oldest = RegistrationFactory(session=SessionFactory(days=-90), **guest)

    forget_what_is_not_needed()

    for one in (fresh, older, oldest):
        one.refresh_from_db()
    assert (fresh.needs, older.needs) == ("Vorn", "")
    assert (older.guest_name, oldest.guest_name) == ("Gerd", "")
    assert oldest.name == "gelöschte Person"


def test_course_of_tomorrow_waits_for_its_participants(staff):
    session = SessionFactory(days=1)
    RegistrationFactory(session=session, person=staff)
    RegistrationFactory(session=SessionFactory(days=9), person=staff)

    titles = [task.title for task in tasks_for(staff)]

    assert titles == [f"Demnächst: {session}"]


def test_session_that_is_over_waits_for_its_trainer(trainer, staff):
    session = SessionFactory(days=-1, trainers=[trainer])

    assert [t.title for t in tasks_for(trainer)] == [
        f"Anwesenheit eintragen: {session}"
    ]
    assert tasks_for(staff) == []


def test_new_offers_are_news_for_those_who_may_come(staff, citizen):
    internal = OfferFactory(parent=programme(), title="Elektronische Akte")
    public = OfferFactory(title="Stadtspaziergang")

    assert {item.title for item in news_for(staff, in_days(-1))} == {
        internal.title,
        public.title,
    }
    assert [item.title for item in news_for(citizen, in_days(-1))] == [public.title]


def test_my_page_shows_what_one_is_registered_for(client, citizen):
    registration = RegistrationFactory(person=citizen)
    client.force_login(citizen)

    text = client.get("/meine-seite/").content.decode()

    assert str(registration.session) in text
    assert "Meine Kurse und Veranstaltungen" in text


def test_my_page_says_nothing_of_courses_to_others(citizen):
    RegistrationFactory()

    assert sections_for(citizen) == []
