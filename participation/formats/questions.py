"""Live questions for a meeting: ask on the phone, read on the screen in the room."""

from django import forms
from django.core.paginator import Paginator
from django.db.models import Count
from django.utils.translation import gettext_lazy, ngettext, pgettext

from participation import clock, meeting
from participation.chips import one_of
from participation.formats.base import Format, register
from participation.forms.questions import QuestionForm
from participation.models import Contribution, Support
from participation.people import participant
from participation.permissions import actor_of, can, can_support
from participation.verbs import Verb

PAGE_SIZE = 50


@register
class Questions(Format):
    """Questions that others support, and that staff call up and mark as answered."""

    key = "questions"
    label = gettext_lazy("Live questions for a meeting")
    verbs = frozenset({Verb.SUBMIT, Verb.SUPPORT})
    settings = {
        "longest_text": forms.IntegerField(
            label=gettext_lazy("Longest question, in characters"),
            initial=300,
            min_value=100,
            max_value=1000,
        )
    }
    submit_label = gettext_lazy("Ask a question")
    form_template = "participation/formats/debate/form.html"
    list_template = "participation/formats/questions/list.html"
    detail_template = "participation/formats/questions/detail.html"
    result_template = "participation/formats/questions/result.html"

    def form(self, activity, *args, **kwargs):
        return QuestionForm(activity, *args, **kwargs)

    def reading_label(self, activity, contributions):
        words = ngettext(
            "Read %(number)d question", "Read %(number)d questions", contributions
        )
        return words % {"number": contributions}

    def list_context(self, activity, request):
        chosen = one_of(request.GET.get("zustand"), ["beantwortet"])
        at = clock.told_at(request)
        found = (
            meeting.answered(activity)
            if chosen
            else meeting.unanswered(activity).order_by(*meeting.order(activity, at))
        )
        page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
        current = None if chosen else meeting.current(activity)
        mark(request, activity, [*page, *([current] if current else [])])
        actor, now = actor_of(participant(request)), clock.now(request)
        numbers = meeting.numbers(activity)
        return {
            "page_obj": page,
            "current": current,
            "tabs": tabs(chosen, numbers),
            "query": "zustand=beantwortet" if chosen else "",
            "total": numbers["asked"],
            "may_support": can(actor, Verb.SUPPORT, activity, now),
            "may_call_up": can(actor, Verb.MODERATE, activity, now),
        }

    def tally(self, activity):
        public = Contribution.objects.filter(activity=activity).published()
        people = public.aggregate(n=Count("author", distinct=True))["n"]
        return meeting.numbers(activity) | {"people": people}

    def export_rows(self, activity):
        found = Contribution.objects.filter(activity=activity).published()
        for question in found.with_counts().with_outcome().order_by("pk").iterator():
            yield {
                "number": question.pk,
                "day": clock.day_of(question.created_at),
                "origin": question.origin,
                "text": question.text,
                "supports": question.support_count,
                "outcome": question.outcome_status or "",
            }


def mark(request, activity, questions) -> None:
    """Say of each question whether this person supports it, and whether they may."""
    person, now = participant(request), clock.now(request)
    actor = actor_of(person)
    mine = set()
    if person.is_authenticated:
        rows = Support.objects.filter(person=person, contribution__in=questions)
        mine = set(rows.values_list("contribution", flat=True))
    for question in questions:
        question.activity = activity
        question.is_supported = question.pk in mine
        question.may_support = can_support(actor, question, now)


def tabs(chosen, numbers) -> list[dict]:
    waiting = numbers["asked"] - numbers["answered"]
    return [
        {
            "label": pgettext("questions", "Open"),
            "url": "?",
            "active": not chosen,
            "count": waiting,
        },
        {
            "label": pgettext("questions", "Answered"),
            "url": "?zustand=beantwortet",
            "active": bool(chosen),
            "count": numbers["answered"],
        },
    ]
