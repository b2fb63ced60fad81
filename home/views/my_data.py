"""What the house knows about the person who asks, and how it forgets."""

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from home.forms import EraseForm
from home.privacy import erase, export_of, may_erase_themselves, what_is_known


@login_required
@require_GET
def my_data(request):
    context = {
        "known": [(entry, len(rows)) for entry, rows in what_is_known(request.user)],
        "may_erase": may_erase_themselves(request.user),
    }
    return render(request, "home/my_data.html", context)


@login_required
@require_GET
def my_data_export(request):
    response = JsonResponse(
        export_of(request.user),
        json_dumps_params={"ensure_ascii": False, "indent": 2, "default": str},
    )
    response["Content-Disposition"] = 'attachment; filename="meine-daten.json"'
    return response


@login_required
@require_http_methods(["GET", "POST"])
def erase_account(request):
    if not may_erase_themselves(request.user):
        messages.error(request, _("The administration ends the accounts of staff."))
        return redirect("home:my_data")
    form = EraseForm(request.POST or None, person=request.user)
    if not (request.method == "POST" and form.is_valid()):
        status = 400 if form.is_bound else 200
        return render(request, "home/erase_account.html", {"form": form}, status=status)
    person = request.user
    logout(request)
    erase(person, actor=person)
    messages.success(request, _("Your account is erased."))
    return redirect("/")
