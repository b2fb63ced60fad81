"""Two people take the personal data out of a statement (BP-30)."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from participation.planning import redaction as redactions
from participation.planning.desk.access import for_lookers, plan_of
from participation.planning.desk.weighing_pages import FOLDER, attempt, framed
from participation.planning.models import Redaction
from participation.planning.weighing_rights import (
    can_confirm,
    can_redact,
    reads_original,
)

LONGEST = 120_000


@require_http_methods(["GET", "HEAD", "POST"])
@for_lookers
def redaction(request, pk, number):
    plan, statement = statement_of(request, pk, number)
    made = Redaction.objects.filter(statement=statement).first()
    if request.method != "POST":
        text = made.text if made else redactions.suggested(statement)
        return show(request, plan, statement, made, text)
    if not can_redact(request.user):
        raise PermissionDenied
    return save(request, plan, statement, made)


def statement_of(request, pk, number):
    """Planners, and approvers as the second pair of eyes; nobody of an office."""
    plan = plan_of(request, pk)
    rows = plan.statements.select_related("plan", "redaction")
    found = get_object_or_404(rows.prefetch_related("signatories"), number=number)
    if not reads_original(request.user, found):
        raise PermissionDenied
    return plan, found


def save(request, plan, statement, made):
    text = request.POST.get("text", "").replace("\r\n", "\n")[:LONGEST]
    what, why = request.POST.getlist("stelle"), request.POST.getlist("grund")
    reasons = dict(zip(what, why, strict=False))
    try:
        redactions.redact(
            statement,
            text=text,
            reasons=reasons,
            by=request.user,
            seen=request.POST.get("seen", ""),
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        status = 409 if error.code == "changed" else 400
        return show(request, plan, statement, made, text, reasons, status)
    messages.success(request, _("Saved. Now a second person confirms it."))
    return redirect(request.path)


def show(request, plan, statement, made, text, reasons=None, status=200):
    original = statement.current.text
    given = given_before(made) | (reasons or {})
    left = dict.fromkeys(
        (f.label, f.text) for f in redactions.findings(text, statement)
    )
    title = _("Statement %(n)s without personal data") % {"n": statement}
    context = framed(request, plan, title) | {
        "statement": statement,
        "parts": marked(original, redactions.findings(original, statement)),
        "text": text,
        "left": [(label, what, given.get(what, "")) for label, what in left],
        "made": made,
        "is_changed": status == 409,
        "is_outdated": made is not None and redactions.is_outdated(made),
        "seen": redactions.state_of(statement),
        "may_redact": can_redact(request.user),
        "may_confirm": made is not None and can_confirm(request.user, made),
    }
    return render(request, f"{FOLDER}/redaction.html", context, status=status)


def given_before(made) -> dict[str, str]:
    return {row["text"]: row["reason"] for row in made.left_standing} if made else {}


def marked(text, findings):
    """The original cut into what was pointed out (with its kind) and the rest."""
    parts, done = [], 0
    for finding in findings:
        parts += [("", text[done : finding.start]), (finding.label, finding.text)]
        done = finding.end
    return [part for part in [*parts, ("", text[done:])] if part[1]]


@require_POST
@for_lookers
def confirm(request, pk, number):
    _plan, statement = statement_of(request, pk, number)
    made = get_object_or_404(Redaction, statement=statement)
    seen = request.POST.get("seen", "")
    attempt(
        request,
        lambda: redactions.confirm(made, seen=seen, by=request.user),
        _("Confirmed. This text may stand in public papers."),
    )
    if can_redact(request.user):
        return redirect("planning:weighing_redaction", pk, number)
    return redirect("planning:weighing_statements", pk)
