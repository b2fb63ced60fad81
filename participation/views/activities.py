from django.contrib.auth.views import redirect_to_login
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from home.visibility import visible_pages
from participation import clock, exports, receipts, tiles
from participation.models import Contribution, ProcedurePage
from participation.overview import procedure_url
from participation.people import for_participants, participant, writing
from participation.permissions import (
    Answer,
    Reason,
    actor_of,
    can,
    figures_shown,
    is_over,
)
from participation.refusals import Refused, ensure
from participation.services import submit_contribution
from participation.similar import similar
from participation.verbs import Verb
from participation.views.decorators import refusals_in_words, without_cookie
from participation.views.finding import activity_or_404


@require_safe
def procedure(request, slug):
    """
    A procedure page, found by its slug.

    The page tree would find it too, with twice the queries.
    """
    pages = visible_pages(request.user, ProcedurePage).for_page()
    return get_object_or_404(pages, slug=slug).serve(request)


@require_safe
def activity(request, slug, key):
    found = activity_or_404(request.user, slug, key)
    now, at = clock.now(request), clock.told_at(request)
    context = context_of(found) | {
        "may_submit": may(request, found.recipe.main_verb, found),
        "submit_label": found.recipe.submit_label,
        "figures": figures_shown(found, at),
        "result": result_of(found, at if found.figures_after_end else now),
        "files": exports.files(found),
    }
    context |= found.recipe.list_context(found, request)
    return render(request, found.recipe.list_template, context)


@without_cookie
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words
def contribution_create(request, slug, key):
    found = activity_or_404(request.user, slug, key)
    answer = may(request, Verb.SUBMIT, found)
    if answer.reason is Reason.NOT_OFFERED:  # this format has no such form
        raise Refused(answer)
    if (elsewhere := found.recipe.act_url(found)) != request.path:
        return redirect(elsewhere)
    if answer.asks_for_sign_in and request.method != "POST":
        return redirect_to_login(request.get_full_path())
    recipe = found.recipe
    form = recipe.form(
        found, request.POST or None, initial=recipe.first_values(request.GET)
    )
    if form.is_valid() and request.POST.get("neu") != "aendern":
        if answer and (alike := said_before(request, found, form)):
            return ask_whether_new(request, found, form, alike)
        key = form.cleaned_data["idempotency_key"]
        with writing(request, key) as author:
            receipt = submit_contribution(
                found,
                author=author,
                key=key,
                at=clock.now(request),
                values=form.values,
            )
        return redirect("participation:receipt", receipt.contribution.pk)
    ensure(answer)
    context = context_of(found, (found.recipe.submit_label, "")) | {
        "form": form,
        "base_map": tiles.base_map(found.procedure) if "lat" in form.fields else None,
    }
    return render(request, found.recipe.form_template, context)


def said_before(request, found, form):
    """What others handed in that sounds like this, until the author says it is new."""
    key = form.cleaned_data["idempotency_key"]
    is_new = request.POST.get("neu") or not found.recipe.suggests_similar
    if is_new or Contribution.objects.filter(idempotency_key=key).exists():
        return []
    return similar(found, form.cleaned_data["title"], request.user)


def ask_whether_new(request, found, form, alike):
    context = context_of(found, (found.recipe.submit_label, ""))
    context |= {"form": form, "alike": alike}
    return render(request, "participation/aftermath/similar.html", context)


@require_safe
@for_participants
def receipt(request, pk):
    """Right after handing in: what was received, the code, and what happens next."""
    own = Contribution.objects.by(participant(request))
    own = own.select_related("activity__procedure")
    contribution = get_object_or_404(own, pk=pk)
    code = receipts.code_for(contribution.idempotency_key)
    context = context_of(contribution.activity, (_("Receipt"), "")) | {
        "contribution": contribution,
        "code": code if receipts.is_fresh(contribution, clock.now(request)) else "",
    }
    return render(request, "participation/receipt.html", context)


def may(request, verb, found) -> Answer:
    return can(actor_of(participant(request)), verb, found, clock.now(request))


def result_of(found, at) -> dict | None:
    """The figures of an activity, once all is over."""
    if found.recipe.result_template and is_over(found, at):
        return found.recipe.tally(found)
    return None


def context_of(found, *steps) -> dict:
    """An activity and the way to it; ``steps`` are what comes after it, by name."""
    address = procedure_url(found.procedure.slug)
    trail = [
        (_("Participation"), reverse("participation:overview")),
        (found.procedure.title, address),
        (found.title, found.get_absolute_url()),
        *steps,
    ]
    trail[-1] = (trail[-1][0], "")
    return {
        "activity": found,
        "procedure": found.procedure,
        "procedure_url": address,
        "trail": trail,
    }
