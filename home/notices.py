"""Telling people something: on their page and by mail, with what caused it."""

from datetime import datetime, timedelta
from email.utils import make_msgid
from functools import partial
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django_q.tasks import async_task
from wagtail.models import Site

from home.audit import record
from home.models import Letter, Notice, TownSettings, User
from home.unsubscribing import full_address, unsubscribe_url

LONGEST_TITLE = 200


@transaction.atomic
def tell(
    person: User,
    title: str,
    *,
    text: str = "",
    url: str = "",
    by_mail: bool = True,
    kind: str = "",
) -> Notice:
    """
    Put a notice on a person's page and, unless told otherwise, write a letter.

    ``kind`` names what people may unsubscribe from (``home.registries.mail_kinds``).
    Without it the mail is one that they must get.
    """
    title = Truncator(" ".join(str(title).split())).chars(LONGEST_TITLE)
    notice = Notice.objects.create(
        recipient=person, title=title, text=str(text), url=url
    )
    if by_mail and person.email and person.is_active:
        stop = unsubscribe_url(person, kind) if kind else ""
        post_letter(person.email, title, text_of(notice, stop), unsubscribe_url=stop)
    return notice


def text_of(notice: Notice, unsubscribe_url: str = "") -> str:
    """The mail for a notice: what, where, from whom, and why one gets it."""
    context = {
        "unsubscribe_url": unsubscribe_url,
        "notice": notice,
        "url": full_address(notice.url),
        "town": town(),
        "my_page": full_address(reverse("home:my_page")),
    }
    return render_to_string("home/email/notice.txt", context)


def town() -> TownSettings | None:
    site = Site.objects.filter(is_default_site=True).first()
    return TownSettings.for_site(site) if site else None


def post_letter(
    to: str, subject: str, body: str, *, unsubscribe_url: str = ""
) -> Letter:
    """Put a mail into the outbox; the worker sends it once this has committed."""
    letter = new_letter(to, subject, body, unsubscribe_url=unsubscribe_url)
    letter.save()
    poke(letter)
    return letter


def new_letter(to: str, subject: str, body: str, *, unsubscribe_url: str) -> Letter:
    """A mail that still has to be put into the outbox."""
    return Letter(
        to=to,
        subject=Truncator(" ".join(str(subject).split())).chars(LONGEST_TITLE),
        body=body,
        message_id=make_msgid(domain=urlsplit(settings.BASE_URL).hostname),
        try_at=timezone.now(),
        unsubscribe_url=unsubscribe_url,
    )


def poke(letter: Letter) -> None:
    """Have the worker look at once; should that get lost, it looks every minute."""
    transaction.on_commit(partial(async_task, "home.tasks.send_letter", letter.pk))


@transaction.atomic
def try_again(letter: Letter, *, actor: User) -> None:
    """Take a parked mail out of its parking place."""
    letter.state, letter.attempts = Letter.State.WAITING, 0
    letter.try_at = timezone.now()
    letter.save(update_fields=["state", "attempts", "try_at"])
    record("letter_tried_again", f"Mail {letter.pk}", actor=actor)
    poke(letter)


def next_attempt(attempts: int, now: datetime) -> datetime:
    """Back off: 1, 4, 16, 64 minutes."""
    return now + timedelta(minutes=4 ** max(attempts - 1, 0))
