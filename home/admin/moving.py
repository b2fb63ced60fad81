"""Before a move or a copy: a word to whoever would open pages to more people."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page

from home.widening import crosses_the_border, put_on_record, widening

CONFIRMED = "widening_confirmed"


def before_move(request, page, destination):
    found = widening(page, page.get_parent(), destination)
    if found and request.POST.get(CONFIRMED) != found.token:
        return ask(request, page, destination, found)
    return None


def before_copy(request, page):
    if request.method != "POST":
        return None
    destination = get_object_or_404(Page, pk=request.POST.get("new_parent_page"))
    if request.POST.get("alias") and crosses_the_border(page, destination):
        messages.error(
            request, _("An alias can't lead across the border of the intranet.")
        )
        return redirect(request.get_full_path())
    found = widening(page, page.get_parent(), destination)
    if found and request.POST.get(CONFIRMED) != found.token:
        return ask(request, page, destination, found)
    request.widening = found, destination
    return None


def after_copy(request, page, new_page):
    found, destination = getattr(request, "widening", (None, None))
    if found:
        put_on_record(new_page, found, page.get_parent(), destination, request.user)


def before_bulk_move(request, action_type, pages, action):
    """Many at once are not weighed one by one, so they don't leave a closed section."""
    if action_type != "move" or "chooser" not in action.cleaned_form.cleaned_data:
        return None
    destination = action.cleaned_form.cleaned_data["chooser"]
    widened = [p for p in pages if widening(p, p.get_parent(), destination)]
    if not widened:
        return None
    messages.error(
        request,
        _("More people could read “%(page)s” there. Please move it by itself.")
        % {"page": widened[0].get_admin_display_title()},
    )
    return redirect("wagtailadmin_explore", widened[0].get_parent().pk)


def ask(request, page, destination, found):
    context = {
        "page": page,
        "destination": destination,
        "found": found,
        "name": CONFIRMED,
        "posted": [
            (name, value)
            for name, values in request.POST.lists()
            for value in values
            if name not in {CONFIRMED, "csrfmiddlewaretoken"}
        ],
    }
    return render(request, "home/admin/widening.html", context)
