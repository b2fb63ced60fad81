from .pages import EventIndexPage, OfferPage, Topic, TrainingIndexPage
from .places import Occupation, Place
from .registrations import Attendance, Registration, RegistrationStep
from .sessions import Session, SessionDate

__all__ = [
    "Attendance",
    "EventIndexPage",
    "Occupation",
    "OfferPage",
    "Place",
    "Registration",
    "RegistrationStep",
    "Session",
    "SessionDate",
    "Topic",
    "TrainingIndexPage",
]
