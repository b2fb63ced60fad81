"""The ways by which courses and events leave the house."""

from django.urls import reverse

from home.registries import Outlet, outlets
from training.agenda import month_of
from training.models import OfferPage, Registration, Session, SessionDate

VIEWS = ["training:calendar", "training:programme"]


def every_month(word):
    """The calendars in every month in which anything stands, in both views."""
    moments = SessionDate.objects.values_list("starts_at", flat=True)
    months = sorted({str(month_of(moment)) for moment in moments})
    calendars = [reverse(view) for view in VIEWS]
    return [
        f"{calendar}?monat={month}{view}"
        for calendar in calendars
        for month in months
        for view in ("", "&ansicht=liste")
    ]


def every_session(name):
    return lambda word: [
        reverse(name, args=[pk]) for pk in Session.objects.values_list("pk", flat=True)
    ]


def every_registration(word):
    names = ["training:registration", "training:registration_cancel"]
    keys = list(Registration.objects.values_list("pk", flat=True))
    own = [reverse(name, args=[pk]) for name in names for pk in keys]
    return [reverse("training:my_registrations"), *own]


def every_desk(word):
    """The desk, and every screen of every session and offer on it."""
    desk = reverse("training:desk")
    screens = [address for name in SCREENS for address in every_session(name)(word)]
    offers = OfferPage.objects.values_list("pk", flat=True)
    forms = [reverse("training:session_create", args=[pk]) for pk in offers]
    return [desk, f"{desk}?alle", *screens, *forms, *every_removal()]


def every_removal():
    """The question whether somebody is to be taken off a list, for everyone on one."""
    places = Registration.objects.values_list("session_id", "pk")
    return [reverse(REMOVAL, args=place) for place in places]


REMOVAL = "training:participant_remove"
SCREENS = [
    "training:desk_session",
    "training:session_edit",
    "training:session_call_off",
    "training:message_write",
    "training:participants",
]

outlets += [
    Outlet(
        "desk of trainers",
        ["training:desk", "training:session_create", REMOVAL, *SCREENS],
        every_desk,
    ),
    Outlet("calendars", VIEWS, every_month),
    Outlet(
        "calendar files",
        ["training:session_ics"],
        every_session("training:session_ics"),
    ),
    Outlet(
        "registering",
        ["training:session_register"],
        every_session("training:session_register"),
    ),
    Outlet(
        "own registrations",
        [
            "training:my_registrations",
            "training:registration",
            "training:registration_cancel",
        ],
        every_registration,
    ),
]
