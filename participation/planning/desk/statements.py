"""The inbox: every statement on a plan, whichever way it came."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from participation import receipts
from participation.planning import inbox, intake, statement_papers, statements
from participation.planning.desk.access import for_planners, plan_of
from participation.planning.desk.statement_forms import (
    ChangeForm,
    FilterForm,
    NewWordingForm,
    RecordForm,
    WithdrawForm,
)
from participation.planning.desk.views import titled
from participation.planning.models import Statement
from participation.planning.plans import plans_for

PER_PAGE = 50
TEMPLATES = "participation/planning/desk/statements"


@require_safe
@for_planners
def statement_list(request, pk):
    plan = plan_of(request, pk)
    form = FilterForm(plan, request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    rows = inbox.narrowed(inbox.statements_of(plan), chosen)
    inbox.note_names_seen(plan, request.user)
    pages = Paginator(rows, PER_PAGE)
    others = {n: v for n, v in request.GET.items() if v and n != "page"}
    context = titled(_("Statements"), plan.name) | {
        "plan": plan,
        "form": form,
        "figures": inbox.figures(plan),
        "page_obj": pages.get_page(request.GET.get("page")),
        "query": urlencode(others),
        "is_narrowed": bool(others),
    }
    return render(request, f"{TEMPLATES}/list.html", context)


@require_safe
@for_planners
def statement_detail(request, pk):
    statement = statement_or_404(request, pk)
    inbox.note_names_seen(statement.plan, request.user)
    context = titled(statement.reference, statement.plan.name) | {
        "plan": statement.plan,
        "statement": statement,
        "facts": statement_papers.facts(statement),
        "about": statement_papers.about_lines(statement),
        "versions": versions_of(statement),
        "signatories": statement.signatories.all(),
        "alike": inbox.same_person(statement),
        "history": inbox.history_of(statement),
        "code": code_for(statement),
    }
    return render(request, f"{TEMPLATES}/detail.html", context)


def versions_of(statement):
    """Each wording with the files that belonged to it."""
    files = list(statement.files.all())
    return [
        (version, [file for file in files if file.belongs_to(version.number)])
        for version in statement.versions.all()
    ]


def code_for(statement):
    """The code, to be handed over with the answer, right after recording."""
    is_recorded = statement.origin in dict(intake.OFFLINE)
    if is_recorded and statement_papers.is_fresh(statement):
        return receipts.code_for(statement.idempotency_key)
    return ""


@require_http_methods(["GET", "POST"])
@for_planners
def statement_record(request, pk):
    plan = plan_of(request, pk)
    form = RecordForm(plan, request.POST or None, request.FILES or None)
    if form.is_valid():
        given = form.cleaned_data
        receipt = intake.record_statement(
            given["round"],
            origin=given["origin"],
            received_on=given["received_on"],
            text=given["text"],
            values=form.values,
            key=given["key"],
            by=request.user,
            files=form.stored,
            signatories=given["signatories"],
        )
        return redirect("planning:statement", receipt.statement.pk)
    return show(request, plan, form, _("Record a statement"))


@require_http_methods(["GET", "POST"])
@for_planners
def statement_edit(request, pk):
    statement = statement_or_404(request, pk)
    inbox.note_names_seen(statement.plan, request.user)
    form = ChangeForm(statement, request.POST or None)
    if form.is_valid():
        intake.change_statement(
            statement,
            values=form.values,
            received_on=form.cleaned_data.get("received_on"),
            by=request.user,
        )
        return redirect("planning:statement", pk)
    return show(request, statement.plan, form, statement.reference)


@require_http_methods(["GET", "POST"])
@for_planners
def statement_correct(request, pk):
    """A new wording that came on paper; the original stays."""
    statement = statement_or_404(request, pk)
    inbox.note_names_seen(statement.plan, request.user)
    initial = {"text": statement.current.text}
    given = [request.POST or None, request.FILES or None]
    form = NewWordingForm(statement, *given, initial=initial)
    if form.is_valid():
        statements.correct_statement(
            statement, at=timezone.now(), by=request.user, **form.correction
        )
        return redirect("planning:statement", pk)
    return show(request, statement.plan, form, statement.reference)


@require_http_methods(["GET", "POST"])
@for_planners
def statement_withdraw(request, pk):
    statement = statement_or_404(request, pk)
    form = WithdrawForm(request.POST or None)
    if form.is_valid():
        statements.withdraw_statement(
            statement, at=timezone.now(), by=request.user, **form.cleaned_data
        )
        return redirect("planning:statement", pk)
    label = _("Mark as withdrawn")
    return show(request, statement.plan, form, statement.reference, label)


def statement_or_404(request, pk):
    """A statement on a plan that is this person's business; else there is none."""
    rows = Statement.objects.filter(plan__in=plans_for(request.user))
    joined = rows.select_related(
        "plan", "round", "document", "idea", "recorded_by", "invitation__authority"
    )
    return get_object_or_404(joined, pk=pk)


def show(request, plan, form, title, submit=""):
    context = titled(title, plan.name) | {"form": form, "plan": plan, "submit": submit}
    template = "participation/planning/desk/form.html"
    return render(request, template, context, status=400 if form.errors else 200)
