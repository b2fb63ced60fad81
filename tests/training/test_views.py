import pytest
from django.urls import reverse

from tests.factories.home import UserFactory
from tests.factories.training import (
    OfferFactory,
    RegistrationFactory,
    SessionFactory,
    TopicFactory,
    events,
    in_days,
    programme,
)
from training.agenda import month_of
from training.guests import Guest, guest_token, invitation
from training.models import Registration

pytestmark = pytest.mark.django_db
CALENDAR = "/veranstaltungen/"


def month_with(session):
    return f"{CALENDAR}?monat={month_of(session.starts_at)}"


def test_calendar_shows_public_sessions_with_place_and_seats(client):
    session = SessionFactory(seats=3)
    RegistrationFactory(session=session)

    text = client.get(month_with(session)).content.decode()

    assert session.offer.title in text
    assert session.place.name in text
    assert "noch 2 Plätze" in text
    assert "1 Termin" in text


def test_calendar_of_the_public_does_not_mix_with_courses_of_staff(client, staff):
    internal = SessionFactory(offer=OfferFactory(parent=programme()))
    public = SessionFactory()
    client.force_login(staff)
    month = month_of(public.starts_at)

    calendar = client.get(f"/veranstaltungen/?monat={month}").content.decode()
    for_staff = client.get(f"/intranet/schulungen/?monat={month}").content.decode()

    assert internal.offer.title not in calendar
    assert public.offer.title in calendar
    assert internal.offer.title in for_staff
    assert public.offer.title in for_staff


def test_calendar_filters_by_kind_and_topic(client):
    walk = SessionFactory(offer__kind="event", offer__topic=TopicFactory(slug="klima"))
    course = SessionFactory(offer__kind="course", offer__topic=TopicFactory())
    month = month_with(walk)

    by_kind = client.get(f"{month}&art=course").content.decode()
    by_topic = client.get(f"{month}&thema=klima").content.decode()

    assert course.offer.title in by_kind
    assert walk.offer.title not in by_kind
    assert walk.offer.title in by_topic
    assert course.offer.title not in by_topic


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("monat=jetzt", id="no month"),
        pytest.param("art=%3Cscript%3E", id="no kind"),
        pytest.param("thema=gibt-es-nicht", id="no topic"),
        pytest.param("ansicht=woche", id="no view"),
    ],
)
def test_calendar_does_not_mind_what_it_does_not_understand(client, query):
    SessionFactory(days=0)

    assert client.get(f"{CALENDAR}?{query}").status_code == 200


@pytest.mark.parametrize("month", ["1901-01", "9999-12"])
def test_calendar_ends_where_nothing_takes_place(client, month):
    SessionFactory()

    assert client.get(f"{CALENDAR}?monat={month}").status_code == 404


def test_calendar_pages_from_month_to_month(client):
    SessionFactory(days=-40)
    SessionFactory(days=40)

    text = client.get(CALENDAR).content.decode()

    month = month_of(in_days(0))
    assert f'href="?monat={month.later(-1)}"' in text
    assert f'href="?monat={month.later(1)}"' in text


def test_calendar_of_a_month_needs_few_queries_for_many_dates(
    client, django_assert_max_num_queries
):
    offers = [OfferFactory(topic=TopicFactory()) for _ in range(10)]
    session = None
    for number in range(200):
        session = SessionFactory(
            offer=offers[number % 10],
            place=None,
            dates=[(in_days(3, "09:00"), in_days(3, "10:00"))],
        )
    url = month_with(session)
    client.get("/veranstaltungen/?ansicht=liste")  # the town is known from now on

    with django_assert_max_num_queries(10):
        response = client.get(url)

    assert response.content.count(b'class="occasion ') == 200


def test_calendar_sets_no_cookie(client):
    session = SessionFactory()

    assert not client.get(month_with(session)).cookies
    assert not client.get(session.offer.get_url()).cookies


def test_offer_shows_how_to_register(client, citizen):
    session = SessionFactory(seats=1)
    url = session.offer.get_url()

    assert "noch 1 Platz" in client.get(url).content.decode()

    RegistrationFactory(session=session)
    client.force_login(citizen)
    assert "Auf die Warteliste" in client.get(url).content.decode()


def test_offer_without_a_session_says_when_it_took_place(client):
    session = SessionFactory(days=-20)

    text = client.get(session.offer.get_url()).content.decode()

    assert "Zurzeit kein Termin" in text
    assert "Zuletzt fand es statt am" in text


def test_register_asks_and_then_gives_a_seat(client, citizen):
    session = SessionFactory()
    client.force_login(citizen)
    url = reverse("training:session_register", args=[session.pk])

    assert "Verbindlich anmelden" in client.get(url).content.decode()
    assert not Registration.objects.exists()
    response = client.post(url, {"needs": "Vorn sitzen"}, follow=True)

    registration = Registration.objects.get(person=citizen)
    assert response.redirect_chain[-1][0] == reverse(
        "training:registration", args=[registration.pk]
    )
    assert registration.needs == "Vorn sitzen"
    assert "Sie haben einen Platz" in response.content.decode()


def test_register_when_it_has_just_closed_is_refused_in_words(client, citizen):
    session = SessionFactory(closes_at=in_days(-1))
    client.force_login(citizen)

    response = client.post(reverse("training:session_register", args=[session.pk]))

    assert response.status_code == 409
    assert "Die Anmeldung endete am" in response.content.decode()


def test_register_for_an_internal_course_looks_missing_to_others(client, citizen):
    session = SessionFactory(offer=OfferFactory(parent=programme()))
    client.force_login(citizen)

    response = client.post(reverse("training:session_register", args=[session.pk]))

    assert response.status_code == 404


def test_cancel_asks_and_then_gives_the_seat_back(client, citizen):
    registration = RegistrationFactory(person=citizen)
    client.force_login(citizen)
    url = reverse("training:registration_cancel", args=[registration.pk])

    client.get(url)
    registration.refresh_from_db()
    assert registration.is_active
    response = client.post(url, follow=True)

    registration.refresh_from_db()
    assert not registration.is_active
    assert "Sie haben abgesagt" in response.content.decode()


def test_registration_of_somebody_else_looks_missing(client, citizen):
    registration = RegistrationFactory()
    client.force_login(citizen)

    for name in ("training:registration", "training:registration_cancel"):
        assert client.get(reverse(name, args=[registration.pk])).status_code == 404
    url = reverse("training:registration_cancel", args=[registration.pk])
    assert client.post(url).status_code == 404
    registration.refresh_from_db()
    assert registration.is_active


def test_link_for_taking_part_online_is_for_those_with_a_seat(client, citizen):
    session = SessionFactory(online_link="https://video.example/raum", seats=1)
    mine = RegistrationFactory(session=session, person=citizen)
    waiting = RegistrationFactory(session=session, waiting=True)

    client.force_login(citizen)
    seated = client.get(reverse("training:registration", args=[mine.pk]))
    client.force_login(waiting.person)
    queued = client.get(reverse("training:registration", args=[waiting.pk]))

    assert "video.example" in seated.content.decode()
    assert "video.example" not in queued.content.decode()


def test_my_registrations_lists_what_is_mine(client, citizen):
    mine = RegistrationFactory(person=citizen)
    past = RegistrationFactory(person=citizen, session=SessionFactory(days=-9))
    other = RegistrationFactory()
    client.force_login(citizen)

    response = client.get(reverse("training:my_registrations"))

    assert list(response.context["coming"]) == [mine]
    assert list(response.context["past"]) == [past]
    assert other.session.offer.title not in response.content.decode()


def test_guest_is_asked_by_mail_and_nothing_is_stored(client, mailoutbox, commits):
    session = SessionFactory()
    url = reverse("training:session_register", args=[session.pk])

    with commits():
        response = client.post(
            url,
            {"guest_name": "Gerd Gast", "guest_email": "gerd@example.org"},
            follow=True,
        )

    assert "Wir haben Ihnen geschrieben" in response.content.decode()
    assert not Registration.objects.exists()
    assert [mail.to for mail in mailoutbox] == [["gerd@example.org"]]
    assert "/bestaetigen/" in mailoutbox[0].body


def test_guest_confirms_and_has_a_seat(client):
    session = SessionFactory()
    token = invitation(session, Guest("Gerd Gast", "gerd@example.org"))
    url = reverse("training:guest_confirm", args=[token])

    client.get(url)
    assert not Registration.objects.exists()
    response = client.post(url, {"needs": ""}, follow=True)

    assert Registration.objects.get().guest_name == "Gerd Gast"
    assert "Sie haben einen Platz" in response.content.decode()


def test_guest_who_confirms_twice_has_one_seat(client):
    session = SessionFactory()
    token = invitation(session, Guest("Gerd Gast", "gerd@example.org"))
    url = reverse("training:guest_confirm", args=[token])

    client.post(url, {"needs": ""})
    client.post(url, {"needs": ""})

    assert Registration.objects.count() == 1


def test_guest_cancels_by_the_link(client):
    registration = RegistrationFactory(
        person=None, guest_name="Gerd Gast", guest_email="gerd@example.org"
    )
    url = reverse("training:guest_cancel", args=[guest_token(registration)])

    client.get(url)
    client.post(url)

    registration.refresh_from_db()
    assert not registration.is_active


@pytest.mark.parametrize(
    "name",
    ["guest_confirm", "guest_registration", "guest_cancel"],
)
@pytest.mark.parametrize("token", ["erfunden", "MQ:1abc:def"])
def test_forged_links_look_missing(client, name, token):
    assert client.get(reverse(f"training:{name}", args=[token])).status_code == 404


def test_link_of_one_kind_does_not_open_another(client):
    session = SessionFactory()
    token = invitation(session, Guest("Gerd Gast", "gerd@example.org"))

    url = reverse("training:guest_registration", args=[token])

    assert client.get(url).status_code == 404


def test_link_is_too_old_after_a_day(client, time_machine):
    token = invitation(SessionFactory(), Guest("Gerd Gast", "gerd@example.org"))
    time_machine.move_to(in_days(2))

    url = reverse("training:guest_confirm", args=[token])

    assert client.get(url).status_code == 404


def test_pages_of_guests_are_kept_by_nobody(client):
    registration = RegistrationFactory(
        person=None, guest_name="Gerd Gast", guest_email="gerd@example.org"
    )
    url = reverse("training:guest_registration", args=[guest_token(registration)])

    assert "no-store" in client.get(url)["Cache-Control"]


def test_nobody_is_written_to_without_end(client, mailoutbox, commits):
    url = reverse("training:session_register", args=[SessionFactory().pk])
    form = {"guest_name": "Gerd Gast", "guest_email": "gerd@example.org"}

    with commits():
        answers = [client.post(url, form).status_code for _ in range(6)]

    assert answers == [302] * 4 + [429] * 2
    assert len(mailoutbox) == 4


def test_index_pages_have_a_preview():
    response = events().make_preview_request()

    assert "Hier steht der Kalender" in response.content.decode()


def test_person_without_a_name_is_listed_by_their_public_name():
    person = UserFactory(pseudonym="Rebblüte")

    assert RegistrationFactory(person=person).name == "Rebblüte"
