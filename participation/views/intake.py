from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from home.notices import full_address
from home.visibility import visible_pages
from participation import clock, intake, receipts
from participation.circles import known_to
from participation.forms.intake import IntakeForm, RecordSupportForm, SamePersonForm
from participation.models import Contribution, Intake, ProcedurePage, SamePerson
from participation.permissions import Answer, Reason, figures_shown
from participation.refusals import Refused
from participation.verbs import Verb
from participation.views.activities import context_of
from participation.views.decorators import for_staff, refusals_in_words
from participation.views.finding import activity_or_404, detail_or_404

LATEST = 20


@require_safe
@for_staff("answers")
def intake_desk(request):
    """Where recording begins: what can be recorded, who may be there twice."""
    pages = visible_pages(request.user, ProcedurePage).filter(archived_on=None)
    latest = Intake.objects.select_related("contribution__activity").order_by("-pk")
    matches = SamePerson.objects.open().select_related(
        "intake__contribution__activity__procedure", "other__contribution", "account"
    )
    context = {
        "procedures": recordable(pages.with_rounds().order_by("title")),
        "matches": known_to(request.user, matches, "intake__contribution__")[:LATEST],
        "latest": known_to(request.user, latest, "contribution__")[:LATEST],
    }
    return render(request, "participation/intake/desk.html", context)


def recordable(pages):
    """Every activity to which people hand something in, by procedure."""
    found = []
    for page in pages:
        offers = [
            activity
            for activity in page.activities.all()
            if activity.recipe.takes_texts
            and page.timetable.offers(activity.key, Verb.SUBMIT)
        ]
        if offers:
            found.append({"page": page, "activities": offers})
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff("answers")
@refusals_in_words
def intake_create(request, slug, key):
    found = activity_or_404(request.user, slug, key)
    if not found.recipe.takes_texts:
        raise Refused(Answer(Reason.NOT_OFFERED))
    form = found.recipe.form(found, request.POST or None)
    received = IntakeForm(found, request.POST or None, request.FILES or None)
    if all([form.is_valid(), received.is_valid()]):
        receipt = intake.record(
            found,
            origin=received.cleaned_data["origin"],
            received_on=received.cleaned_data["received_on"],
            values=form.values,
            sender=received.sender,
            key=received.cleaned_data["idempotency_key"],
            by=request.user,
        )
        return redirect("participation:intake_done", receipt.contribution.pk)
    context = context_of(found, (_("Record a contribution"), "")) | {
        "form": form,
        "received": received,
    }
    return render(request, "participation/intake/form.html", context)


@require_safe
@for_staff("answers")
def intake_done(request, pk):
    """The receipt, to be handed over or sent; and who may be there twice."""
    rows = Contribution.objects.select_related("activity__procedure", "intake")
    found = get_object_or_404(known_to(request.user, rows), pk=pk, intake__isnull=False)
    code = receipts.code_for(found.idempotency_key)
    fresh = clock.now(request) - found.intake.recorded_at < receipts.SHOWN_FOR
    context = context_of(found.activity, (_("Record a contribution"), "")) | {
        "contribution": found,
        "code": code if fresh else "",
        "lookup": full_address(reverse("participation:receipt_lookup")),
        "sender": sender_of(found.intake),
        "matches": found.intake.matches.select_related(
            "other__contribution", "account"
        ),
    }
    return render(request, "participation/intake/done.html", context)


def sender_of(received: Intake) -> list[tuple[str, str]]:
    """Who sent it, to answer them, and when it came."""
    rows = [
        (_("Name"), received.name),
        (_("Address"), received.address),
        (_("E-mail"), received.email),
        (_("Received on"), date_format(received.received_on, "j. F Y")),
    ]
    return [(label, value or _("not said")) for label, value in rows]


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff("answers")
@refusals_in_words
def support_record(request, pk):
    found = detail_or_404(request.user, pk)
    form = RecordSupportForm(found.activity, request.POST or None)
    if form.is_valid() and recorded(request, found, form):
        messages.success(request, _("The support counts now."))
        return redirect("participation:support_record", pk)
    context = context_of(found.activity, (_("Record support"), "")) | {
        "contribution": found,
        "form": form,
        "figures": figures_shown(found.activity, clock.now(request)),
    }
    return render(request, "participation/intake/support.html", context)


def recorded(request, found, form):
    try:
        intake.record_support(
            found,
            origin=form.cleaned_data["origin"],
            received_on=form.cleaned_data["received_on"],
            sender=form.sender,
            by=request.user,
        )
    except ValidationError as error:
        form.add_error("name", error)
        return False
    return True


@require_POST
@for_staff("answers")
@refusals_in_words
def same_person(request, pk):
    rows = SamePerson.objects.select_related("intake")
    rows = known_to(request.user, rows, "intake__contribution__")
    match = get_object_or_404(rows, pk=pk)
    form = SamePersonForm(request.POST)
    if form.is_valid():
        intake.decide(match, by=request.user, **form.cleaned_data)
        messages.success(request, _("Your decision is on record."))
    return redirect("participation:intake_desk")
