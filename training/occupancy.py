"""Places and trainers are given away once at a time."""

from collections.abc import Iterable
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from training.models import Occupation, Session, SessionDate
from training.words import span_in_words


def occupy(session: Session) -> None:
    """
    Take the place and the trainers of a session for its dates, or refuse in words.

    Runs in the transaction of the change. On SQLite that transaction is the lock
    (it begins IMMEDIATE); on PostgreSQL two that overtake each other meet the
    exclusion constraint.
    """
    release(session)
    if session.is_cancelled:
        return
    dates = list(SessionDate.objects.filter(session=session))
    wanted = list(needed(session, dates))
    refuse_overlaps(wanted, dates)
    try:
        with transaction.atomic():
            Occupation.objects.bulk_create(wanted)
    except IntegrityError as error:
        raise ValidationError(
            _("Somebody has just booked this place or these trainers. Please check.")
        ) from error


def release(session: Session) -> None:
    Occupation.objects.filter(date__session=session).delete()


def needed(session: Session, dates: Iterable[SessionDate]) -> Iterable[Occupation]:
    """What a session takes: its place and each trainer, on each date."""
    trainers = list(session.trainers.all())
    for date in dates:
        span = {"date": date, "starts_at": date.starts_at, "ends_at": date.ends_at}
        if session.place_id:
            yield Occupation(place_id=session.place_id, **span)
        for trainer in trainers:
            yield Occupation(person=trainer, **span)


def refuse_overlaps(wanted: list[Occupation], dates: Iterable[SessionDate]) -> None:
    """Name what is taken already, once each, before the database would refuse."""
    taken = [other for one in wanted for other in overlapping(one)]
    messages = dict.fromkeys(in_words(other) for other in taken)
    messages |= dict.fromkeys(overlaps_within(dates))
    if messages:
        raise ValidationError(list(messages))


def overlapping(one: Occupation):
    """Back to back is no overlap."""
    same = Q(place=one.place_id) if one.place_id else Q(person=one.person_id)
    others = Occupation.objects.filter(
        same, starts_at__lt=one.ends_at, ends_at__gt=one.starts_at
    )
    return others.select_related("place", "person", "date__session__offer")


def overlaps_within(dates: Iterable[SessionDate]) -> Iterable[str]:
    """Two dates of one session can't overlap either."""
    ordered = sorted(dates, key=lambda date: date.starts_at)
    for earlier, later in pairwise(ordered):
        if later.starts_at < earlier.ends_at:
            yield _("Two dates overlap: %(first)s and %(second)s.") % {
                "first": span_in_words(earlier.starts_at, earlier.ends_at),
                "second": span_in_words(later.starts_at, later.ends_at),
            }


def in_words(occupation: Occupation) -> str:
    return _("%(what)s is taken on %(when)s: %(session)s.") % {
        "what": occupation.place or occupation.person,
        "when": span_in_words(occupation.starts_at, occupation.ends_at),
        "session": occupation.date.session,
    }
