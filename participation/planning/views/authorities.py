"""
The page behind an authority's personal link: documents, deadline, form, receipts.

The link is the only key, so it must not get about: no other house learns it, nothing
of the page is kept, and our own pages are told the host alone. (``no-referrer`` would
make browsers hide where a form came from.)
"""

import uuid
from functools import wraps

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from home.town import town_of
from participation.clock import day_of
from participation.limits import HOUR, ensure_address_not_too_often
from participation.planning import (
    authority_answers,
    authority_texts,
    drafts,
    publication,
    statement_papers,
)
from participation.planning.forms.authorities import (
    AnswerForm,
    MoreTimeForm,
    NoConcernsForm,
)
from participation.planning.models import Statement
from participation.planning.receipt_page import may_change
from participation.planning.views import attachments
from participation.receipts import code_for
from participation.refusals import InWords, TooManyGuesses, TooOften
from participation.views.decorators import without_cookie

TEMPLATES = "participation/planning/authority"
CHECK = "pruefen"
HEADERS = {"Referrer-Policy": "strict-origin", "X-Robots-Tag": "noindex, nofollow"}


def by_link(*methods):
    """A view for whoever has a link that still works; it gets the invitation."""

    def decorator(view):
        @never_cache
        @without_cookie
        @require_http_methods(methods)
        @wraps(view)
        def inner(request, key, *args, **kwargs):
            try:
                response = opened(request, key, view, args, kwargs)
            except Http404:
                response = show_closed(request, status=404)
            except InWords as refusal:
                response = show_refusal(request, refusal)
            for name, value in HEADERS.items():
                response.headers[name] = value
            return response

        return inner

    return decorator


def opened(request, key, view, args, kwargs):
    invitation = authority_answers.found_by(key)
    if invitation is None:
        ensure_not_guessing(request)
        return show_closed(request, status=404)
    if not authority_answers.is_open_on(invitation, day_of(timezone.now())):
        return show_closed(request, invitation, status=410)
    request.link = key
    return view(request, invitation, *args, **kwargs)


def show_refusal(request, refusal):
    """In this frame, too: the usual one leads on with the address of the page."""
    context, status = {"refusal": refusal}, refusal.status
    response = render(request, f"{TEMPLATES}/refused.html", context, status=status)
    if hasattr(refusal, "seconds"):
        response.headers["Retry-After"] = str(refusal.seconds)
    return response


def ensure_not_guessing(request):
    try:
        ensure_address_not_too_often(request, "authority")
    except TooOften as refusal:
        raise TooManyGuesses(HOUR) from refusal


def show_closed(request, invitation=None, *, status):
    """Why the link leads nowhere, and how to reach the town all the same."""
    context = {"invitation": invitation, "contact": town_of(request)}
    return render(request, f"{TEMPLATES}/closed.html", context, status=status)


@by_link("GET", "HEAD", "POST")
def authority(request, invitation):
    """Everything on one page. A POST keeps the draft, whatever is wrong with it."""
    if request.method == "POST":
        return keep_draft(request, invitation)
    if request.method == "GET":
        authority_answers.note_opening(invitation, timezone.now())
    draft = authority_answers.draft_of(invitation)
    typed = drafts.typed_in(draft)
    given = {"data": typed} if CHECK in request.GET else {"initial": typed}
    form = AnswerForm(invitation.round, kept=drafts.files_of(draft), **given)
    return show(request, invitation, form=form)


def keep_draft(request, invitation):
    is_to_check = request.POST.get("schritt") == CHECK
    form = AnswerForm(
        invitation.round,
        request.POST,
        request.FILES,
        kept=drafts.files_of(authority_answers.draft_of(invitation)),
        lenient=not is_to_check,
    )
    is_valid = form.is_valid()
    draft = authority_answers.save_draft(
        invitation, content=form.typed, files=form.new_files, dropped=form.dropped
    )
    if not is_valid:
        form.kept = drafts.files_of(draft)
        return show(request, invitation, form=form, status=400)
    if is_to_check:
        return redirect("participation:authority_review", request.link)
    return redirect(f"{address_of(request)}?gespeichert=1")


@by_link("GET", "HEAD", "POST")
def authority_review(request, invitation):
    """The whole statement as it will stand in the file; a button sends it."""
    draft = authority_answers.draft_of(invitation)
    if draft is None:  # sent a moment ago, or never begun
        return redirect("participation:authority", request.link)
    form = AnswerForm(
        invitation.round, drafts.typed_in(draft), kept=drafts.files_of(draft)
    )
    if not form.is_valid():
        return redirect(f"{address_of(request)}?{CHECK}=1")
    if "weg" in request.POST:
        return take_out(request, invitation, draft)
    if request.method == "POST":
        return send(request, invitation, draft, form)
    return show_review(request, invitation, draft, form)


def take_out(request, invitation, draft):
    """Without an attachment after all; the rest is to be read again."""
    authority_answers.save_draft(
        invitation,
        content=drafts.typed_in(draft),
        dropped=request.POST.getlist("weg"),
    )
    return redirect("participation:authority_review", request.link)


def send(request, invitation, draft, form):
    try:
        authority_answers.send_draft(
            invitation,
            text=form.cleaned_data["text"],
            values=form.values,
            at=timezone.now(),
            seen=request.POST.get("gelesen", ""),
        )
    except drafts.Changed:
        changed = {"has_changed": True, "status": 409}
        return show_review(request, invitation, draft, form, **changed)
    return redirect(f"{address_of(request)}?eingegangen=1")


@by_link("POST")
def authority_no_concerns(request, invitation):
    form = NoConcernsForm(request.POST)
    if not form.is_valid():
        return show(request, invitation, no_concerns=form, status=400)
    authority_answers.say_no_concerns(
        invitation, at=timezone.now(), **form.cleaned_data
    )
    return redirect(f"{address_of(request)}?eingegangen=1")


@by_link("POST")
def authority_more_time(request, invitation):
    form = MoreTimeForm(invitation, request.POST)
    if not form.is_valid():
        return show(request, invitation, more_time=form, status=400)
    authority_answers.ask_for_time(invitation, at=timezone.now(), **form.cleaned_data)
    return redirect(f"{address_of(request)}#mehr-zeit")


def show(request, invitation, *, status=200, **forms):
    """The whole page; ``forms`` are those with errors."""
    found = invitation.round
    context = {
        "invitation": invitation,
        "round": found,
        "plan": found.plan,
        "deadline": authority_texts.deadline_in_words(invitation),
        "documents": papers_for(request, invitation),
        "statements": rows_of(invitation),
        "link": request.link,
        "form": forms.get("form") or unfilled(invitation),
        "no_concerns": forms.get("no_concerns") or first_no_concerns(),
        "more_time": forms.get("more_time") or first_more_time(invitation),
        "contact": town_of(request),
    }
    return render(request, f"{TEMPLATES}/page.html", context, status=status)


def unfilled(invitation):
    """The form with the draft, beside another one that had errors."""
    draft = authority_answers.draft_of(invitation)
    typed, kept = drafts.typed_in(draft), drafts.files_of(draft)
    return AnswerForm(invitation.round, initial=typed, kept=kept)


def first_no_concerns():
    return NoConcernsForm(initial={"key": uuid.uuid4()}, auto_id="ohne-%s")


def first_more_time(invitation):
    return MoreTimeForm(invitation, auto_id="zeit-%s")


def papers_for(request, invitation):
    def address(version):
        where = [request.link, version.pk, version.filename]
        return reverse("participation:authority_document", args=where)

    papers = publication.papers(invitation.round, timezone.now(), address)
    # Not the way to report a barrier: the report would keep this page's address.
    names = ("version", "document", "url", "since", "replaced_at", "replaced_by")
    return [
        {name: getattr(paper, name) for name in (*names, "label")} for paper in papers
    ]


def handed_in(invitation):
    rows = Statement.objects.filter(invitation=invitation)
    rows = rows.select_related(
        "plan", "round__plan", "round__procedure", "document", "idea"
    )
    return rows.prefetch_related("versions", "files")


def rows_of(invitation):
    """What was handed in, each with the facts of its receipt and its text."""
    return [
        {
            "statement": statement,
            "facts": statement_papers.facts(statement),
            "code": code_of(statement),
            "may_change": may_change(statement),
        }
        for statement in handed_in(invitation)
    ]


def code_of(statement):
    """The code is shown for an hour, as everywhere; the link shows the rest."""
    is_fresh = statement_papers.is_fresh(statement)
    return code_for(statement.idempotency_key) if is_fresh else ""


def show_review(request, invitation, draft, form, *, has_changed=False, status=200):
    shown = Statement(**authority_answers.giver(invitation) | form.values)
    context = {
        "invitation": invitation,
        "plan": invitation.round.plan,
        "link": request.link,
        "text": form.cleaned_data["text"],
        "about": statement_papers.about_lines(shown),
        "files": attachments.rows(
            form.kept, "participation:authority_attachment", request.link
        ),
        "seen": drafts.digest_of(draft),
        "has_changed": has_changed,
        "heading": _("Check your statement"),
    }
    return render(request, f"{TEMPLATES}/review.html", context, status=status)


def address_of(request):
    return reverse("participation:authority", args=[request.link])
