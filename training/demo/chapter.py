"""The room's part of the demo town: places, offers, sessions, who comes and waits."""

from datetime import date, datetime, time, timedelta
from itertools import count
from pathlib import Path
from random import Random

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify
from wagtail.models import Page

from home.demo import people
from home.demo.accounts import STAFF
from home.demo.text import body, load
from home.models import User
from home.registries import DemoChapter
from home.roles import TRAINERS
from home.workdays import SATURDAY, holidays_in
from training.models import (
    Attendance,
    EventIndexPage,
    Occupation,
    OfferPage,
    Place,
    Registration,
    RegistrationStep,
    Session,
    SessionDate,
    Topic,
    TrainingIndexPage,
)
from training.occupancy import needed, overlapping

FILES = Path(__file__).parent
SUNDAY = 6
ATTENDS = 0.9


@transaction.atomic
def make() -> None:
    content = load(FILES / "offers.toml")
    make_places(content["places"])
    make_topics(content["offers"])
    there = set(OfferPage.objects.values_list("slug", flat=True))
    for row in content["offers"]:
        if row["slug"] not in there:
            make_offer(row)


def make_places(rows: list[dict]) -> None:
    there = set(Place.objects.values_list("key", flat=True))
    Place.objects.bulk_create(Place(**row) for row in rows if row["key"] not in there)


def make_topics(offers: list[dict]) -> None:
    there = set(Topic.objects.values_list("name", flat=True))
    names = dict.fromkeys(row["topic"] for row in offers)
    Topic.objects.bulk_create(
        Topic(name=name, slug=slugify(name)) for name in names if name not in there
    )


def make_offer(row: dict) -> None:
    offer = OfferPage(
        title=row["title"],
        slug=row["slug"],
        introduction=row["summary"],
        kind=row["kind"],
        topic=Topic.objects.get(name=row["topic"]),
        goals="\n".join(row["goals"]),
        body=body(row["body"]),
        responsible_post=people.post(row["owner"]),
    )
    index_of(row).add_child(instance=offer)
    trainer = people.person(row["trainer"])
    offer.trainers.add(trainer)
    offer.save_revision().publish()
    make_trainer(trainer)
    for session in row["sessions"]:
        make_session(offer, session, trainer, is_public=row["public"])


def index_of(row: dict) -> Page:
    return (EventIndexPage if row["public"] else TrainingIndexPage).objects.get()


def make_trainer(person: User) -> None:
    """Whoever has a demo account of another kind stays what it is for."""
    if person.email not in {people.address(name) for name in STAFF}:
        person.groups.add(Group.objects.get(name=TRAINERS))


def make_session(offer: OfferPage, row: dict, trainer: User, *, is_public) -> None:
    session = Session(
        offer=offer,
        title=row.get("title", ""),
        place=Place.objects.get(key=row["place"]),
        seats=row["seats"],
        has_waiting_list=row["waiting"],
    )
    dates = free_dates(row["dates"], session.place, trainer, is_public=is_public)
    session.starts_at, session.ends_at = dates[0].starts_at, dates[-1].ends_at
    is_over = session.ends_at < timezone.now()
    session.state = Session.State.DONE if is_over else Session.State.OPEN
    session.closes_at = closing(dates[0], row["deadline_days_before"])
    session.save()
    session.trainers.add(trainer)
    for one in dates:
        one.session = session
    SessionDate.objects.bulk_create(dates)
    Occupation.objects.bulk_create(needed(session, dates))
    make_registrations(session, row, trainer, is_public=is_public)


def free_dates(rows, place: Place, trainer: User, *, is_public) -> list[SessionDate]:
    """
    The dates of a session, each moved to the next day on which it can be held.

    What comes after a date that was moved is moved as far: the time between stays.
    """
    dates, delay = [], 0
    for row in rows:
        day = timezone.localdate() + timedelta(days=row["day"])
        for later in count(delay):
            one = stretch(day + timedelta(days=later), row)
            if is_possible(one, place, trainer, is_public=is_public):
                dates.append(one)
                delay = later
                break
    return dates


def stretch(day: date, row: dict) -> SessionDate:
    return SessionDate(
        starts_at=moment(day, row["start"]), ends_at=moment(day, row["end"])
    )


def moment(day: date, clock: str) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.fromisoformat(clock)))


def is_possible(one: SessionDate, place: Place, trainer: User, *, is_public) -> bool:
    """Staff learn on working days; the public also comes on Saturdays."""
    day = timezone.localdate(one.starts_at)
    last_weekday = SATURDAY if is_public else SATURDAY - 1
    is_free = day in holidays_in(day.year) or is_between_years(day)
    if is_free or day.weekday() > last_weekday:
        return False
    span = {"starts_at": one.starts_at, "ends_at": one.ends_at}
    wanted = [Occupation(place=place, **span), Occupation(person=trainer, **span)]
    return not any(overlapping(occupation).exists() for occupation in wanted)


def is_between_years(day: date) -> bool:
    return (day.month, day.day) >= (12, 24)


def closing(first: SessionDate, days: int) -> datetime:
    """Registration closes at the end of a day."""
    day = timezone.localdate(first.starts_at) - timedelta(days=days - 1)
    return min(moment(day, "00:00"), first.starts_at)


def make_registrations(session: Session, row: dict, trainer: User, *, is_public):
    """As many as the file says: first the seats, then the waiting list."""
    dice = Random(f"{session.offer.slug}-{row['dates'][0]['day']}")
    chosen = participants(dice, row["registrations"], trainer, is_public=is_public)
    first = arrivals(session, len(chosen))
    registrations = Registration.objects.bulk_create(
        Registration(
            session=session,
            person=person,
            state=state_of(number, session),
            joined_at=first + number * timedelta(hours=7, minutes=11),
        )
        for number, person in enumerate(chosen)
    )
    RegistrationStep.objects.bulk_create(
        RegistrationStep(
            registration=one,
            cause=(
                RegistrationStep.Cause.REGISTERED
                if number < session.seats
                else RegistrationStep.Cause.QUEUED
            ),
            actor=one.person,
            at=one.joined_at,
        )
        for number, one in enumerate(registrations)
    )
    if session.is_done:
        make_attendance(session, registrations, dice)


def participants(dice: Random, number: int, trainer: User, *, is_public) -> list[User]:
    """The accounts of the demo town come first, so that they have something to see."""
    if is_public:
        pool, accounts = people.citizens(), ["buergerin", "buerger"]
    else:
        pool, accounts = list(people.staff().values()), ["mitarbeiterin"]
    shown = [people.person(name) for name in accounts if dice.random() < ACCOUNT_COMES]
    others = sorted(
        {person.pk: person for person in pool}.values(), key=lambda person: person.pk
    )
    others = [p for p in others if p != trainer and p not in shown]
    return (shown + dice.sample(others, len(others)))[:number]


ACCOUNT_COMES = 0.15


def arrivals(session: Session, number: int) -> datetime:
    """When the first of so many came: before the deadline, never in the future."""
    last = min(session.closes_at, timezone.now()) - timedelta(hours=5)
    return last - number * timedelta(hours=7, minutes=11)


def state_of(number: int, session: Session) -> str:
    if number < session.seats:
        return Registration.State.REGISTERED
    if session.is_done:
        return Registration.State.UNPLACED
    return Registration.State.WAITING


def make_attendance(session: Session, registrations, dice: Random) -> None:
    Attendance.objects.bulk_create(
        Attendance(registration=one, date=on)
        for one in registrations
        for on in session.dates.all()
        if one.is_registered and dice.random() < ATTENDS
    )


chapter = DemoChapter(order=40, name="Schulungen, Veranstaltungen", make=make)
