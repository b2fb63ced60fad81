import pytest
from django.urls import reverse

from home import roles
from tests.factories.home import UserFactory
from tests.factories.training import (
    OfferFactory,
    PlaceFactory,
    RegistrationFactory,
    SessionFactory,
    in_days,
    programme,
)
from training.models import Attendance, Registration, Session

pytestmark = pytest.mark.django_db


def form_data(rows, **fields):
    data = {
        "title": "Kurs A",
        "seats": "8",
        "has_waiting_list": "on",
        "dates-TOTAL_FORMS": str(len(rows)),
        "dates-INITIAL_FORMS": "0",
    }
    for number, row in enumerate(rows):
        for name, value in zip(("day", "start", "end", "pk"), row, strict=False):
            data[f"dates-{number}-{name}"] = value
    return data | fields


def day(days):
    return f"{in_days(days):%Y-%m-%d}"


@pytest.fixture
def course(trainer):
    offer = OfferFactory(parent=programme(), title="Elektronische Akte")
    offer.trainers.add(trainer)
    offer.save()
    return offer


def new_url(offer):
    return reverse("training:session_create", args=[offer.pk])


def test_trainer_plans_a_session_with_two_dates(client, trainer, course):
    client.force_login(trainer)
    rows = [
        (day(5), "09:00", "12:00"),
        (day(12), "09:00", "12:00"),
        ("", "", ""),
        ("", "", ""),
    ]
    place = PlaceFactory()
    data = form_data(rows, trainers=[trainer.pk], place=place.pk, ankuendigen="1")

    response = client.post(new_url(course), data)

    session = Session.objects.get()
    assert response.url == reverse("training:desk_session", args=[session.pk])
    assert [date.starts_at for date in session.dates.all()] == [in_days(5), in_days(12)]
    assert session.state == Session.State.OPEN


def test_session_is_a_draft_until_it_is_announced(client, trainer, course):
    client.force_login(trainer)
    data = form_data([(day(5), "09:00", "12:00")], trainers=[trainer.pk])

    client.post(new_url(course), data)

    assert Session.objects.get().state == Session.State.PLANNED


@pytest.mark.parametrize(
    ("row", "message"),
    [
        pytest.param(("", "", ""), "mindestens einen Termin", id="no date"),
        pytest.param(("2027-05-04", "09:00", ""), "Tag, Beginn und Ende", id="half"),
        pytest.param(
            ("2027-05-04", "12:00", "09:00"), "nicht nach dem Beginn", id="backwards"
        ),
        pytest.param(
            ("2027-03-28", "02:30", "06:00"),
            "In dieser Nacht wird die Uhr umgestellt",
            id="hour that is left out",
        ),
        pytest.param(
            ("2026-10-25", "02:30", "06:00"),
            "In dieser Nacht wird die Uhr umgestellt",
            id="hour that comes twice",
        ),
    ],
)
def test_bad_dates_are_refused_in_words_and_kept(client, trainer, course, row, message):
    client.force_login(trainer)
    data = form_data([row], trainers=[trainer.pk])

    response = client.post(new_url(course), data)

    text = response.content.decode()
    assert message in text
    assert row[0] in text
    assert 'value="Kurs A"' in text
    assert not Session.objects.exists()


def test_place_that_is_taken_is_refused_in_words(client, trainer, course):
    client.force_login(trainer)
    place = PlaceFactory(name="Ratssaal")
    SessionFactory(place=place, days=5)
    data = form_data(
        [(day(5), "11:00", "13:00")], trainers=[trainer.pk], place=place.pk
    )

    response = client.post(new_url(course), data)

    assert "Ratssaal ist belegt am" in response.content.decode()
    assert Session.objects.count() == 1
    assert 'value="Kurs A"' in response.content.decode()


def test_more_rows_keep_what_was_typed_and_complain_about_nothing(
    client, trainer, course
):
    client.force_login(trainer)
    data = form_data([(day(5), "", "")] + [("", "", "")] * 3, mehr="1", seats="")

    text = client.post(new_url(course), data).content.decode()

    assert day(5) in text
    assert 'name="dates-7-day"' in text
    assert "kern-error" not in text


def test_dropping_a_date_and_moving_another_keeps_the_rest(client, trainer, course):
    session = SessionFactory(
        offer=course,
        trainers=[trainer],
        dates=[
            (in_days(5), in_days(5, "12:00")),
            (in_days(12), in_days(12, "12:00")),
        ],
    )
    first, second = session.dates.all()
    client.force_login(trainer)
    rows = [("", "", "", first.pk), (day(13), "10:00", "12:00", second.pk)]

    client.post(
        reverse("training:session_edit", args=[session.pk]),
        form_data(rows, trainers=[trainer.pk], place=session.place.pk),
    )

    [date] = session.dates.all()
    assert (date.pk, date.uid) == (second.pk, second.uid)
    assert date.starts_at == in_days(13, "10:00")


def test_date_of_another_session_can_not_be_taken_along(client, trainer, course):
    other = SessionFactory(days=30)
    [foreign] = other.dates.all()
    client.force_login(trainer)
    rows = [(day(5), "09:00", "12:00", foreign.pk)]

    client.post(new_url(course), form_data(rows, trainers=[trainer.pk]))

    assert list(other.dates.all()) == [foreign]


def test_trainer_can_not_lock_themselves_out(client, trainer, course):
    client.force_login(trainer)

    response = client.post(new_url(course), form_data([(day(5), "09:00", "12:00")]))

    assert "bleiben Sie" in response.content.decode()
    assert not Session.objects.exists()


SCREENS = [
    "desk_session",
    "session_edit",
    "session_call_off",
    "message_write",
    "participants",
]
ACTS = ["attendance_note", "session_announce", "session_call_off", "message_write"]


@pytest.mark.parametrize("name", SCREENS)
@pytest.mark.parametrize(
    ("role", "is_named", "status"),
    [
        pytest.param([], True, 404, id="staff"),
        pytest.param([roles.INTRANET_EDITORS], True, 404, id="editor"),
        pytest.param([roles.TRAINERS], False, 404, id="another trainer"),
        pytest.param([roles.TRAINERS], True, 200, id="their trainer"),
        pytest.param([roles.TRAINING_LEADS], False, 200, id="lead"),
    ],
)
def test_screens_of_a_session_open_to_its_trainers_and_leads(
    client, name, role, is_named, status
):
    person = UserFactory(roles=[roles.INTRANET_READERS, *role])
    session = SessionFactory(trainers=[person] if is_named else [])
    client.force_login(person)

    url = reverse(f"training:{name}", args=[session.pk])

    assert client.get(url).status_code == status


@pytest.mark.parametrize("name", ACTS)
def test_other_trainers_can_not_act(client, trainer, name):
    session = SessionFactory(state="planned")
    client.force_login(trainer)

    url = reverse(f"training:{name}", args=[session.pk])
    response = client.post(url, {"reason": "So", "title": "So", "text": "So"})

    session.refresh_from_db()
    assert response.status_code == 404
    assert session.state == Session.State.PLANNED


def test_trainer_plans_only_the_offers_they_hold(client, trainer):
    client.force_login(trainer)

    assert client.get(new_url(OfferFactory())).status_code == 404


def test_desk_shows_trainers_their_own_and_leads_everything(client, trainer, lead):
    own = SessionFactory(trainers=[trainer], title="Eigener")
    SessionFactory(title="Fremder")
    url = reverse("training:desk")

    client.force_login(trainer)
    assert [row.session for row in client.get(url).context["coming"]] == [own]

    client.force_login(lead)
    assert len(client.get(f"{url}?alle").context["coming"]) == 2


def test_attendance_is_ticked_and_the_session_closed(client, trainer):
    session = SessionFactory(days=-1, trainers=[trainer])
    one, other = RegistrationFactory.create_batch(2, session=session)
    [date] = session.dates.all()
    client.force_login(trainer)

    client.post(
        reverse("training:attendance_note", args=[session.pk]),
        {"da": [f"{one.pk}-{date.pk}", "unsinn", "1-2-3"], "abschliessen": "1"},
    )

    session.refresh_from_db()
    assert [a.registration for a in Attendance.objects.all()] == [one]
    assert session.state == Session.State.DONE
    assert other.attendances.count() == 0


def test_message_reaches_those_with_a_seat(client, trainer, mailoutbox, commits):
    session = SessionFactory(trainers=[trainer], seats=1)
    seated = RegistrationFactory(session=session)
    RegistrationFactory(session=session, waiting=True)
    client.force_login(trainer)

    with commits():
        response = client.post(
            reverse("training:message_write", args=[session.pk]),
            {"title": "Bitte Laptop mitbringen", "text": "Danke!"},
            follow=True,
        )

    assert [mail.to for mail in mailoutbox] == [[seated.person.email]]
    assert "Bitte Laptop mitbringen" in mailoutbox[0].subject
    assert "geht an 1 Person" in response.content.decode()


def test_call_off_asks_for_a_reason(client, trainer):
    session = SessionFactory(trainers=[trainer])
    client.force_login(trainer)
    url = reverse("training:session_call_off", args=[session.pk])

    client.post(url, {"reason": ""})
    session.refresh_from_db()
    assert session.is_open

    client.post(url, {"reason": "Sturmwarnung"})
    session.refresh_from_db()
    assert (session.is_cancelled, session.cancel_reason) == (True, "Sturmwarnung")


def test_participant_is_taken_off_the_list(client, trainer):
    session = SessionFactory(trainers=[trainer])
    one = RegistrationFactory(session=session)
    client.force_login(trainer)

    url = reverse("training:participant_remove", args=[session.pk, one.pk])

    question = client.get(url).content.decode()
    one.refresh_from_db()
    assert f"{one.name} von der Liste nehmen?" in question
    assert one.is_active

    client.post(url)
    one.refresh_from_db()
    assert one.state == Registration.State.CANCELLED


def test_participant_of_another_session_stays(client, trainer):
    session = SessionFactory(trainers=[trainer])
    other = RegistrationFactory()
    client.force_login(trainer)

    url = reverse("training:participant_remove", args=[session.pk, other.pk])

    assert client.post(url).status_code == 404
    other.refresh_from_db()
    assert other.is_active


def test_list_to_print_has_names_and_no_addresses(client, trainer):
    session = SessionFactory(trainers=[trainer])
    one = RegistrationFactory(
        session=session, person=UserFactory(first_name="Ute", last_name="Umlaut")
    )
    client.force_login(trainer)

    url = reverse("training:participants", args=[session.pk])
    text = client.get(url).content.decode()

    assert "Ute Umlaut" in text
    assert one.person.email not in text
