"""Bringing in a table of statements: everything or nothing, errors by cell."""

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from participation.planning import statement_import as importing
from participation.planning.desk.access import for_planners, plan_of
from participation.planning.desk.statement_forms import RoundField
from participation.planning.desk.views import titled
from participation.planning.models import Round
from participation.planning.statement_table import (
    MOST_ROWS,
    TableRefused,
    columns,
    empty_table,
    read_table,
)


class ImportForm(forms.Form):
    round = RoundField(Round.objects.none(), label=_("In which round"))
    table = forms.FileField(
        label=_("Table"),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
        help_text=_("CSV or XLSX, up to 3,000 rows and 20 MB."),
    )

    def __init__(self, plan, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.rows, self.refusals = [], []
        self.fields["round"].queryset = plan.rounds.published()

    def clean_table(self):
        file, in_round = self.cleaned_data["table"], self.cleaned_data.get("round")
        try:
            if in_round:
                self.rows = read_table(file.read(), file.name, in_round)
        except TableRefused as refusal:
            self.refusals = refusal.errors
            self.add_error(
                "table", _("Nothing was imported. What is wrong stands above.")
            )
        return file


@require_http_methods(["GET", "POST"])
@for_planners
def statement_import(request, pk):
    plan = plan_of(request, pk)
    form = ImportForm(plan, request.POST or None, request.FILES or None)
    if form.is_valid():
        new = importing.bring(form.rows, form.cleaned_data["round"], by=request.user)
        messages.success(request, told(new, len(form.rows)))
        return redirect("planning:statements", pk)
    context = titled(_("Import a table"), plan.name) | {
        "plan": plan,
        "form": form,
        "columns": columns().values(),
        "most": MOST_ROWS,
    }
    template = "participation/planning/desk/statements/import.html"
    return render(request, template, context, status=400 if form.errors else 200)


def told(new: int, rows: int) -> str:
    words = ngettext(
        "%(new)d of %(n)d row is new.", "%(new)d of %(n)d rows are new.", rows
    )
    return words % {"new": new, "n": rows}


@require_safe
@for_planners
def statement_import_form(request, pk):
    """An empty table with the right head."""
    plan_of(request, pk)
    response = HttpResponse(empty_table(), content_type="text/csv; charset=utf-8")
    name = "attachment; filename=stellungnahmen.csv"
    response.headers["Content-Disposition"] = name
    return response
