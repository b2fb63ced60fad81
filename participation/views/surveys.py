import uuid

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from home.numbers import number_in
from home.visibility import visible_pages
from participation import clock, receipts, survey_results
from participation.answering import AlreadyAnswered, hand_in, response_of, save_answers
from participation.forms.survey import SurveyForm, as_data
from participation.limits import ensure_address_not_too_often, ensure_worked
from participation.models import ProcedurePage, SurveyResponse
from participation.people import participant
from participation.permissions import actor_of, figures_shown, is_over
from participation.refusals import ensure
from participation.suppression import FEWEST
from participation.survey import (
    is_anonymous,
    is_survey,
    may_answer,
    next_page,
    pages_of,
    questions_of,
)
from participation.views.activities import context_of
from participation.views.decorators import for_staff, refusals_in_words, without_cookie
from participation.views.finding import activity_or_404

LENIENT = {"zurueck", "speichern"}


@never_cache
@without_cookie
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words
def survey(request, slug, key, draft=None):
    """A page of the survey: fill it in, go on, save it for later, hand it in."""
    found = survey_or_404(request.user, slug, key)
    person = participant(request)
    answer = may_answer(actor_of(person), found, clock.now(request))
    if answer.asks_for_sign_in and request.method != "POST":
        return redirect_to_login(request.get_full_path())
    response = response_of(found, person, draft)
    if draft and response is None:
        raise Http404
    if response and not response.is_draft:
        return redirect(response)
    walk = Walk(request, found, person, response)
    if request.method == "POST":
        return walk.take()
    ensure(answer)
    return walk.show(walk.form())


def survey_or_404(user, slug, key):
    found = activity_or_404(user, slug, key)
    if not is_survey(found):
        raise Http404
    return found


class Walk:
    """One person's way through the pages of a survey, at one of them."""

    def __init__(self, request, activity, person, response):
        self.request, self.activity, self.person = request, activity, person
        self.response = response
        self.answers = response.answers if response else {}
        self.questions = questions_of(activity)
        self.pages = pages_of(self.questions)
        self.number = self._number(request.GET.get("seite", ""))

    def _number(self, given):
        return min(max(number_in(given), 1), len(self.pages))

    @property
    def page(self):
        return self.pages[self.number - 1]

    def form(self, *data, **options):
        key = self.response.idempotency_key if self.response else uuid.uuid4()
        if self.request.GET.get("fehlt") and not data:
            data = (as_data(self.page, self.answers) | {"idempotency_key": key},)
        return SurveyForm(
            self.page,
            *data,
            everything=self.questions,
            answers=self.answers,
            initial={"idempotency_key": key},
            **options,
        )

    def take(self):
        """What was sent: keep it, then do what the button says."""
        step = self.request.POST.get("schritt", "weiter")
        form = self.form(self.request.POST, self.request.FILES, lenient=step in LENIENT)
        if not form.is_valid():
            ensure(self._may())
            return self.show(form)
        if form.is_trapped:
            return redirect(self.activity)
        if self.response is None and not self.person.is_authenticated:
            ensure_address_not_too_often(self.request)
            ensure_worked(self.request, self._key(form))
        try:
            self.response = save_answers(
                self.activity,
                person=self.person,
                key=self._key(form),
                answers=form.answers,
                uploads=form.uploads,
                at=clock.now(self.request),
            )
        except AlreadyAnswered as refusal:
            return redirect(refusal.response)
        self.answers = self.response.answers
        return self.go(step)

    def _may(self):
        return may_answer(actor_of(self.person), self.activity, clock.now(self.request))

    def _key(self, form):
        if self.response:
            return self.response.idempotency_key
        return form.cleaned_data["idempotency_key"]

    def go(self, step):
        if step == "speichern":
            return redirect(self.address(self.number, "gespeichert"))
        if step == "zurueck":
            before = next_page(self.pages, self.answers, self.number, -1)
            return redirect(self.address(before or 1))
        following = next_page(self.pages, self.answers, self.number)
        if step == "weiter" and following:
            return redirect(self.address(following))
        return self.finish()

    def finish(self):
        """Look at all pages once more; the first with something missing is shown."""
        for number, page in enumerate(self.pages, 1):
            form = SurveyForm(
                page,
                as_data(page, self.answers)
                | {"idempotency_key": self.response.idempotency_key},
                everything=self.questions,
                answers=self.answers,
            )
            if not form.is_valid():
                return redirect(self.address(number, "fehlt"))
        hand_in(self.response, self.activity, at=clock.now(self.request))
        return redirect(self.response)

    def address(self, number, word="") -> str:
        """Where a page of this person's survey is; ``word`` says what happened."""
        place = [self.activity.procedure.slug, self.activity.key]
        if is_anonymous(self.activity) and self.response:
            place.append(self.response.idempotency_key)
        name = "survey_draft" if len(place) == 3 else "survey"
        extra = f"&{word}=ja" if word else ""
        return f"{reverse(f'participation:{name}', args=place)}?seite={number}{extra}"

    def show(self, form):
        label = self.activity.recipe.submit_label
        context = context_of(self.activity, (label, "")) | {
            "form": form,
            "number": self.number,
            "total": len(self.pages),
            "is_last": not next_page(self.pages, self.answers, self.number)
            and self.number == len(self.pages),
            "is_anonymous": is_anonymous(self.activity),
            "saved_at": self.saved_address(),
        }
        return render(self.request, "participation/formats/survey/form.html", context)

    def saved_address(self) -> str:
        """Where to go on later, if it has just been saved."""
        if not self.request.GET.get("gespeichert") or not self.response:
            return ""
        return self.request.build_absolute_uri(self.address(self.number))


@never_cache
@require_safe
def survey_receipt(request, key):
    """Right after handing in: the code, and what happens next."""
    pages = visible_pages(request.user, ProcedurePage).values("pk")
    rows = SurveyResponse.objects.handed_in().select_related("activity__procedure")
    response = get_object_or_404(
        rows, idempotency_key=key, activity__procedure__in=pages
    )
    activity, now = response.activity, clock.now(request)
    is_fresh = now - response.handed_in_at < receipts.SHOWN_FOR
    context = context_of(activity, (_("Receipt"), "")) | {
        "response": response,
        "code": receipts.code_for(key) if is_fresh else "",
        "figures_after_end": activity.figures_after_end,
    }
    return render(request, "participation/formats/survey/receipt.html", context)


@require_safe
@for_staff("answers")
def survey_evaluation(request, slug, key):
    """For the staff who evaluate it: the answers in own words, places and files."""
    found = survey_or_404(request.user, slug, key)
    at = clock.told_at(request)
    shown = figures_shown(found, at)
    given = survey_results.answers_of(found, at) if shown else []
    questions = questions_of(found)
    context = context_of(found, (_("Evaluation"), "")) | {
        "shown": shown,
        "in_steps": not is_over(found, at),
        "fewest": FEWEST,
        "results": [
            (result, survey_results.texts(result.question, given))
            for result in survey_results.results_of(questions, given, inside=True)
        ],
        "files": survey_results.files_of(found, len(given)) if shown else [],
    }
    return render(request, "participation/formats/survey/evaluation.html", context)
