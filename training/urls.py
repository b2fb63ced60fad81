from django.urls import path
from django.views.generic import RedirectView

from training.views import calendar, desk, guests, registration, sessions

app_name = "training"

urlpatterns = [
    path("veranstaltungen/", calendar.calendar, name="calendar"),
    path("intranet/schulungen/", calendar.programme, name="programme"),
    path(
        "veranstaltungen/durchgang/<int:pk>.ics",
        calendar.session_ics,
        name="session_ics",
    ),
    path(
        "veranstaltungen/durchgang/<int:pk>/anmelden/",
        registration.session_register,
        name="session_register",
    ),
    path(
        "veranstaltungen/meine/",
        registration.my_registrations,
        name="my_registrations",
    ),
    path(
        "veranstaltungen/anmeldung/<int:pk>/",
        registration.registration,
        name="registration",
    ),
    path(
        "veranstaltungen/anmeldung/<int:pk>/absagen/",
        registration.registration_cancel,
        name="registration_cancel",
    ),
    path(
        "veranstaltungen/gast/<str:token>/bestaetigen/",
        guests.guest_confirm,
        name="guest_confirm",
    ),
    path(
        "veranstaltungen/gast/<str:token>/",
        guests.guest_registration,
        name="guest_registration",
    ),
    path(
        "veranstaltungen/gast/<str:token>/absagen/",
        guests.guest_cancel,
        name="guest_cancel",
    ),
    path("intranet/schulungen/leitung/", desk.desk, name="desk"),
    path(
        "intranet/schulungen/leitung/angebot/<int:offer_id>/neu/",
        sessions.session_create,
        name="session_create",
    ),
    path(
        "intranet/schulungen/leitung/<int:pk>/", desk.desk_session, name="desk_session"
    ),
    path(
        "intranet/schulungen/leitung/<int:pk>/bearbeiten/",
        sessions.session_edit,
        name="session_edit",
    ),
    path(
        "intranet/schulungen/leitung/<int:pk>/ankuendigen/",
        desk.session_announce,
        name="session_announce",
    ),
    path(
        "intranet/schulungen/leitung/<int:pk>/absagen/",
        desk.session_call_off,
        name="session_call_off",
    ),
    path(
        "intranet/schulungen/leitung/<int:pk>/nachricht/",
        desk.message_write,
        name="message_write",
    ),
    path(
        "intranet/schulungen/leitung/<int:pk>/liste/",
        desk.participants,
        name="participants",
    ),
    path(
        "intranet/schulungen/leitung/<int:pk>/anwesenheit/",
        desk.attendance_note,
        name="attendance_note",
    ),
    path(
        "intranet/schulungen/leitung/<int:pk>/streichen/<int:registration_pk>/",
        desk.participant_remove,
        name="participant_remove",
    ),
    path(
        "intranet/schulungen/meine/",
        RedirectView.as_view(pattern_name="training:my_registrations"),
        name="my_courses",
    ),
]
