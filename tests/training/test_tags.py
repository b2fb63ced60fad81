import pytest

from tests.factories.training import (
    OfferFactory,
    RegistrationFactory,
    SessionFactory,
    programme,
)

pytestmark = pytest.mark.django_db


def test_front_page_shows_the_next_public_dates(client):
    public = SessionFactory()
    internal = SessionFactory(offer=OfferFactory(parent=programme()))
    cancelled = SessionFactory(state="cancelled")
    past = SessionFactory(days=-3)

    text = client.get("/").content.decode()

    assert public.offer.title in text
    for hidden in (internal, cancelled, past):
        assert hidden.offer.title not in text


def test_front_page_of_staff_shows_public_dates_too(client, staff):
    internal = SessionFactory(offer=OfferFactory(parent=programme()))
    client.force_login(staff)

    assert internal.offer.title not in client.get("/").content.decode()


def test_start_page_shows_own_dates_and_what_one_may_come_to(client, staff):
    mine = RegistrationFactory(
        person=staff, session=SessionFactory(offer=OfferFactory(parent=programme()))
    )
    open_to_me = SessionFactory()
    client.force_login(staff)

    text = client.get("/intranet/").content.decode()

    assert mine.session.offer.title in text
    assert text.count(mine.session.offer.title) == 1
    assert open_to_me.offer.title in text


def test_start_page_offers_only_what_has_room(client, staff):
    full = SessionFactory(seats=1)
    RegistrationFactory(session=full)
    client.force_login(staff)

    assert full.offer.title not in client.get("/intranet/").content.decode()
