"""What courses and events hide."""

from django.urls import reverse

from home import roles
from tests.factories.home import UserFactory
from tests.factories.training import (
    OfferFactory,
    PlaceFactory,
    RegistrationFactory,
    SessionFactory,
    programme,
)
from tests.house import CITIZEN, EVERYBODY, READERS_OF_THE_INTRANET, SUPERUSER
from tests.leaks import HiddenThing
from training.models import Session


def public_session(house, secret, **fields):
    place = PlaceFactory(name=secret, address=secret, access=secret)
    offer = OfferFactory(title=secret, introduction=secret, goals=secret)
    return SessionFactory(
        offer=offer, title=secret, place=place, access=secret, **fields
    )


def cancelled_session(house, secret):
    return public_session(house, secret, state="cancelled", cancel_reason=secret)


def planned_session(house, secret):
    return SessionFactory(
        title=secret,
        state=Session.State.PLANNED,
        place=PlaceFactory(name=secret, access=secret),
        access=secret,
        cancel_reason=secret,
    )


def internal_session(house, secret):
    offer = OfferFactory(
        parent=programme(), title=secret, introduction=secret, goals=secret
    )
    place = PlaceFactory(name=secret, address=secret, access=secret)
    return SessionFactory(offer=offer, title=secret, place=place, access=secret)


def session_of_a_draft(house, secret):
    return SessionFactory(
        offer=OfferFactory(title=secret, introduction=secret, live=False),
        title=secret,
    )


def session_of_a_withdrawn_offer(house, secret):
    session = public_session(house, secret)
    session.offer.unpublish()
    return session


def link_for_taking_part(house, secret):
    session = SessionFactory(online_link=f"https://video.example/{secret}")
    RegistrationFactory(session=session, person=house.people[CITIZEN])
    return session


def link_of_a_full_session(house, secret):
    session = SessionFactory(seats=1, online_link=f"https://video.example/{secret}")
    RegistrationFactory(session=session, person=UserFactory())
    RegistrationFactory(session=session, person=house.people[CITIZEN], waiting=True)
    return session


def needs_of_a_participant(house, secret):
    return RegistrationFactory(
        session=SessionFactory(),
        person=UserFactory(first_name=secret, last_name=secret),
        needs=secret,
    ).session


def needs_of_a_guest(house, secret):
    return RegistrationFactory(
        session=SessionFactory(),
        person=None,
        guest_name=secret,
        guest_email=f"{secret}@example.org",
        needs=secret,
    ).session


def where_it_stands(session):
    """Its file, the way in, the page of its offer, and whoever has a seat."""
    return [
        session.offer.get_url(),
        reverse("training:session_ics", args=[session.pk]),
        reverse("training:session_register", args=[session.pk]),
        reverse("training:desk_session", args=[session.pk]),
        reverse("training:session_edit", args=[session.pk]),
        *(
            reverse("training:registration", args=[registration.pk])
            for registration in session.registrations.all()
        ),
    ]


WHOEVER_PLANS = frozenset({roles.TRAINING_LEADS, SUPERUSER})

HIDDEN = [
    HiddenThing("public session", public_session, EVERYBODY, where_it_stands),
    HiddenThing("cancelled session", cancelled_session, EVERYBODY, where_it_stands),
    HiddenThing("planned session", planned_session, WHOEVER_PLANS, where_it_stands),
    HiddenThing(
        "internal session", internal_session, READERS_OF_THE_INTRANET, where_it_stands
    ),
    HiddenThing(
        "session of a draft",
        session_of_a_draft,
        WHOEVER_PLANS,
        where_it_stands,
    ),
    HiddenThing(
        "session of a withdrawn offer",
        session_of_a_withdrawn_offer,
        WHOEVER_PLANS,
        where_it_stands,
    ),
    HiddenThing(
        "link for taking part online",
        link_for_taking_part,
        WHOEVER_PLANS | {CITIZEN},
        where_it_stands,
    ),
    HiddenThing(
        "link, of who waits",
        link_of_a_full_session,
        WHOEVER_PLANS,
        where_it_stands,
    ),
    HiddenThing(
        "needs of a participant", needs_of_a_participant, WHOEVER_PLANS, where_it_stands
    ),
    HiddenThing("needs of a guest", needs_of_a_guest, WHOEVER_PLANS, where_it_stands),
]

NO_CONTENT = [
    ("training:attendance_note", "answers a POST by redirect"),
    ("training:session_announce", "answers a POST by redirect"),
    ("training:guest_confirm", "opens by a secret link alone; tested beside it"),
    ("training:guest_registration", "opens by a secret link alone; tested beside it"),
    ("training:guest_cancel", "opens by a secret link alone; tested beside it"),
]
