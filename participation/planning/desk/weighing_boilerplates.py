"""Texts that are used in proposals again and again, and how often they are."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_safe

from home import audit
from participation.planning.desk.access import for_lookers, for_planners
from participation.planning.desk.views import show_form, titled
from participation.planning.desk.weighing_forms import BoilerplateForm
from participation.planning.desk.weighing_pages import FOLDER
from participation.planning.models import Boilerplate, Point
from participation.planning.permissions import can_plan


@require_safe
@for_lookers
def boilerplates(request):
    rows = list(Boilerplate.objects.all())
    used = usage(rows)
    context = titled(pgettext("weighing", "Boilerplates")) | {
        "rows": [(row, used[f"text_{row.pk}"]) for row in rows],
        "may_plan": can_plan(request.user),
    }
    return render(request, f"{FOLDER}/boilerplates.html", context)


def usage(rows) -> dict[str, int]:
    """In how many proposals each text stands word by word, in one query."""
    counts = {
        f"text_{row.pk}": Count("pk", filter=Q(proposal__contains=row.text))
        for row in rows
    }
    return Point.objects.aggregate(**counts)


@require_http_methods(["GET", "HEAD", "POST"])
@for_planners
def create(request):
    return edit_form(request, None, _("New boilerplate"))


@require_http_methods(["GET", "HEAD", "POST"])
@for_planners
def edit(request, pk):
    found = get_object_or_404(Boilerplate, pk=pk)
    return edit_form(request, found, found.title)


def edit_form(request, found, title):
    form = BoilerplateForm(request.POST or None, instance=found)
    if not form.is_valid():
        return show_form(request, form, title)
    saved = form.save()
    audit.record("planning.boilerplate", f"Textbaustein {saved.pk}", actor=request.user)
    messages.success(request, _("Saved."))
    return redirect("planning:boilerplates")
