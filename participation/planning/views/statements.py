"""Giving a statement: write, check, send, take the receipt home."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from participation import clock, receipts, tiles
from participation.forms.fields import plain
from participation.limits import ensure_address_not_too_often
from participation.models import Contribution
from participation.overview import procedure_url
from participation.people import participant
from participation.planning import (
    drafts,
    offers,
    reception,
    statement_papers,
    statements,
)
from participation.planning.forms.statements import FIELDS, StatementForm
from participation.planning.models import Statement
from participation.planning.views import attachments
from participation.planning.views.finding import public_round_or_404
from participation.views.decorators import refusals_in_words, without_cookie

MOST_PER_ADDRESS = 300  # an hour; a whole hall may share one
LONGEST_NUMBER = 12
CHECK = "pruefen"
PAPERS = {"pdf": "application/pdf", "txt": "text/plain; charset=utf-8"}
TEMPLATES = "participation/planning/statements"


@without_cookie
@require_http_methods(["GET", "HEAD"])
@refusals_in_words
def statement_create(request, slug, key):
    """An empty form with a key of its own; nothing is kept before something is sent."""
    found = public_round_or_404(request.user, slug, key)
    reception.ensure_taken(found, clock.now(request))
    form = StatementForm(found, initial=asked_for(request, found))
    return show_form(request, found, uuid.uuid4(), form)


def asked_for(request, found) -> dict:
    """What the address says about it: a document, or a contribution to hand in."""
    given = {name: request.GET.get(name, "") for name in FIELDS if name != "text"}
    if contribution := contribution_asked_for(request, found):
        given["text"] = f"{contribution.title}\n\n{contribution.text}".strip()
        # What is not public can be said again, but nobody is led to it.
        given["idea"] = contribution.pk if contribution.is_public else ""
    return {name: value for name, value in given.items() if value}


def contribution_asked_for(request, found):
    """A contribution to the same procedure, if this visitor may read it (BP-33)."""
    number = request.GET.get("beitrag", "")
    if not (number.isdecimal() and len(number) < LONGEST_NUMBER):
        return None
    rows = Contribution.objects.visible_to(participant(request))
    return rows.filter(pk=int(number), activity__procedure=found.procedure_id).first()


@never_cache
@without_cookie
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words
def statement_draft(request, slug, key, draft):
    """The form with what was typed so far; sending it keeps it, whatever is wrong."""
    found = public_round_or_404(request.user, slug, key)
    return at_key(request, found, draft)


def at_key(request, found, key):
    if sent := statements.statement_of(key, found):
        return go_on_after(request, found, key, sent)
    if request.method == "POST":
        return take(request, found, key)
    row = drafts.draft_of(key, found)
    if row is None:
        raise Http404
    typed = drafts.typed_in(row)
    given = {"data": typed} if CHECK in request.GET else {"initial": typed}
    form = StatementForm(found, kept=drafts.files_of(row), **given)
    return show_form(request, found, key, form)


def go_on_after(request, found, key, sent):
    """The form was sent before. A text that says something else is another one."""
    text = plain(request.POST.get("text", ""))
    if text in {"", sent.original.text}:
        return redirect(receipt_url(found, key))
    return at_key(request, found, uuid.uuid5(key, text))


def take(request, found, key):
    reception.ensure_taken(found, clock.now(request))
    ensure_address_not_too_often(request, "statement", MOST_PER_ADDRESS)
    form = filled_form(request, found, key)
    is_valid = form.is_valid()
    drafts.save_draft(
        found,
        key=key,
        content=form.typed,
        files=form.new_files,
        dropped=form.dropped,
    )
    if not is_valid:
        form.kept = drafts.files_of(drafts.draft_of(key, found))
        return show_form(request, found, key, form, status=400)
    if request.POST.get("schritt") == CHECK:
        return redirect("participation:statement_review", *place(found), key)
    return redirect(f"{draft_url(found, key)}?gespeichert=1")


def filled_form(request, found, key):
    return StatementForm(
        found,
        request.POST,
        request.FILES,
        kept=drafts.files_of(drafts.draft_of(key, found)),
        lenient=request.POST.get("schritt") != CHECK,
    )


@never_cache
@without_cookie
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words
def statement_review(request, slug, key, draft):
    """The whole statement as it will stand in the file; a button sends it."""
    found = public_round_or_404(request.user, slug, key)
    if statements.statement_of(draft, found):
        return redirect(receipt_url(found, draft))
    row = drafts.draft_of(draft, found)
    if row is None:
        raise Http404
    row.round = found
    form = StatementForm(found, drafts.typed_in(row), kept=drafts.files_of(row))
    if not form.is_valid():
        return redirect(f"{draft_url(found, draft)}?{CHECK}=1")
    if "weg" in request.POST:
        return take_out(request, row)
    if request.method == "POST":
        return send(request, row, form)
    reception.ensure_taken(found, clock.now(request))
    return show_review(request, row, form)


def take_out(request, row):
    """Without an attachment after all; the rest is to be read again."""
    content, dropped = drafts.typed_in(row), request.POST.getlist("weg")
    drafts.save_draft(row.round, key=row.key, content=content, dropped=dropped)
    return redirect("participation:statement_review", *place(row.round), row.key)


def send(request, row, form):
    try:
        drafts.send_draft(
            row,
            text=form.cleaned_data["text"],
            values=form.values,
            at=clock.now(request),
            seen=request.POST.get("gelesen", ""),
        )
    except drafts.Changed:
        return show_review(request, row, form, has_changed=True, status=409)
    return redirect(receipt_url(row.round, row.key))


@never_cache
@require_safe
def statement_receipt(request, slug, key, draft):
    """What was received, with the code; an hour long for whoever has the form's key."""
    found = public_round_or_404(request.user, slug, key)
    statement = sent_or_404(found, draft)
    context = context_of(found, pgettext("heading", "Receipt"))
    context |= {"draft": draft, "statement": statement}
    if statement_papers.is_fresh(statement):
        context |= statement_papers.receipt_context(statement)
        context |= {
            "code": receipts.code_for(draft),
            "is_early": found.rule in offers.EARLY,
        }
    return render(request, f"{TEMPLATES}/receipt.html", context)


@never_cache
@require_safe
def statement_copy(request, slug, key, draft, kind):
    """The receipt as PDF, or the text as a file, as long as the receipt is shown."""
    statement = sent_or_404(public_round_or_404(request.user, slug, key), draft)
    if kind not in PAPERS or not statement_papers.is_fresh(statement):
        raise Http404
    return paper(statement, kind, receipts.code_for(draft))


def paper(statement, kind, code=""):
    """A copy to keep: the receipt as PDF, or the very bytes of the text."""
    if kind == "pdf":
        content = statement_papers.receipt_pdf(statement, code)
    else:
        content = statement.current.text.encode()
    response = HttpResponse(content, content_type=PAPERS[kind])
    name = f"Stellungnahme-{statement.number}.{kind}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def sent_or_404(found, key):
    """A statement that was sent by the form itself; no other has such a receipt."""
    rows = Statement.objects.select_related(
        "plan", "round__procedure", "document", "idea"
    ).exclude(receipt_digest="")
    return get_object_or_404(
        rows, idempotency_key=key, round=found, origin=Statement.Origin.ONLINE
    )


def show_form(request, found, key, form, status=200):
    saved = request.build_absolute_uri(draft_url(found, key))
    context = context_of(found, label()) | {
        "form": form,
        "action": draft_url(found, key),
        "base_map": tiles.base_map(found.procedure),
        "saved_at": saved if request.GET.get("gespeichert") else "",
        "is_taken_over": "beitrag" in request.GET and "text" in form.initial,
        "reception": reception.reception_of(found, clock.now(request)),
        "may_be_disregarded": reception.may_be_disregarded(found),
    }
    return render(request, f"{TEMPLATES}/form.html", context, status=status)


def show_review(request, row, form, *, has_changed=False, status=200):
    shown = Statement(**form.values)
    context = context_of(row.round, label()) | {
        "text": form.cleaned_data["text"],
        "about": statement_papers.about_lines(shown),
        "files": attachments.rows(
            form.kept, "participation:statement_attachment", *place(row.round), row.key
        ),
        "seen": drafts.digest_of(row),
        "has_changed": has_changed,
        "has_contact": bool(shown.email or shown.address),
        "back": draft_url(row.round, row.key),
        "reception": reception.reception_of(row.round, clock.now(request)),
        "may_be_disregarded": reception.may_be_disregarded(row.round),
    }
    return render(request, f"{TEMPLATES}/review.html", context, status=status)


def label():
    return _("Give a statement")


def place(found):
    return [found.procedure.slug, found.key]


def draft_url(found, key):
    return reverse("participation:statement_draft", args=[*place(found), key])


def receipt_url(found, key):
    return reverse("participation:statement_receipt", args=[*place(found), key])


def context_of(found, heading):
    address = procedure_url(found.procedure.slug)
    trail = [
        (_("Participation"), reverse("participation:overview")),
        (found.procedure.title, address),
        (heading, ""),
    ]
    return {
        "round": found,
        "plan": found.plan,
        "procedure": found.procedure,
        "procedure_url": address,
        "trail": trail,
        "heading": heading,
    }
