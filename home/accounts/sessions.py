"""Where a person is signed in, and how to end it everywhere."""

import re

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from home.models import User

# The first that fits: Edge calls itself Chrome, and Chrome calls itself Safari.
BROWSERS = [
    ("Firefox", r"Firefox|FxiOS"),
    ("Edge", r"Edg(?:e|A|iOS)?/"),
    ("Opera", r"OPR/|Opera"),
    ("Samsung Internet", r"SamsungBrowser"),
    ("Chrome", r"Chrom(?:e|ium)|CriOS"),
    ("Safari", r"Safari"),
]
SYSTEMS = [
    ("Android", r"Android"),
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Windows", r"Windows"),
    ("macOS", r"Mac OS X|Macintosh"),
    ("Linux", r"Linux|X11"),
]


def end_sessions(*people: User) -> None:
    """Sign these people out everywhere, at once."""
    keys = [person.pk for person in people]
    User.objects.filter(pk__in=keys).update(session_epoch=F("session_epoch") + 1)
    for session in UserSession.objects.filter(user__in=keys):
        session.end()
    for person in people:
        person.refresh_from_db(fields=["session_epoch"])


def end_other_sessions(person: User, *, here: str) -> None:
    """Sign a person out everywhere but in this session."""
    for session in UserSession.objects.filter(user=person).exclude(session_key=here):
        session.end()


def open_sessions(person: User) -> list[UserSession]:
    """Where a person is signed in, the latest first."""
    alive = Session.objects.filter(expire_date__gt=timezone.now())
    return list(
        UserSession.objects.filter(
            user=person, session_key__in=alive.values("session_key")
        ).order_by("-created_at", "-pk")
    )


def forget_ended_sessions() -> int:
    """Delete sessions that have run out, and what was noted about them."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    alive = Session.objects.values("session_key")
    return UserSession.objects.exclude(session_key__in=alive).delete()[0]


def device_name(user_agent: str) -> str:
    """A browser and a system in words that people know."""
    browser = first_match(BROWSERS, user_agent)
    system = first_match(SYSTEMS, user_agent)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("Unknown device")


def first_match(names: list[tuple[str, str]], text: str) -> str:
    return next((name for name, pattern in names if re.search(pattern, text)), "")
