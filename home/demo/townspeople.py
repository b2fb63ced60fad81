"""Units, posts and people of the demo town. What is there already stays as it is."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.utils import timezone

from home.demo.accounts import CITIZENS, OUTSIDE, PASSWORD, STAFF
from home.demo.people import address
from home.models import Absence, Post, StaffProfile, Unit, User
from home.roles import INTRANET_READERS


def make_units(rows: list[dict]) -> dict[str, Unit]:
    """Units in the order of the file: a parent stands before its parts."""
    units = {unit.key: unit for unit in Unit.objects.all()}
    for position, row in enumerate(rows):
        if row["key"] in units:
            continue
        units[row["key"]] = Unit.objects.create(
            key=row["key"],
            name=row["name"],
            short_name=row.get("short", ""),
            parent=units.get(row.get("parent")),
            description=row.get("description", ""),
            email=row.get("email", ""),
            phone=row.get("phone", ""),
            opening_hours=row.get("opening_hours", ""),
            position=position,
        )
    return units


def make_people(rows: list[dict], citizens: list[dict]) -> dict[str, User]:
    """Staff, the two citizens with a password, and the eighty without."""
    secret, closed = make_password(PASSWORD), make_password(None)
    wanted = [
        User(
            email=address(row["mail"]),
            first_name=row["given_name"],
            last_name=row["family_name"],
            password=secret if row.get("account") else closed,
        )
        for row in rows
    ]
    wanted += [
        User(email=address(name), pseudonym=pseudonym, password=secret)
        for name, pseudonym in CITIZENS.items()
    ]
    wanted += [
        User(email=address(name), first_name=first, last_name=last, password=secret)
        for name, (first, last, _role) in OUTSIDE.items()
    ]
    wanted += [
        User(
            email=address(f"buerger-{row['number']}"),
            pseudonym=row.get("pseudonym", ""),
            password=closed,
        )
        for row in citizens
    ]
    there = set(User.objects.values_list("email", flat=True))
    User.objects.bulk_create(user for user in wanted if user.email not in there)
    people = User.objects.in_bulk([u.email for u in wanted], field_name="email")
    verify_addresses(people.values())
    return people


def verify_addresses(people) -> None:
    there = set(EmailAddress.objects.values_list("user_id", flat=True))
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=True, primary=True)
        for person in people
        if person.pk not in there
    )


def give_roles(rows: list[dict], people: dict[str, User]) -> None:
    """All staff read the intranet; the demo accounts have their roles as well."""
    groups = {group.name: group for group in Group.objects.all()}
    through = User.groups.through
    given = [
        (row["mail"], name)
        for row in rows
        for name in [INTRANET_READERS, *STAFF.get(row.get("account"), [])]
    ]
    given += [(mail, role) for mail, (_first, _last, role) in OUTSIDE.items()]
    through.objects.bulk_create(
        (through(user=people[address(mail)], group=groups[r]) for mail, r in given),
        ignore_conflicts=True,
    )


def make_profiles(rows: list[dict], people: dict[str, User]) -> None:
    there = set(StaffProfile.objects.values_list("key", flat=True))
    StaffProfile.objects.bulk_create(
        StaffProfile(
            person=people[address(row["mail"])],
            key=row["key"],
            phone=row.get("phone", ""),
            room=row.get("room", ""),
            working_days=row.get("working_days", ""),
            about=row.get("about", ""),
        )
        for row in rows
        if row["key"] not in there
    )


def make_posts(rows: list[dict], units: dict[str, Unit]) -> None:
    holders = {p.key: p.person for p in StaffProfile.objects.select_related("person")}
    there = set(Post.objects.values_list("key", flat=True))
    Post.objects.bulk_create(
        Post(
            key=row["key"],
            title=row["title"],
            unit=units[row["unit"]],
            holder=holders.get(row.get("holder")),
            deputy=holders.get(row.get("deputy")),
            is_head=row.get("is_head", False),
            about=row.get("about", ""),
        )
        for row in rows
        if row["key"] not in there
    )


def make_absences(rows: list[dict], people: dict[str, User]) -> None:
    """Days count from today, so that somebody is always away."""
    today = timezone.localdate()
    for row in rows:
        person = people[address(row["mail"])]
        if "absent_from" not in row or person.absences.exists():
            continue
        Absence.objects.create(
            person=person,
            first_day=today + timedelta(days=row["absent_from"]),
            last_day=today + timedelta(days=row["absent_to"]),
            contact=Post.objects.filter(key=row.get("contact")).first(),
        )
