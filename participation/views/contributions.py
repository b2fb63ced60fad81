from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)
from django_htmx.http import HttpResponseClientRefresh

from participation import clock
from participation.editing import can_edit
from participation.follow_buttons import buttons
from participation.forms.writing import CommentForm, ReplyForm
from participation.models import Contribution, Outcome, Support
from participation.people import for_participants, participant, writing
from participation.permissions import (
    actor_of,
    can,
    can_comment,
    can_reply,
    can_support,
    figures_shown,
)
from participation.planning.round_page import hand_in_url
from participation.refusals import Refused, ensure
from participation.services import (
    add_comment,
    cast_support,
    withdraw,
    withdraw_support,
)
from participation.threads import all_replies, page_of_threads
from participation.verbs import Verb
from participation.views.activities import context_of
from participation.views.decorators import refusals_in_words, without_cookie
from participation.views.finding import (
    comment_or_404,
    contribution_or_404,
    detail_or_404,
    thread_or_404,
)


@require_safe
def contribution(request, pk):
    person, now = participant(request), clock.now(request)
    found, actor = detail_or_404(person, pk), actor_of(person)
    own = found.is_by(person)
    context = context_of(found.activity, (found.title, "")) | {
        "contribution": found,
        "threads": page_of_threads(found, person, request.GET.get("page")),
        "answers": found.answers.select_related("post__unit"),
        "outcomes": outcomes_of(found),
        "merged": found.merged.published(),
        "may_edit": own and can_edit(person, found, now),
        "may_comment": can_comment(actor, found, now),
        "hand_in_url": hand_in_url(found, now),
        "may_moderate": can(actor, Verb.MODERATE, found.activity, now),
        "may_answer": can(actor, Verb.ANSWER, found.activity, now),
        "form": CommentForm(),
        "is_own": own,
        "follow": buttons(request, [("beitrag", found.pk, "")])[0],
        "hidden_because": last_hiding(found) if own and found.is_hidden else None,
    }
    context |= support_context(request, found, actor, now)
    context |= found.activity.recipe.detail_context(found, request)
    return render(request, found.activity.recipe.detail_template, context)


def outcomes_of(found):
    """What becomes of it; what was merged into another shares the outcome of that."""
    settled = found.merged_into_id or found.pk
    rows = Outcome.objects.filter(contribution=settled)
    return rows.select_related("decision__procedure")


def below(found, heading) -> dict:
    """The context of a page that belongs to one contribution."""
    here = (found.title, found.get_absolute_url())
    return context_of(found.activity, here, (heading, ""))


def last_hiding(found):
    acts = found.moderation_acts.select_related("objection")
    return acts.filter(act="hide").first()


def support_context(request, found, actor, now):
    known = request.user.is_authenticated
    return {
        "contribution": found,
        "supports": known and supporters(found).filter(person=request.user).exists(),
        "may_support": can_support(actor, found, now),
        "figures": figures_shown(found.activity, clock.told_at(request)),
    }


def supporters(found):
    """Who supports a contribution, or one that was merged into it."""
    return Support.objects.filter(contribution__in=Contribution.objects.alike(found))


@without_cookie
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words
def comment_create(request, pk):
    return write_comment(request, contribution_or_404(participant(request), pk))


@without_cookie
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words
def reply_create(request, pk):
    person = participant(request)
    comment = comment_or_404(person, pk)
    thread = comment.parent or comment
    found = contribution_or_404(person, thread.contribution_id)
    ensure(can_reply(thread))
    return write_comment(request, found, parent=thread)


def writing_form(request, parent):
    """For a comment or a reply, of which several may stand on one page."""
    if parent is None:
        return CommentForm(request.POST or None)
    form = ReplyForm(request.POST or None, auto_id=f"id_{parent.pk}_%s")
    if request.htmx:  # what was in focus is gone
        form.fields["text"].widget.attrs["autofocus"] = True
    return form


def write_comment(request, found, parent=None):
    answer = can_comment(actor_of(participant(request)), found, clock.now(request))
    if answer.asks_for_sign_in and request.method != "POST":
        return redirect_to_login(request.get_full_path())
    form = writing_form(request, parent)
    if form.is_valid():
        key, text = form.cleaned_data["idempotency_key"], form.cleaned_data["text"]
        with writing(request, key) as author:
            comment = add_comment(
                found,
                author=author,
                text=text,
                key=key,
                at=clock.now(request),
                parent=parent,
            )
        return HttpResponseRedirect(comment.get_absolute_url())
    if not answer:
        raise Refused(answer)
    heading = pgettext("heading", "Reply") if parent else pgettext("heading", "Comment")
    context = below(found, heading) | {
        "heading": heading,
        "contribution": found,
        "parent": parent,
        "form": form,
    }
    name = "_reply_form" if request.htmx and parent else "comment_form"
    response = render(request, f"participation/{name}.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_safe
def replies(request, pk):
    """All replies to one comment, as a fragment or as a page of its own."""
    person = participant(request)
    thread = thread_or_404(person, pk)
    found = contribution_or_404(person, thread.contribution_id)
    context = below(found, _("Replies")) | {
        "contribution": found,
        "thread": thread,
        "replies": all_replies(thread, person),
        "may_comment": can_comment(actor_of(person), found, clock.now(request)),
    }
    name = "_replies" if request.htmx else "replies"
    response = render(request, f"participation/{name}.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@require_POST
@refusals_in_words
def support_cast(request, pk):
    return change_support(request, pk, cast_support)


@require_POST
@refusals_in_words
def support_withdraw(request, pk):
    return change_support(request, pk, withdraw_support)


def change_support(request, pk, change):
    found, now = contribution_or_404(request.user, pk), clock.now(request)
    if not request.user.is_authenticated:
        return redirect_to_login(found.get_absolute_url())
    try:
        change(found, person=request.user, at=now)
    except Refused:
        if request.htmx:  # the page is out of date: show what is true now
            return HttpResponseClientRefresh()
        raise
    if request.POST.get("von") == "liste":
        return redirect(f"{found.activity.get_absolute_url()}#frage-{found.pk}")
    if not request.htmx:
        return redirect(found)
    counts = Contribution.objects.with_counts().values_list("support_count", flat=True)
    found.support_count = counts.get(pk=found.pk)
    context = support_context(request, found, actor_of(request.user), now)
    return render(request, "participation/_support.html", context)


@without_cookie
@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def contribution_withdraw(request, pk):
    found = contribution_or_404(participant(request), pk)
    return confirm_withdrawal(request, found, found)


@without_cookie
@require_http_methods(["GET", "HEAD", "POST"])
@for_participants
def comment_withdraw(request, pk):
    comment = comment_or_404(participant(request), pk)
    found = contribution_or_404(participant(request), comment.contribution_id)
    return confirm_withdrawal(request, comment, found)


def confirm_withdrawal(request, writing, found):
    if request.method == "POST":
        withdraw(writing, by=participant(request), at=clock.now(request))
        return redirect("participation:my_contributions")
    heading = pgettext("heading", "Withdraw")
    context = below(found, heading) | {"writing": writing, "contribution": found}
    return render(request, "participation/withdraw.html", context)


@require_safe
@for_participants
def my_contributions(request):
    """All that I wrote, whatever became of it."""
    person = participant(request)
    mine = (
        Contribution.objects.by(person)
        .select_related("activity__procedure")
        .prefetch_related("moderation_acts__objection")
        .with_counts()
        .with_outcome()
    )
    comments = person.comments.select_related("contribution").order_by("-created_at")
    context = {
        "contributions": mine[:100],
        "comments": comments.prefetch_related("moderation_acts__objection")[:100],
    }
    return render(request, "participation/my_contributions.html", context)
