from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from home.numbers import number_in
from participation import clock, merging, tiles
from participation.circles import known_to
from participation.editing import can_edit, edit
from participation.forms.aftermath import MergeForm, UndoForm
from participation.models import Contribution
from participation.people import for_participants, participant
from participation.permissions import actor_of
from participation.refusals import ensure
from participation.similar import similar
from participation.views.contributions import below
from participation.views.decorators import for_staff, refusals_in_words, without_cookie
from participation.views.finding import contribution_or_404


@without_cookie
@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
@refusals_in_words
def contribution_edit(request, pk):
    person = participant(request)
    found = contribution_or_404(person, pk)
    recipe = found.activity.recipe
    if not found.is_by(person):  # nobody else gets a form, nor every format has one
        ensure(can_edit(person, found, clock.now(request)))
    form = recipe.form(
        found.activity, request.POST or None, initial=recipe.initial(found)
    )
    if form.is_valid():
        edit(found, by=person, at=clock.now(request), values=form.values)
        messages.success(request, _("Your words have been changed."))
        return redirect(found)
    ensure(can_edit(person, found, clock.now(request)))
    heading = _("Change my contribution")
    context = below(found, heading) | {
        "heading": heading,
        "contribution": found,
        "form": form,
        "base_map": tiles.base_map(found.activity.procedure)
        if "lat" in form.fields
        else None,
    }
    return render(request, "participation/aftermath/edit.html", context)


@require_safe
def contribution_versions(request, pk):
    """What once was public; author and moderators see the other versions, too."""
    person = participant(request)
    found = contribution_or_404(person, pk)
    heading, versions = _("Earlier versions"), found.versions.all()
    if not (found.is_by(person) or actor_of(person).moderates):
        versions = versions.filter(was_public=True)
    context = below(found, heading) | {
        "heading": heading,
        "contribution": found,
        "versions": versions,
    }
    return render(request, "participation/aftermath/versions.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff("moderates")
@refusals_in_words
def merge(request, pk):
    """Find the contribution that carries this one on, and say why."""
    rows = Contribution.objects.select_related("activity__procedure", "merged_into")
    found = get_object_or_404(known_to(request.user, rows), pk=pk)
    query = request.GET.get("q", "").replace("\0", "")[:100]
    alike = [
        other
        for other in similar(found.activity, query or found.title, request.user)
        if other.pk != pk
    ]
    chosen = number_in(request.GET.get("mit")) or None
    form = MergeForm(found, request.POST or None, initial={"into": chosen})
    if form.is_valid():
        try:
            merging.merge(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error("into", error)
        else:
            messages.success(request, _("They go on together. Both authors were told."))
            return redirect("participation:moderation_item", "beitrag", pk)
    context = {"contribution": found, "form": form, "alike": alike, "query": query}
    return render(request, "participation/aftermath/merge.html", context)


@require_POST
@for_staff("moderates")
@refusals_in_words
def merge_undo(request, pk):
    found = get_object_or_404(known_to(request.user, Contribution.objects.all()), pk=pk)
    form = UndoForm(request.POST)
    if form.is_valid():
        merging.undo(found, by=request.user, **form.cleaned_data)
        messages.success(request, _("They go separate ways again."))
    else:
        messages.error(request, _("Please write why they are taken apart."))
    return redirect("participation:moderation_item", "beitrag", pk)
