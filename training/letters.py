"""What participants are told: on their page and by mail; guests by mail alone."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from home.models import User
from home.notices import full_address, post_letter, tell
from training.guests import guest_token
from training.models import Registration, Session, SessionDate
from training.words import dates_in_words, span_in_words


def confirm(registration: Registration) -> None:
    """The answer to a registration: a seat, or a place on the waiting list."""
    session = registration.session
    if not registration.is_waiting:
        text = _("You have a seat. We look forward to seeing you.")
        send(registration, _("Registered: %(session)s") % named(session), text)
        return
    text = _(
        "All seats are taken. You are number %(position)s on the waiting list. "
        "If a seat becomes free, you get it in this order, and we tell you at once."
    ) % {"position": registration.position}
    send(registration, _("On the waiting list: %(session)s") % named(session), text)


def say_moved_up(registration: Registration) -> None:
    text = _(
        "A seat became free, and it is yours. If you can't come any more, please "
        "cancel, so that the next person gets it."
    )
    title = _("You have a seat: %(session)s") % named(registration.session)
    send(registration, title, text)


def say_goodbye(registration: Registration) -> None:
    text = _("You have cancelled. Thank you for telling us: others can have the seat.")
    title = _("Cancelled: %(session)s") % named(registration.session)
    send(registration, title, text, details=False)


def say_removed(registration: Registration) -> None:
    text = _(
        "The trainers have taken you off the list. If you think this is a mistake, "
        "please ask them."
    )
    title = _("Taken off the list: %(session)s") % named(registration.session)
    send(registration, title, text, details=False)


def say_unplaced(registration: Registration) -> None:
    text = _("Unfortunately no seat became free. The waiting list is now closed.")
    title = _("No seat: %(session)s") % named(registration.session)
    send(registration, title, text, details=False)


def say_changed(session: Session) -> None:
    text = _("Dates or place have changed. Please look whether you can still come.")
    title = _("Changed: %(session)s") % named(session)
    send_to_all(session, title, text)


def say_called_off(session: Session) -> None:
    text = _("This session does not take place. The reason: %(reason)s") % {
        "reason": session.cancel_reason
    }
    title = _("Does not take place: %(session)s") % named(session)
    send_to_all(session, title, text)


def remind(date: SessionDate) -> int:
    """Remind everyone who has a seat of a date tomorrow; return how many."""
    title = _("Tomorrow: %(session)s") % named(date.session)
    text = span_in_words(date.starts_at, date.ends_at)
    return send_to_all(date.session, title, text, waiting=False)


def pass_on(session: Session, title: str, text: str) -> int:
    """A message of the trainers to everyone who has a seat; return how many."""
    title = f"{title} ({session.offer.title})"
    return send_to_all(session, title, text, waiting=False)


def send_to_all(session: Session, title: str, text: str, *, waiting=True) -> int:
    kept = session.registrations
    kept = kept.active() if waiting else kept.registered()
    registrations = list(kept.select_related("person"))
    for registration in registrations:
        registration.session = session
        send(registration, title, text)
    return len(registrations)


def send(registration: Registration, title: str, text: str, *, details=True) -> None:
    context = {
        "registration": registration,
        "session": registration.session,
        "dates": dates_in_words(dates_of(registration.session)),
        "text": text,
        "details": details,
    }
    body = render_to_string("training/email/registration.txt", context).strip()
    person: User | None = registration.person
    if person is not None:
        tell(person, title, text=body, url=own_address(registration))
    elif registration.guest_email:
        context |= {"body": body, "url": full_address(own_address(registration))}
        letter = render_to_string("training/email/guest.txt", context)
        post_letter(registration.guest_email, title, letter)


def dates_of(session: Session) -> list[SessionDate]:
    """As they are now: a session at hand may have been fetched before a change."""
    return list(SessionDate.objects.filter(session=session))


def own_address(registration: Registration) -> str:
    """Where a person, or a guest by their secret link, finds the registration."""
    if registration.person_id:
        return reverse("training:registration", args=[registration.pk])
    return reverse("training:guest_registration", args=[guest_token(registration)])


def named(session: Session) -> dict[str, str]:
    return {"session": str(session)}
