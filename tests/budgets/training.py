"""Budgets of courses and events."""

from django.urls import reverse

from home.roles import TRAINING_LEADS as LEAD
from tests.budgets import Budget
from tests.factories.training import (
    OfferFactory,
    RegistrationFactory,
    SessionFactory,
    TopicFactory,
    events,
    programme,
)
from tests.house import ANONYMOUS, CITIZEN, STAFF
from training.agenda import month_of
from training.guests import Guest, guest_token, invitation


def month(house, count, parent=events):
    """So many offers with a topic, each with so many sessions in one month."""
    sessions = [
        SessionFactory(offer=offer)
        for _ in range(count)
        for offer in [OfferFactory(parent=parent(), topic=TopicFactory())]
        for _ in range(count)
    ]
    for session in sessions:
        RegistrationFactory.create_batch(count, session=session)
    month = month_of(sessions[0].starts_at)
    return f"{parent().get_url()}?monat={month}"


def month_for_staff(house, count):
    return month(house, count, parent=programme)


def offer(house, count):
    page = OfferFactory()
    person = house.people[CITIZEN]
    for session in SessionFactory.create_batch(count, offer=page):
        RegistrationFactory.create_batch(count, session=session)
        RegistrationFactory(session=session, person=person)
    return page.get_url()


def session(house, count):
    return RegistrationFactory.create_batch(count, session=SessionFactory(seats=9))[
        0
    ].session


def calendar_file(house, count):
    return reverse("training:session_ics", args=[session(house, count).pk])


def way_in(house, count):
    return reverse("training:session_register", args=[session(house, count).pk])


def own(house, count):
    return [
        RegistrationFactory(person=house.people[CITIZEN], waiting=True)
        for _ in range(count)
    ]


def my_registrations(house, count):
    own(house, count)
    return reverse("training:my_registrations")


def registration(house, count):
    return reverse("training:registration", args=[own(house, count)[0].pk])


def cancelling(house, count):
    return reverse("training:registration_cancel", args=[own(house, count)[0].pk])


def guest(house, count):
    name = {"person": None, "guest_name": "Gerd", "guest_email": "gerd@example.org"}
    registration = RegistrationFactory(session=session(house, count), **name)
    return guest_token(registration)


def guest_registration(house, count):
    return reverse("training:guest_registration", args=[guest(house, count)])


def guest_cancel(house, count):
    return reverse("training:guest_cancel", args=[guest(house, count)])


def guest_confirm(house, count):
    gerd = Guest("Gerd", "gerd@example.org")
    token = invitation(session(house, count), gerd)
    return reverse("training:guest_confirm", args=[token])


def desk(house, count):
    for session in SessionFactory.create_batch(count):
        RegistrationFactory.create_batch(count, session=session)
    for session in SessionFactory.create_batch(count, days=-3):
        RegistrationFactory.create_batch(count, session=session)
    return reverse("training:desk")


def of_session(name):
    return lambda house, count: reverse(name, args=[session(house, count).pk])


def removing(house, count):
    one = RegistrationFactory.create_batch(count, session=SessionFactory(seats=9))[0]
    return reverse("training:participant_remove", args=[one.session_id, one.pk])


def session_held(house, count):
    session = SessionFactory(days=-1, seats=9)
    RegistrationFactory.create_batch(count, session=session)
    RegistrationFactory.create_batch(count, session=session, waiting=True)
    return reverse("training:desk_session", args=[session.pk])


def new_session(house, count):
    SessionFactory.create_batch(count)
    return reverse("training:session_create", args=[OfferFactory().pk])


BUDGETS = [
    Budget("training:desk", 20, desk, LEAD),
    Budget("training:desk_session", 20, session_held, LEAD),
    Budget("training:session_create", 16, new_session, LEAD),
    Budget("training:session_edit", 20, of_session("training:session_edit"), LEAD),
    Budget(
        "training:session_call_off", 16, of_session("training:session_call_off"), LEAD
    ),
    Budget("training:message_write", 16, of_session("training:message_write"), LEAD),
    Budget("training:participant_remove", 16, removing, LEAD),
    Budget("training:participants", 18, of_session("training:participants"), LEAD),
    Budget("training:calendar", 10, month),
    Budget("training:calendar", 12, month, STAFF),
    Budget("training:programme", 12, month_for_staff, STAFF),
    Budget("page:training.EventIndexPage", 10, month),
    Budget("page:training.TrainingIndexPage", 12, month_for_staff, STAFF),
    Budget("page:training.OfferPage", 15, offer, ANONYMOUS),
    Budget("page:training.OfferPage", 20, offer, CITIZEN),
    Budget("training:session_ics", 5, calendar_file),
    Budget("training:session_register", 10, way_in),
    Budget("training:session_register", 15, way_in, CITIZEN),
    Budget("training:my_registrations", 12, my_registrations, CITIZEN),
    Budget("training:registration", 15, registration, CITIZEN),
    Budget("training:registration_cancel", 15, cancelling, CITIZEN),
    Budget("training:guest_confirm", 12, guest_confirm),
    Budget("training:guest_registration", 12, guest_registration),
    Budget("training:guest_cancel", 12, guest_cancel),
]

NO_BUDGET = [
    ("training:attendance_note", "answers a POST by redirect"),
    ("training:session_announce", "answers a POST by redirect"),
]
