"""Planning a session: a new one, or another look at one that is there."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from training.models import OfferPage, Session
from training.permissions import is_lead
from training.planning import announce, save_session
from training.session_forms import ROWS, SessionForm, date_rows, hold_back_errors
from training.views.desk import for_planners, offers_of, run_session


@for_planners
def session_create(request, offer_id):
    offer = get_object_or_404(offers_of(request.user), pk=offer_id)
    session = Session(offer=offer, seats=12)
    return edit(request, session, offer)


@for_planners
def session_edit(request, pk):
    session = run_session(request, pk)
    if session.is_cancelled or session.is_done:
        messages.error(request, _("This session can't be changed any more."))
        return redirect("training:desk_session", pk)
    return edit(request, session, session.offer)


def edit(request, session: Session, offer: OfferPage):
    data = request.POST if request.method == "POST" else None
    wants_rows = data is not None and "mehr" in data
    form = SessionForm(
        data,
        instance=session,
        offer=offer,
        user=request.user,
        initial=proposed(session, offer, request.user),
    )
    dates = date_rows(session, data, more=ROWS if wants_rows else 0)
    if wants_rows:
        hold_back_errors(form, dates)
    if data is not None and not wants_rows and save(form, dates):
        return saved(request, form.instance)
    context = {
        "session": session,
        "offer": offer,
        "form": form,
        "dates": dates,
        "is_new": session.pk is None,
        "is_planned": session.state == Session.State.PLANNED,
    }
    return render(request, "training/desk/session_form.html", context)


def proposed(session: Session, offer: OfferPage, user) -> dict:
    """Who is most likely to hold a new session."""
    if session.pk:
        return {}
    trainers = list(offer.trainers.all())
    return {"trainers": trainers or ([] if is_lead(user) else [user])}


def save(form: SessionForm, dates) -> bool:
    """Write what was filled in; if something is taken, say so in the form."""
    if not (form.is_valid() & dates.is_valid()):
        return False
    session, is_new = form.save(commit=False), form.instance.pk is None
    try:
        save_session(
            session,
            dates=dates.dates_of(session),
            trainers=form.cleaned_data["trainers"],
        )
    except ValidationError as error:
        if is_new:  # what was written is undone
            session.pk = None
        form.add_error(None, error)
        return False
    return True


def saved(request, session: Session):
    if "ankuendigen" in request.POST:
        announce(session)
        messages.success(request, _("The session is announced."))
    else:
        messages.success(request, _("The session is saved."))
    return redirect("training:desk_session", session.pk)
