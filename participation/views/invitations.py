from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from participation import members


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request, key):
    """
    Where the link of an invitation leads; one joins by a press of the button.

    Not by opening it: programs that look through mails open every link.
    """
    found = members.invitation(key)
    if found is None:
        return show(request, status=404)
    if request.method != "POST":
        return show(request, procedure=found.procedure)
    if not request.user.is_authenticated:
        return redirect_to_login(request.path)
    if not members.join(found, person=request.user):
        return show(request, status=404)
    messages.success(request, _("You are a member now."))
    return redirect("participation:procedure", found.procedure.slug)


def show(request, procedure=None, status=200):
    context = {"procedure": procedure, "here": request.path}
    template = "participation/members/invitation.html"
    return render(request, template, context, status=status)
