from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from home.models import Letter, Notice, TownSettings
from home.notices import post_letter, tell, try_again
from home.tasks import send_letter, send_letters, tidy_up
from tests.factories.home import UserFactory

pytestmark = pytest.mark.django_db


class NobodyThere:
    """A mail server that refuses every connection: Django's seam for mail."""

    def __init__(self, *args, **kwargs):
        pass

    def send_messages(self, messages):
        raise ConnectionRefusedError("nobody there")


class Crash(BaseException):
    """The worker is killed while it talks to the mail server."""


class KilledMeanwhile(NobodyThere):
    def send_messages(self, messages):
        raise Crash


@pytest.fixture
def no_mail_server(settings):
    settings.EMAIL_BACKEND = f"{__name__}.NobodyThere"


@pytest.fixture
def letter(db):
    return post_letter("miriam@example.org", "Neue Bänke", "Sie stehen.")


def later(letter):
    """Let the time until the next attempt pass."""
    Letter.objects.filter(pk=letter.pk).update(try_at=timezone.now())


def test_tell_puts_a_notice_and_a_letter(town):
    person = UserFactory()

    tell(person, "Neue Bänke", text="Sie stehen.", url="/neues/")

    notice = Notice.objects.get()
    assert (notice.recipient, notice.title, notice.read_at) == (
        person,
        "Neue Bänke",
        None,
    )
    letter = Letter.objects.get()
    assert (letter.to, letter.subject) == (person.email, "Neue Bänke")
    assert "https://testserver/neues/" in letter.body
    assert "Sie bekommen diese Mail" in letter.body
    assert TownSettings.objects.get().name in letter.body


@pytest.mark.parametrize("case", [{"by_mail": False}, {"is_active": False}])
def test_tell_may_stay_on_the_page(town, case):
    person = UserFactory(is_active=case.get("is_active", True))

    tell(person, "Neue Bänke", by_mail=case.get("by_mail", True))

    assert Notice.objects.count() == 1
    assert not Letter.objects.exists()


def test_what_fails_tells_nobody(town):
    person = UserFactory()

    with transaction.atomic():
        tell(person, "Neue Bänke")
        transaction.set_rollback(True)

    assert not Notice.objects.exists()
    assert not Letter.objects.exists()


def test_a_long_title_is_cut_and_lines_are_joined(town):
    tell(UserFactory(), "Wasserschutz\nBcc: alle@example.org " + "lang " * 80)

    subject = Letter.objects.get().subject
    assert "\n" not in subject
    assert len(subject) == 200


def test_a_letter_leaves_right_after_commit(
    town, mailoutbox, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        letter = post_letter("miriam@example.org", "Neue Bänke", "Sie stehen.")
        assert mailoutbox == []

    (mail,) = mailoutbox
    assert mail.extra_headers["Message-ID"] == letter.message_id
    assert mail.extra_headers["Auto-Submitted"] == "auto-generated"
    letter.refresh_from_db()
    assert letter.state == Letter.State.SENT


def test_a_letter_is_sent_once_however_often_the_task_runs(letter, mailoutbox):
    assert [send_letter(letter.pk), send_letter(letter.pk), send_letters()] == [
        True,
        False,
        0,
    ]

    assert len(mailoutbox) == 1


def test_a_failed_letter_waits_longer_each_time(letter, no_mail_server):
    waits = []
    for _ in range(4):
        send_letter(letter.pk)
        letter.refresh_from_db()
        waits.append(round((letter.try_at - timezone.now()).total_seconds() / 60))
        later(letter)

    assert waits == [1, 4, 16, 64]
    assert letter.state == Letter.State.WAITING
    assert letter.last_error == "ConnectionRefusedError: nobody there"


def test_a_letter_that_waits_is_left_alone(letter, no_mail_server):
    send_letter(letter.pk)
    assert send_letter(letter.pk) is False

    letter.refresh_from_db()
    assert letter.attempts == 1


def test_after_five_failures_a_letter_is_parked(letter, no_mail_server):
    for _ in range(7):
        send_letters()
        later(letter)

    letter.refresh_from_db()
    assert (letter.state, letter.attempts) == (Letter.State.PARKED, 5)


def test_a_letter_that_crashes_the_worker_is_parked_as_well(letter, settings):
    settings.EMAIL_BACKEND = f"{__name__}.KilledMeanwhile"
    for _ in range(5):
        with pytest.raises(Crash):
            send_letter(letter.pk)
        later(letter)

    assert send_letter(letter.pk) is False
    letter.refresh_from_db()
    assert letter.state == Letter.State.PARKED


def test_all_attempts_carry_the_same_message_id(
    letter, no_mail_server, settings, mailoutbox
):
    send_letter(letter.pk)
    later(letter)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    send_letter(letter.pk)

    assert mailoutbox[0].extra_headers["Message-ID"] == letter.message_id


def test_a_parked_letter_may_be_tried_again(letter, mailoutbox):
    Letter.objects.update(state=Letter.State.PARKED, attempts=5)
    assert send_letter(letter.pk) is False

    letter.refresh_from_db()
    try_again(letter, actor=UserFactory())

    assert send_letter(letter.pk) is True
    assert len(mailoutbox) == 1


def test_tidy_up_forgets_what_arrived_long_ago(letter):
    send_letter(letter.pk)
    assert tidy_up() == 0
    Letter.objects.update(sent_at=timezone.now() - timedelta(days=31))
    old = Notice.objects.create(recipient=UserFactory(), title="Alt")
    Notice.objects.update(read_at=timezone.now() - timedelta(days=366))

    assert tidy_up() == 2
    assert not Notice.objects.filter(pk=old.pk).exists()
