"""The desk of those who plan and hold courses."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from home.numbers import number_in
from home.visibility import visible_pages
from training import letters
from training.models import (
    EventIndexPage,
    OfferPage,
    Registration,
    Session,
    TrainingIndexPage,
)
from training.offers import SessionRow
from training.permissions import Answer, can_plan, is_lead
from training.planning import (
    announce,
    call_off,
    close,
    note_attendance,
    people_with_seats,
)
from training.services import remove
from training.session_forms import MessageForm, ReasonForm

LATEST = 12


def for_planners(view: Callable) -> Callable:
    """For those who have a desk; to others it looks missing."""

    @wraps(view)
    @login_required
    def guarded(request, *args, **kwargs):
        if not can_plan(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def run_session(request, pk, **wanted) -> Session:
    """A session that this person looks after; others look missing."""
    sessions = Session.objects.run_by(request.user).for_listing()
    return get_object_or_404(sessions, pk=pk, **wanted)


@for_planners
@require_safe
def desk(request):
    now, lead = timezone.now(), is_lead(request.user)
    wants_all = lead and "alle" in request.GET
    sessions = Session.objects.run_by(request.user)
    if lead and not wants_all and not sessions.filter(trainers=request.user).exists():
        wants_all = True
    if lead and not wants_all:
        sessions = sessions.filter(trainers=request.user)
    sessions = sessions.for_listing()
    context = {
        "to_close": rows(sessions.over(now).filter(state=Session.State.OPEN)),
        "coming": rows(sessions.upcoming(now)),
        "past": rows(latest(sessions.over(now).exclude(state=Session.State.OPEN))),
        "offers": offers_of(request.user),
        "ways_to_write": ways_to_write(request.user),
        "is_lead": lead,
        "tabs": desk_tabs(wants_all) if lead else [],
    }
    return render(request, "training/desk/desk.html", context)


def rows(sessions) -> list[SessionRow]:
    return [SessionRow(session, Answer(), may_run=True) for session in sessions]


def latest(sessions):
    return sessions.order_by("-starts_at")[:LATEST]


def desk_tabs(wants_all: bool) -> list[dict]:
    url = reverse("training:desk")
    return [
        {"label": _("My sessions"), "url": url, "active": not wants_all},
        {"label": _("All sessions"), "url": f"{url}?alle", "active": wants_all},
    ]


def offers_of(user):
    """The offers of which this person may plan sessions, drafts among them."""
    offers = OfferPage.objects.defer("body", "goals")  # no reader: those who plan
    if not is_lead(user):
        offers = offers.filter(trainers=user)
    return offers.order_by("title")


def ways_to_write(user) -> list[tuple[str, str]]:
    """Where a new offer is written, for everyone or for staff."""
    if not is_lead(user):
        return []
    indexes = [
        (_("New public offer"), visible_pages(user, EventIndexPage).first()),
        (_("New offer for staff"), visible_pages(user, TrainingIndexPage).first()),
    ]
    name, kind = "wagtailadmin_pages:add", ("training", "offerpage")
    return [
        (label, reverse(name, args=[*kind, index.pk]))
        for label, index in indexes
        if index
    ]


@for_planners
@require_safe
def desk_session(request, pk):
    session = run_session(request, pk)
    registrations = session.registrations.select_related("person")
    context = {
        "row": SessionRow(session, Answer(), may_run=True),
        "session": session,
        "offer": session.offer,
        "participants": participants_of(session),
        "waiting": registrations.waiting(),
        "gone": registrations.exclude(state__in=Registration.ACTIVE),
        "dates": session.dates.all(),
        "is_over": bool(session.ends_at and session.ends_at < timezone.now()),
        "has_begun": bool(session.starts_at and session.starts_at < timezone.now()),
    }
    return render(request, "training/desk/session.html", context)


def participants_of(session: Session) -> list[tuple]:
    """Everyone with a seat, and for each date whether they were there."""
    dates = list(session.dates.all())
    return [
        (one, [(date, date.pk in attended(one)) for date in dates])
        for one in people_with_seats(session)
    ]


def attended(registration: Registration) -> set[int]:
    return {attendance.date_id for attendance in registration.attendances.all()}


@for_planners
@require_safe
def participants(request, pk):
    """The list to print and to sign."""
    session = run_session(request, pk)
    context = {
        "row": SessionRow(session, Answer(), may_run=True),
        "session": session,
        "offer": session.offer,
        "participants": people_with_seats(session),
        "dates": session.dates.all(),
    }
    return render(request, "training/desk/participants.html", context)


@for_planners
@require_POST
def attendance_note(request, pk):
    session = run_session(request, pk)
    note_attendance(session, ticked(request.POST.getlist("da")))
    messages.success(request, _("Attendance is noted."))
    if "abschliessen" in request.POST:
        close(session)
        messages.success(request, _("The session is closed."))
    return redirect("training:desk_session", pk)


def ticked(values: list[str]) -> set[tuple[int, int]]:
    """Pairs of registration and date from “17-42”; nonsense is left out."""
    pairs = (value.split("-") for value in values)
    return {
        (number_in(pair[0]), number_in(pair[1])) for pair in pairs if len(pair) == 2
    }


@for_planners
@require_POST
def session_announce(request, pk):
    try:
        announce(run_session(request, pk))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("The session is announced."))
    return redirect("training:desk_session", pk)


@for_planners
def session_call_off(request, pk):
    session = run_session(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        call_off(session, actor=request.user, reason=form.cleaned_data["reason"])
        messages.success(request, _("The session is cancelled, and everyone is told."))
        return redirect("training:desk_session", pk)
    return render_act(request, "training/desk/call_off.html", session, form)


@for_planners
def message_write(request, pk):
    session = run_session(request, pk)
    form = MessageForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        number = letters.pass_on(session, **form.cleaned_data)
        messages.success(
            request,
            ngettext(
                "Your message goes to %(count)s person.",
                "Your message goes to %(count)s people.",
                number,
            )
            % {"count": number},
        )
        return redirect("training:desk_session", pk)
    return render_act(request, "training/desk/message.html", session, form)


def render_act(request, template, session, form):
    context = {
        "row": SessionRow(session, Answer(), may_run=True),
        "session": session,
        "offer": session.offer,
        "form": form,
    }
    return render(request, template, context)


@for_planners
def participant_remove(request, pk, registration_pk):
    session = run_session(request, pk)
    people = session.registrations.select_related("person")
    registration = get_object_or_404(people, pk=registration_pk)
    if request.method == "POST":
        remove(registration, actor=request.user)
        messages.success(request, _("Taken off the list; the person is told."))
    if request.method == "POST" or not registration.is_active:
        return redirect("training:desk_session", pk)
    context = {"session": session, "registration": registration}
    return render(request, "training/desk/participant_remove.html", context)
