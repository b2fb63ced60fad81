import uuid
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from home import guests
from home.accounts.pseudonyms import clean_pseudonym
from home.models import Notice, User
from home.notices import tell
from home.roles import can_read_intranet
from home.visibility import visible_pages
from tests.factories.home import UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def guest():
    guest = guests.guest_for(uuid.uuid4())
    guest.last_login = timezone.now()
    guest.save()
    return guest


def test_one_form_brings_one_guest():
    key = uuid.uuid4()

    assert guests.guest_for(key) == guests.guest_for(key)
    assert guests.guest_for(uuid.uuid4()) != guests.guest_for(key)


def test_guest_is_nowhere_among_the_people(guest, admin_client):
    UserFactory(email="ines@rebenheim.example")

    listed = admin_client.get(reverse("wagtailusers_users:index")).content.decode()

    assert guest not in User.objects.all()
    assert "ines@rebenheim.example" in listed
    assert guest.email not in listed


def test_guest_has_no_right_and_reads_what_all_read(guest, town):
    assert not guest.is_authenticated
    assert not can_read_intranet(guest)
    assert not guest.has_usable_password()
    assert visible_pages(guest).count() == visible_pages(AnonymousUser()).count()


def test_guest_can_never_become_active(guest):
    guest.is_active = True

    with pytest.raises(IntegrityError), transaction.atomic():
        guest.save()


def test_guest_gets_no_mail(guest, mailoutbox):
    notice = tell(guest, "Ihr Beitrag ist öffentlich")

    assert notice.recipient == guest
    assert mailoutbox == []


def test_nobody_calls_themselves_like_a_guest():
    with pytest.raises(ValidationError, match="der Stadt vorbehalten"):
        clean_pseudonym("Gast 4711")


def test_forged_cookie_leads_to_nobody(rf, guest):
    request = rf.get("/")
    request.COOKIES[guests.COOKIE] = guest.email.partition("@")[0]

    assert guests.guest_of(request) is None


def test_cookie_is_for_this_site_and_no_script(rf, guest):
    def view(request):
        guests.remember(request, guest)
        return guests.HttpResponse()

    request = rf.get("/", secure=True)
    cookie = guests.guest_cookie(view)(request).cookies[guests.COOKIE]

    assert (cookie["httponly"], cookie["secure"], cookie["samesite"]) == (
        True,
        True,
        "Lax",
    )
    assert cookie["max-age"] == guests.KEPT.total_seconds()


def test_everything_of_a_guest_moves_and_the_guest_is_gone(guest):
    ines = UserFactory()
    tell(guest, "Ihr Beitrag ist öffentlich")

    moved = guests.hand_over(guest, ines)

    assert moved == 1
    assert Notice.objects.get().recipient == ines
    assert not User.everyone.filter(pk=guest.pk).exists()


def test_moving_twice_moves_once(guest):
    ines, clara = UserFactory(), UserFactory()
    guests.hand_over(User.everyone.get(pk=guest.pk), ines)

    assert guests.hand_over(guest, clara) == 0


def test_sign_in_without_a_guest_changes_nothing():
    client, ines = Client(), UserFactory()

    client.force_login(ines)

    assert User.objects.get() == ines


def test_idle_guest_is_forgotten(guest):
    User.everyone.filter(pk=guest.pk).update(
        last_login=timezone.now() - guests.KEPT - timedelta(days=1)
    )
    active = guests.guest_for(uuid.uuid4())
    User.everyone.filter(pk=active.pk).update(last_login=timezone.now())

    assert guests.forget_idle_guests() == 1
    assert list(User.everyone.filter(is_guest=True)) == [active]
