"""The address list of authorities on the desk."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from participation import exports
from participation.imports import ImportRefused
from participation.planning import authorities, authority_import
from participation.planning.desk.access import for_planners
from participation.planning.desk.authority_forms import (
    AuthorityForm,
    FindForm,
    ListFileForm,
)
from participation.planning.desk.views import show_form, titled
from participation.planning.models import Authority
from participation.views.exports import XLSX, streamed

TEMPLATES = "participation/planning/desk/authorities"
ON_A_PAGE = 100
NAME = "traeger-oeffentlicher-belange"


@require_safe
@for_planners
def authority_list(request):
    form = FindForm(request.GET, tags=authorities.known_tags())
    found = authorities.narrowed(narrowing_of(form))
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("seite"))
    query = request.GET.copy()
    query.pop("seite", None)
    context = titled(title()) | {
        "form": form,
        "number": len(found),
        "page_of_rows": page,
        "query": query.urlencode(),
    }
    return render(request, f"{TEMPLATES}/list.html", context)


def title():
    return pgettext("authority", "Authorities and other public bodies")


def narrowing_of(form) -> authorities.Narrowing:
    form.is_valid()
    given = form.cleaned_data
    return authorities.Narrowing(
        words=given.get("words", ""),
        tags=frozenset(given.get("tags", [])),
        state=given.get("state") or "active",
    )


@require_http_methods(["GET", "POST"])
@for_planners
def authority_create(request):
    return edited(request, Authority(), _("New authority"))


@require_http_methods(["GET", "POST"])
@for_planners
def authority_edit(request, pk):
    authority = get_object_or_404(Authority, pk=pk)
    return edited(request, authority, str(authority))


def edited(request, authority, heading):
    form = AuthorityForm(request.POST or None, instance=authority)
    if form.is_valid():
        authorities.save(form.save(commit=False), by=request.user)
        messages.success(request, _("Saved."))
        return redirect("planning:authorities")
    return show_form(request, form, heading)


@require_POST
@for_planners
def authority_switch(request, pk):
    """Ask a body no more, or again."""
    authority = get_object_or_404(Authority, pk=pk)
    is_on = request.POST.get("an") == "1"
    authorities.switch(authority, on=is_on, by=request.user)
    words = _("%(name)s is asked again.") if is_on else _("%(name)s is asked no more.")
    messages.success(request, words % {"name": authority})
    return redirect("planning:authorities")


@require_http_methods(["GET", "POST"])
@for_planners
def authority_import_file(request):
    form = ListFileForm(request.POST or None, request.FILES or None)
    errors = []
    if form.is_valid():
        try:
            rows = authority_import.read(form.cleaned_data["file"])
        except ImportRefused as refusal:
            errors = refusal.errors
        else:
            brought = authorities.bring(rows, by=request.user)
            messages.success(request, authorities.in_words(brought))
            return redirect("planning:authorities")
    context = titled(_("Bring in a list"), title()) | {
        "form": form,
        "errors": errors,
        "columns": [str(label) for label in authorities.COLUMNS.values()],
    }
    status = 400 if errors or form.errors else 200
    return render(request, f"{TEMPLATES}/import.html", context, status=status)


@require_safe
@for_planners
def authority_export(request, kind):
    """The list as a file that can be brought in again."""
    rows = authorities.export_rows()
    if kind == "csv":
        return streamed(exports.csv_lines(rows), "text/csv", f"{NAME}.csv")
    if kind != "xlsx":
        raise Http404
    return FileResponse(
        exports.workbook({"TöB": rows}),
        as_attachment=True,
        filename=f"{NAME}.xlsx",
        content_type=XLSX,
    )
