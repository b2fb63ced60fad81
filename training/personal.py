"""What this room knows about people, and what a person sees of it."""

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from home.models import User
from home.registries import MySection, PersonalData, my_sections, personal_data
from training.models import Occupation, Registration, RegistrationStep, Session
from training.services import give_up

MOST = 5


def of(person: User) -> QuerySet:
    """Registrations by account, and those made as a guest with the same address."""
    same_address = Q(person=None, guest_email__iexact=person.email)
    return Registration.objects.filter(Q(person=person) | same_address)


def registrations(person: User) -> list[dict]:
    rows = of(person).for_listing().prefetch_related("attendances__date")
    return [
        {
            "session": str(row.session),
            "state": str(row.get_state_display()),
            "registered": row.joined_at.isoformat(),
            "needs": row.needs,
            "attended": [str(attendance.date) for attendance in row.attendances.all()],
        }
        for row in rows
    ]


def forget_registrations(person: User) -> int:
    """Give seats to come to others, and keep the rest as numbers without a name."""
    now, found = timezone.now(), of(person)
    for registration in found.active().filter(session__starts_at__gt=now):
        give_up(registration, at=now)
    RegistrationStep.objects.filter(actor=person).update(actor=None)
    return found.update(person=None, guest_name="", guest_email="", needs="")


def sessions_held(person: User) -> list[dict]:
    sessions = Session.objects.filter(trainers=person).select_related("offer")
    return [{"session": str(s), "begins": s.starts_at} for s in sessions]


def forget_sessions_held(person: User) -> int:
    Occupation.objects.filter(person=person).delete()
    person.offers.clear()
    return Session.trainers.through.objects.filter(user=person).delete()[0]


def next_registrations(person: User) -> dict | None:
    """The registrations to come, for “Meine Seite”; nothing if there is none."""
    coming = Registration.objects.visible_to(person).active().for_listing()
    coming = coming.filter(session__ends_at__gte=timezone.now())
    coming = list(coming.order_by("session__starts_at")[:MOST])
    return {"registrations": coming} if coming else None


personal_data += [
    PersonalData(
        model="training.Registration",
        fields=["person", "guest_name", "guest_email", "needs", "attendances"],
        purpose=_("holding a seat, telling of changes, noting who was there"),
        kept=_(
            "needs 14 days and guests 12 weeks after the last date; for others until "
            "the account is erased"
        ),
        export=registrations,
        erase=forget_registrations,
    ),
    PersonalData(
        model="training.Session",
        fields=["trainers"],
        purpose=_("knowing who holds a course"),
        kept=_("until the account is erased"),
        export=sessions_held,
        erase=forget_sessions_held,
    ),
]

my_sections.append(
    MySection(
        order=40,
        title=_("My courses and events"),
        template="training/_my_section.html",
        context=next_registrations,
    )
)
