from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from home.accessibility import report_barrier
from home.accounts.limits import admit
from home.forms import BarrierForm
from home.views.errors import too_many_requests


@never_cache
@require_http_methods(["GET", "POST"])
def report(request):
    form = BarrierForm(
        request.POST or None, initial={"where": request.GET.get("seite", "")[:500]}
    )
    if not (request.method == "POST" and form.is_valid()):
        status = 400 if form.is_bound else 200
        return render(
            request, "home/report_barrier.html", {"form": form}, status=status
        )
    if admit("barrier", request).wait:
        return too_many_requests(request)
    if not form.is_trapped:
        words = ("what", "where", "email")
        report_barrier(**{word: form.cleaned_data[word] for word in words})
    return redirect("home:barrier_reported")


@require_GET
def thanks(request):
    return render(request, "home/barrier_reported.html")
