"""How somebody is reached: telephone, mail, room, as pairs for the page."""

import re

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from home.models import StaffProfile, Unit

NOT_DIALLED = re.compile(r"[^\d+]")


def of_person(profile: StaffProfile) -> list[tuple[str, str]]:
    pairs = [
        (pgettext("contact", "Telephone"), telephone(profile.phone)),
        (pgettext("contact", "E-mail"), mail(profile.person.email)),
        (pgettext("place", "Room"), profile.room),
        (_("Working days"), profile.working_days),
    ]
    return [(term, value) for term, value in pairs if value]


def of_unit(unit: Unit) -> list[tuple[str, str]]:
    pairs = [
        (pgettext("contact", "Telephone"), telephone(unit.phone)),
        (pgettext("contact", "E-mail"), mail(unit.email)),
        (_("Opening hours"), unit.opening_hours),
    ]
    return [(term, value) for term, value in pairs if value]


def telephone(number: str) -> str:
    if not number:
        return ""
    return format_html('<a href="tel:{}">{}</a>', dialled(number), number)


def mail(address: str) -> str:
    return format_html('<a href="mailto:{0}">{0}</a>', address) if address else ""


def dialled(number: str) -> str:
    """A number as a telephone takes it."""
    return NOT_DIALLED.sub("", number)
