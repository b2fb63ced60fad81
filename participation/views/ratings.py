from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from participation import clock
from participation.people import participant
from participation.rating import rate, withdraw_rating
from participation.views.decorators import refusals_in_words
from participation.views.finding import contribution_or_404


@require_POST
@refusals_in_words
def rating_cast(request, pk):
    found, person = contribution_or_404(request.user, pk), participant(request)
    if not person.is_authenticated:
        return redirect_to_login(found.get_absolute_url())
    value = request.POST.get("value", "")
    try:
        number = int(value) if value.isdecimal() and len(value) < 3 else 0
        rate(found, person=person, value=number, at=clock.now(request))
        messages.success(request, _("Your rating counts. You can change it."))
    except ValidationError as error:
        messages.error(request, error.message)
    return back(request, found)


@require_POST
@refusals_in_words
def rating_withdraw(request, pk):
    found, person = contribution_or_404(request.user, pk), participant(request)
    if not person.is_authenticated:
        return redirect_to_login(found.get_absolute_url())
    withdraw_rating(found, person=person, at=clock.now(request))
    messages.success(request, _("Your rating is withdrawn."))
    return back(request, found)


def back(request, found):
    """To where the rating was given: the list of all options, or this one."""
    if request.POST.get("von") == "liste":
        return redirect(f"{found.activity.get_absolute_url()}#option-{found.pk}")
    return redirect(found)
