import pytest
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction

from home.models import Notice
from home.roles import INTRANET_READERS
from tests.factories.home import UserFactory
from tests.factories.training import (
    OfferFactory,
    RegistrationFactory,
    SessionFactory,
    in_days,
    programme,
)
from training.guests import Guest
from training.models import Registration, RegistrationStep
from training.permissions import Reason
from training.services import Refused, cancel, register, remove

pytestmark = pytest.mark.django_db
State = Registration.State


def test_register_gives_a_seat_and_tells_the_person(citizen):
    session = SessionFactory()

    registration = register(session, person=citizen, needs="Gebärdensprache")

    assert registration.state == State.REGISTERED
    assert registration.needs == "Gebärdensprache"
    assert [n.title for n in citizen.notices.all()] == [f"Angemeldet: {session}"]
    assert [step.cause for step in registration.steps.all()] == ["registered"]


def test_register_twice_gives_one_seat_and_one_notice(citizen):
    session = SessionFactory()

    first = register(session, person=citizen)
    second = register(session, person=citizen)

    assert first == second
    assert session.registrations.count() == 1
    assert citizen.notices.count() == 1


def test_register_when_full_puts_on_the_waiting_list(citizen):
    session = SessionFactory(seats=1)
    RegistrationFactory(session=session)
    RegistrationFactory(session=session, waiting=True)

    registration = register(session, person=citizen)

    assert registration.state == State.WAITING
    assert registration.position == 2
    assert "Platz 2 der Warteliste" in citizen.notices.get().text


def test_register_after_cancelling_stands_at_the_end(citizen):
    session = SessionFactory(seats=1)
    register(session, person=UserFactory())
    first = register(session, person=citizen)
    other = register(session, person=UserFactory())
    cancel(first, actor=citizen)

    again = register(session, person=citizen)

    assert [r.pk for r in session.registrations.waiting()] == [other.pk, again.pk]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        pytest.param({"opens_at": in_days(1)}, Reason.NOT_YET, id="not yet open"),
        pytest.param({"closes_at": in_days(-1)}, Reason.CLOSED, id="closed"),
        pytest.param({"days": -1}, Reason.BEGUN, id="over"),
        pytest.param({"state": "planned"}, Reason.HIDDEN, id="being planned"),
        pytest.param({"state": "cancelled"}, Reason.CANCELLED, id="cancelled"),
        pytest.param({"offer__live": False}, Reason.HIDDEN, id="not published"),
    ],
)
def test_register_is_refused_with_a_reason(citizen, fields, reason):
    with pytest.raises(Refused) as refusal:
        register(SessionFactory(**fields), person=citizen)

    assert refusal.value.answer.reason == reason
    assert not Registration.objects.exists()


def test_register_without_a_waiting_list_is_refused_when_full(citizen):
    session = SessionFactory(seats=1, has_waiting_list=False)
    RegistrationFactory(session=session)

    with pytest.raises(Refused, match="keine Warteliste"):
        register(session, person=citizen)


def test_register_for_an_internal_course_is_for_staff(citizen, staff):
    session = SessionFactory(offer=OfferFactory(parent=programme()))

    with pytest.raises(Refused):
        register(session, person=citizen)

    assert register(session, person=staff).is_registered


def test_register_a_guest_writes_to_the_address_given(mailoutbox, commits):
    session = SessionFactory()

    with commits():
        register(session, guest=Guest("Gerd Gast", "gerd@example.org"))

    assert [mail.to for mail in mailoutbox] == [["gerd@example.org"]]
    assert "/veranstaltungen/gast/" in mailoutbox[0].body


def test_register_a_guest_twice_gives_one_seat():
    session = SessionFactory()

    register(session, guest=Guest("Gerd Gast", "gerd@example.org"))
    register(session, guest=Guest("Gerd Gast", "Gerd@example.org"))

    assert session.registrations.count() == 1


def test_guest_can_not_register_for_an_internal_course():
    session = SessionFactory(offer=OfferFactory(parent=programme()))

    with pytest.raises(Refused):
        register(session, guest=Guest("Gerd Gast", "gerd@example.org"))


def test_cancel_moves_the_first_up_and_tells_both(citizen, mailoutbox, commits):
    session = SessionFactory(seats=1)
    mine = register(session, person=citizen)
    first, second = UserFactory(), UserFactory()
    register(session, person=first)
    register(session, person=second)
    Notice.objects.all().delete()

    with commits():
        cancel(mine, actor=citizen)

    [seated] = session.registrations.registered()
    assert seated.person == first
    assert [(n.recipient, n.title) for n in Notice.objects.order_by("pk")] == [
        (citizen, f"Abgesagt: {session}"),
        (first, f"Sie haben einen Platz: {session}"),
    ]
    assert [mail.to for mail in mailoutbox] == [[citizen.email], [first.email]]


def test_cancel_twice_moves_one_up(citizen):
    session = SessionFactory(seats=1)
    mine = register(session, person=citizen)
    register(session, person=UserFactory())
    register(session, person=UserFactory())

    cancel(mine, actor=citizen)
    cancel(mine, actor=citizen)

    assert session.registrations.registered().count() == 1
    assert mine.steps.filter(cause="withdrawn").count() == 1


def test_cancel_a_place_on_the_list_moves_nobody_up(citizen):
    session = SessionFactory(seats=1)
    register(session, person=UserFactory())
    mine = register(session, person=citizen)
    other = register(session, person=UserFactory())

    cancel(mine, actor=citizen)

    other.refresh_from_db()
    assert (other.state, other.position) == (State.WAITING, 1)


def test_cancel_after_it_has_begun_is_refused(citizen):
    registration = RegistrationFactory(session=SessionFactory(days=-1), person=citizen)

    with pytest.raises(Refused):
        cancel(registration, actor=citizen)

    registration.refresh_from_db()
    assert registration.is_registered


def test_nobody_moves_up_on_the_first_day(citizen):
    session = SessionFactory(seats=1, days=1)
    mine = register(session, person=citizen)
    late = register(session, person=UserFactory())

    cancel(mine, actor=citizen, at=in_days(1, "07:00"))

    late.refresh_from_db()
    assert late.state == State.WAITING


def test_waiting_order_is_never_changed_by_editing(citizen):
    session = SessionFactory(seats=1)
    register(session, person=UserFactory())
    waiting = [register(session, person=UserFactory()) for _ in range(3)]

    waiting[0].needs = "Vorn sitzen"
    waiting[0].save()

    assert list(session.registrations.waiting()) == waiting


def test_who_may_not_see_it_any_more_is_passed_over(staff):
    session = SessionFactory(seats=1, offer=OfferFactory(parent=programme()))
    mine = register(session, person=staff)
    gone, next_one = (
        UserFactory(roles=[INTRANET_READERS]),
        UserFactory(roles=[INTRANET_READERS]),
    )
    register(session, person=gone)
    register(session, person=next_one)
    gone.groups.remove(Group.objects.get(name=INTRANET_READERS))

    cancel(mine, actor=staff)

    people = session.registrations.registered().values_list("person", flat=True)
    assert list(people) == [next_one.pk]


def test_remove_tells_the_person_and_moves_up(trainer, citizen):
    session = SessionFactory(seats=1, trainers=[trainer])
    mine = register(session, person=citizen)
    waiting = register(session, person=UserFactory())

    remove(mine, actor=trainer)

    waiting.refresh_from_db()
    assert waiting.is_registered
    assert citizen.notices.filter(title__startswith="Von der Liste").exists()
    assert mine.steps.get(cause="removed").actor == trainer


def test_every_change_has_one_step(citizen):
    session = SessionFactory(seats=1)
    mine = register(session, person=citizen)
    register(session, person=UserFactory())
    cancel(mine, actor=citizen)

    causes = RegistrationStep.objects.order_by("pk").values_list("cause", flat=True)
    assert list(causes) == ["registered", "queued", "withdrawn", "moved_up"]


def test_database_refuses_a_second_active_registration(citizen):
    registration = RegistrationFactory(person=citizen)

    with pytest.raises(IntegrityError), transaction.atomic():
        RegistrationFactory(session=registration.session, person=citizen)


def test_cancelled_registration_leaves_room_for_a_new_one(citizen):
    registration = RegistrationFactory(person=citizen, state=State.CANCELLED)

    RegistrationFactory(session=registration.session, person=citizen)

    assert registration.session.registrations.count() == 2
