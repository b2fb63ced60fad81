from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from home import guests
from participation.views.decorators import without_cookie


@without_cookie
@require_http_methods(["GET", "HEAD", "POST"])
def guest(request):
    """What this browser remembers of a guest, and how to end that."""
    if request.method == "POST":
        guests.forget(request)
        return redirect("participation:guest")
    context = {"guest": guests.guest_of(request)}
    return render(request, "participation/guest.html", context)
