"""What whoever has the code of a receipt does with their statement."""

import uuid

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from participation import clock, receipts
from participation.limits import ensure_not_guessing
from participation.planning import statement_papers, statements
from participation.planning.forms.statements import CorrectionForm
from participation.planning.models import Statement
from participation.planning.views.finding import public_round_or_404
from participation.planning.views.statements import TEMPLATES, context_of, paper
from participation.views.decorators import refusals_in_words, without_cookie


@never_cache
@without_cookie
@require_POST
@refusals_in_words
def statement_correct(request, slug, key):
    """A new wording beside the original; both stay in the file."""
    found, statement, code = opened(request, slug, key)
    statements.ensure_standing(statement, clock.now(request), by=None)
    is_sent = "text" in request.POST
    form = CorrectionForm(
        statement,
        request.POST if is_sent else None,
        request.FILES if is_sent else None,
        initial={"text": statement.current.text, "key": uuid.uuid4()},
    )
    if form.is_valid():
        version = statements.correct_statement(
            statement, at=clock.now(request), **form.correction
        )
        return show_done(request, found, statement, code, version)
    context = context_of(found, _("Correct the statement"))
    context |= {"form": form, "statement": statement, "code": code}
    status = 400 if form.errors else 200
    return render(request, f"{TEMPLATES}/correct.html", context, status=status)


@never_cache
@without_cookie
@require_POST
@refusals_in_words
def statement_withdraw(request, slug, key):
    """Asked once more, then marked as withdrawn; it stays in the file."""
    found, statement, code = opened(request, slug, key)
    if request.POST.get("sicher"):
        statements.withdraw_statement(statement, at=clock.now(request))
        return show_done(request, found, statement, code)
    context = context_of(found, _("Withdraw the statement"))
    context |= {"statement": statement, "code": code}
    return render(request, f"{TEMPLATES}/withdraw.html", context)


@never_cache
@without_cookie
@require_POST
@refusals_in_words
def statement_paper(request, slug, key):
    """The receipt or the text as a file, any time later."""
    _found, statement, code = opened(request, slug, key)
    kind = "txt" if request.POST.get("als") == "txt" else "pdf"
    return paper(statement, kind, code)


def opened(request, slug, key):
    """The statement of this round that the code opens; else there is none."""
    ensure_not_guessing(request)
    code = request.POST.get("code", "")[:60]
    statement = receipts.find(code)
    if not isinstance(statement, Statement):
        raise Http404
    found = statement.round
    if (found.procedure.slug, found.key) != (slug, key):
        raise Http404
    # An authority has its receipt, whether or not the page is online.
    if not statement.invitation_id:
        statement.round = found = public_round_or_404(request.user, slug, key)
    return found, statement, code


def show_done(request, found, statement, code, version=None):
    title = pgettext("heading", "Received") if version else _("Statement withdrawn")
    context = context_of(found, title)
    context |= {"statement": statement, "version": version, "code": code}
    if version:
        context["changed"] = statement_papers.in_words(version.at)
    return render(request, f"{TEMPLATES}/changed.html", context)
