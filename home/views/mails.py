"""How often a person gets mails, and how they end."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from home import unsubscribing
from home.forms import MailsForm


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def mail_settings(request):
    form = MailsForm(request.POST or None, person=request.user)
    if form.is_valid():
        form.save()
        messages.success(request, _("Saved. This is how we write to you from now on."))
        return redirect("home:mail_settings")
    status = 400 if form.is_bound else 200
    return render(request, "home/mail_settings.html", {"form": form}, status=status)


# Mail programs press the button for people, without a cookie or a page of ours: what
# nobody else can know is the address itself.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request, token):
    found = unsubscribing.read_token(token)
    if found is None:
        raise Http404
    person, kind = found
    if request.method == "POST":
        unsubscribing.unsubscribe(person, kind)
    context = {"kind": kind, "is_done": request.method == "POST"}
    return render(request, "home/unsubscribe.html", context)
