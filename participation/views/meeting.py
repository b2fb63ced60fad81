from functools import partial

import segno
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_POST, require_safe

from home.notices import full_address
from home.numbers import number_in
from participation import clock, meeting, moderation
from participation.circles import known_to
from participation.formats.questions import Questions
from participation.models import Activity, Contribution, StandardReason
from participation.permissions import figures_shown
from participation.verbs import Verb
from participation.views.activities import context_of, may
from participation.views.decorators import for_staff, refusals_in_words
from participation.views.finding import activity_or_404

SECONDS = 3  # between two looks: what was asked stands on the screen within five


@require_safe
@conditional_page
def screen(request, slug, key):
    """
    The questions in large letters, for the wall of the room.

    Nothing of it is kept by anybody, and its tag is that of the finished page: it
    tells no more than the page does.
    """
    activity = questions_or_404(request.user, slug, key)
    at = clock.told_at(request)
    address = full_address(reverse("screen:join", args=[activity.pk]))
    context = meeting.screen(activity, at) | {
        "activity": activity,
        "procedure": activity.procedure,
        "figures": figures_shown(activity, at),
        "may_submit": may(request, Verb.SUBMIT, activity),
        "address": address.partition("://")[2].rstrip("/"),
        "code": segno.make(address, error="m").svg_data_uri(light="#fff", border=2),
        "seconds": SECONDS,
        "stands_still": "anhalten" in request.GET,
    }
    response = render(request, "participation/meeting/screen.html", context)
    patch_cache_control(response, no_cache=True)
    return response


@require_safe
def join(request, number):
    """The short address on the wall: leads to the questions of this meeting."""
    names = Activity.objects.values_list("procedure__slug", "key")
    slug, key = get_object_or_404(names, pk=number)
    return redirect(questions_or_404(request.user, slug, key))


@require_safe
@for_staff("moderates")
def desk(request, slug, key):
    """Where a moderator sits during a meeting: every question with what to do next."""
    activity = questions_or_404(request.user, slug, key)
    waiting = Contribution.objects.filter(activity=activity).waiting()
    at = clock.told_at(request)
    found = meeting.unanswered(activity).order_by(*meeting.order(activity, at))
    context = context_of(activity, (_("In the meeting"), "")) | {
        "waiting": waiting.select_related("author").order_by("created_at", "pk")[:50],
        "current": meeting.current(activity),
        "open": found[:100],
        "answered": meeting.answered(activity)[:10],
        "numbers": meeting.numbers(activity),
        "figures": figures_shown(activity, at),
        "reasons": list(StandardReason.objects.all()),
        "seconds": SECONDS,
    }
    return render(request, "participation/meeting/desk.html", context)


@require_POST
@for_staff("moderates")
@refusals_in_words
def call_up(request, pk):
    words = _("This question stands on top of the screen now.")
    return act(request, pk, meeting.call_up, words)


@require_POST
@for_staff("moderates")
@refusals_in_words
def put_back(request, pk):
    return act(request, pk, meeting.put_back, _("The question is open again."))


@require_POST
@for_staff("moderates")
@refusals_in_words
def mark_answered(request, pk):
    words = _("The question is answered. Its author has been told.")
    return act(request, pk, meeting.mark_answered, words)


@require_POST
@for_staff("moderates")
@refusals_in_words
def show(request, pk):
    words = _("The text is public now. Its author has been told.")
    return act(request, pk, moderation.approve, words)


@require_POST
@for_staff("moderates")
@refusals_in_words
def hide(request, pk):
    """In a meeting there is no time to word a reason: one of the list is enough."""
    number = number_in(request.POST.get("grund"))
    reason = get_object_or_404(StandardReason, pk=number)
    do = partial(moderation.hide, rule=reason.rule, reason=reason.text)
    return act(request, pk, do, _("The text is hidden. Its author has been told why."))


def act(request, pk, do, done):
    rows = Contribution.objects.select_related("activity__procedure", "author")
    rows = known_to(request.user, rows.filter(activity__format=Questions.key))
    question = get_object_or_404(rows, pk=pk)
    do(question, by=request.user)
    messages.success(request, done)
    where = [question.activity.procedure.slug, question.activity.key]
    return redirect("participation:meeting", *where)


def questions_or_404(user, slug, key):
    activity = activity_or_404(user, slug, key)
    if activity.format != Questions.key:
        raise Http404
    return activity
