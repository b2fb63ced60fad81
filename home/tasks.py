"""
Background work of the house, run by django-q2.

A task takes primary keys, fetches what it needs and hands over to plain
functions. It may run twice or late, so it must not mind either.
"""

import logging
from datetime import timedelta

from django.core.mail import EmailMessage
from django.core.management import call_command
from django.db.models import F
from django.utils import timezone
from django_q.models import Schedule

from home import approvals, digests
from home.accounts.limits import forget_attempts
from home.accounts.people import forget_unconfirmed_accounts
from home.accounts.sessions import forget_ended_sessions
from home.guests import forget_idle_guests
from home.media import put_renditions_in_place  # noqa: F401
from home.models import BarrierReport, Letter, Notice, Rhythm, TownImage
from home.notices import next_attempt
from home.pictures import make_sizes

logger = logging.getLogger(__name__)

# Brought to the database by ``manage.py sync_schedules`` on every deployment.
SCHEDULES = {
    "send_letters": {"schedule_type": Schedule.MINUTES, "minutes": 1},
    "sweep_the_door": {"schedule_type": Schedule.DAILY},
    # A collection that is moved below a closed one tells nobody.
    "put_renditions_in_place": {"schedule_type": Schedule.MINUTES, "minutes": 5},
    "publish_scheduled_pages": {"schedule_type": Schedule.MINUTES, "minutes": 5},
    "remind_approvers": {"schedule_type": Schedule.CRON, "cron": "0 7 * * *"},
    "send_daily_digests": {"schedule_type": Schedule.CRON, "cron": "0 7 * * *"},
    "send_weekly_digests": {"schedule_type": Schedule.CRON, "cron": "15 7 * * *"},
    "tell_at_once": {"schedule_type": Schedule.MINUTES, "minutes": 5},
    "tidy_up": {"schedule_type": Schedule.CRON, "cron": "30 3 * * *"},
}
KEEP_SENT_LETTERS = timedelta(days=30)
KEEP_READ_NOTICES = timedelta(days=365)
KEEP_REPORTERS = timedelta(days=365)


def send_letters() -> int:
    """Send every letter that is due; return how many went out."""
    due = Letter.objects.waiting(timezone.now()).values_list("pk", flat=True)
    return sum(send_letter(pk) for pk in list(due[:200]))


def send_letter(letter_id: int) -> bool:
    """Send one letter if it is due; return whether it went out."""
    letter = claim(letter_id)
    if letter is None:
        return False
    message = EmailMessage(
        letter.subject, letter.body, to=[letter.to], headers=headers_of(letter)
    )
    try:
        message.send()
    except Exception as error:  # whatever the mail server does, the letter stays
        return give_up_for_now(letter, error)
    Letter.objects.filter(pk=letter.pk).update(
        state=Letter.State.SENT, sent_at=timezone.now(), last_error=""
    )
    return True


def headers_of(letter: Letter) -> dict[str, str]:
    """What mail programs read; with an address to unsubscribe, by RFC 8058."""
    headers = {"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"}
    if letter.unsubscribe_url:
        headers["List-Unsubscribe"] = f"<{letter.unsubscribe_url}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def claim(letter_id: int) -> Letter | None:
    """Count the attempt before it is made, so that a crash counts too."""
    now = timezone.now()
    due = Letter.objects.waiting(now).filter(pk=letter_id)
    letter = due.first()
    if letter is None:
        return None
    taken = due.filter(attempts=letter.attempts).update(
        attempts=F("attempts") + 1, try_at=next_attempt(letter.attempts + 1, now)
    )
    if not taken:
        return None
    letter.refresh_from_db()
    if letter.attempts > Letter.MOST_ATTEMPTS:
        Letter.objects.filter(pk=letter_id).update(state=Letter.State.PARKED)
        return None
    return letter


def give_up_for_now(letter: Letter, error: Exception) -> bool:
    logger.warning("Letter %s was not sent: %s", letter.pk, type(error).__name__)
    parked = letter.attempts >= Letter.MOST_ATTEMPTS
    Letter.objects.filter(pk=letter.pk).update(
        state=Letter.State.PARKED if parked else Letter.State.WAITING,
        last_error=f"{type(error).__name__}: {error}"[:500],
    )
    return False


def sweep_the_door() -> int:
    """Forget attempts, ended sessions, unconfirmed accounts and idle guests."""
    doors = forget_attempts() + forget_ended_sessions()
    return doors + forget_unconfirmed_accounts() + forget_idle_guests()


def make_picture_sizes(image_id: int) -> None:
    """Cut a new picture to its sizes; it may have gone since."""
    for image in TownImage.objects.filter(pk=image_id):
        make_sizes(image)


def publish_scheduled_pages() -> None:
    """Put online what was approved for now, and take off what has expired."""
    call_command("publish_scheduled", verbosity=0)


def remind_approvers() -> int:
    """Remind whoever decides today; ask the deputies of those who did not."""
    return approvals.remind()


def send_daily_digests() -> int:
    """Tell what happened since yesterday; return how many people were told."""
    return digests.send(Rhythm.DAILY, timezone.now())


def send_weekly_digests() -> int:
    """The same for the week. Asked every day, done on the first that it can be."""
    return digests.send(Rhythm.WEEKLY, timezone.now())


def tell_at_once() -> int:
    """Tell what has just happened, in one mail if it was much."""
    return digests.send(Rhythm.AT_ONCE, timezone.now())


def tidy_up() -> int:
    """Forget mails and notices that did their work long ago; return how many."""
    now = timezone.now()
    sent = Letter.objects.filter(
        state=Letter.State.SENT, sent_at__lt=now - KEEP_SENT_LETTERS
    )
    read = Notice.objects.filter(read_at__lt=now - KEEP_READ_NOTICES)
    barriers = BarrierReport.objects.filter(settled_at__lt=now - KEEP_REPORTERS)
    forgotten = barriers.exclude(email="").update(email="")
    rounds = digests.forget(now)
    return sent.delete()[0] + read.delete()[0] + forgotten + rounds
