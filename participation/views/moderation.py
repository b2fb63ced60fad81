from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from participation import clock, moderation, tiles
from participation import moderation_queue as queue
from participation.circles import known_to
from participation.formats.ideas import marker
from participation.forms.aftermath import UndoForm
from participation.forms.moderation import (
    AnswerForm,
    BlockForm,
    DecideForm,
    HideForm,
    KeepForm,
    LockForm,
    OutcomeForm,
    RestoreForm,
)
from participation.models import Contribution, Objection
from participation.objections import may_decide
from participation.permissions import blocked_until
from participation.views.decorators import for_staff, refusals_in_words


@require_safe
@for_staff("answers")
def moderation_item(request, kind, pk):
    return show_item(request, writing_or_404(request.user, kind, pk), kind)


def writing_or_404(user, kind, pk):
    if kind not in queue.KINDS:
        raise Http404
    step = "" if kind == "beitrag" else "contribution__"
    related = f"{step}activity__procedure"
    rows = queue.KINDS[kind].objects.select_related("author", related)
    return get_object_or_404(known_to(user, rows, step), pk=pk)


def show_item(request, writing, kind, **bound):
    """One text with its history, and a form for everything one can do with it."""
    forms = {
        "hide": HideForm(),
        "restore": RestoreForm(),
        "keep": KeepForm(),
        "lock": LockForm(),
        "block": BlockForm(clock.today(request)),
        "decide": DecideForm(),
    }
    if isinstance(writing, Contribution):
        forms |= {
            "answer": AnswerForm(),
            "outcome": OutcomeForm(writing),
            "merge_undo": UndoForm(),
        }
    forms |= bound
    for name, form in forms.items():  # several ask for a reason
        form.auto_id = f"id_{name}_%s"
    context = {
        "writing": queue.mark(writing, kind),
        "acts": writing.moderation_acts.select_related("by"),
        "is_contribution": isinstance(writing, Contribution),
        "moderates": request.actor.moderates,
        "may_be_locked": moderation.may_be_locked(writing),
        "blocked_until": writing.author and blocked_until(writing.author),
        **objection_context(writing, request.user),
        "forms": forms,
    }
    if context["is_contribution"]:
        context["answers"] = writing.answers.select_related("by")
        context["outcomes"] = writing.outcomes.select_related("by", "decision")
        context |= place_context(writing)
    return render(request, "participation/moderation/item.html", context)


def place_context(writing):
    """Where it is: a place can say what a text doesn't, such as who lives there."""
    if writing.lat is None:
        return {}
    return {
        "base_map": tiles.base_map(writing.activity.procedure),
        "markers": [marker(writing)],
    }


def objection_context(writing, moderator):
    """The objections to what was done with a text, and who decides on the open one."""
    found = Objection.objects.filter(**moderation.about_act(writing))
    objections = list(found.select_related("act", "decided_by"))
    waiting = next((row for row in objections if row.is_open), None)
    return {
        "objections": objections,
        "waiting_objection": waiting,
        "may_decide": may_decide(waiting, moderator) if waiting else None,
    }


def act(request, kind, pk, name, form_of, do, done):
    """Check a form, do what it says, say so; with errors, show all again."""
    writing = writing_or_404(request.user, kind, pk)
    form = form_of(writing)
    if not form.is_valid():
        return show_item(request, writing, kind, **{name: form})
    do(writing, **form.cleaned_data, by=request.user)
    messages.success(request, done)
    return redirect("participation:moderation_item", kind, pk)


@require_POST
@for_staff("moderates")
@refusals_in_words
def approve(request, kind, pk):
    moderation.approve(writing_or_404(request.user, kind, pk), by=request.user)
    messages.success(request, _("The text is public now. Its author has been told."))
    return redirect("participation:moderation_item", kind, pk)


@require_POST
@for_staff("moderates")
@refusals_in_words
def hide(request, kind, pk):
    done = _("The text is hidden. Its author has been told why.")
    bound = HideForm(request.POST)
    return act(request, kind, pk, "hide", lambda w: bound, moderation.hide, done)


@require_POST
@for_staff("moderates")
@refusals_in_words
def restore(request, kind, pk):
    done = _("The text is public again. Its author has been told.")
    bound = RestoreForm(request.POST)
    return act(request, kind, pk, "restore", lambda w: bound, moderation.restore, done)


@require_POST
@for_staff("moderates")
@refusals_in_words
def keep(request, kind, pk):
    done = _("The reports are settled, the text stays.")
    bound = KeepForm(request.POST)
    return act(request, kind, pk, "keep", lambda w: bound, moderation.keep, done)


@require_POST
@for_staff("moderates")
@refusals_in_words
def lock(request, kind, pk):
    done = _("Nobody can comment on it any more. Everyone reads why.")
    bound = LockForm(request.POST)
    return act(request, kind, pk, "lock", lambda w: bound, moderation.lock, done)


@require_POST
@for_staff("moderates")
@refusals_in_words
def unlock(request, kind, pk):
    done = _("Comments are possible again.")
    bound = LockForm(request.POST)
    return act(request, kind, pk, "lock", lambda w: bound, moderation.unlock, done)


@require_POST
@for_staff("answers")
@refusals_in_words
def answer(request, pk):
    done = _("The answer is public. The author has been told.")
    bound = AnswerForm(request.POST)
    return act(
        request, "beitrag", pk, "answer", lambda w: bound, moderation.answer, done
    )


@require_POST
@for_staff("answers")
@refusals_in_words
def outcome(request, pk):
    done = _("The outcome is public. The author has been told.")
    return act(
        request,
        "beitrag",
        pk,
        "outcome",
        lambda writing: OutcomeForm(writing, request.POST),
        moderation.set_outcome,
        done,
    )
