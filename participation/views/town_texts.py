from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participation import clock
from participation.forms.debate import TownTextForm
from participation.permissions import Answer, Reason
from participation.refusals import Refused
from participation.town_texts import speak_for_the_town
from participation.views.activities import context_of
from participation.views.decorators import for_staff, refusals_in_words
from participation.views.finding import activity_or_404


@require_http_methods(["GET", "HEAD", "POST"])
@for_staff("answers")
@refusals_in_words
def town_text_create(request, slug, key):
    """Something of the town's, to stand above what people say."""
    found = activity_or_404(request.user, slug, key)
    if not found.recipe.pins_official:
        raise Refused(Answer(Reason.NOT_OFFERED))
    form = TownTextForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        speak_for_the_town(
            found,
            by=request.user,
            title=said["title"],
            text=said["text"],
            key=said["idempotency_key"],
            at=clock.now(request),
        )
        messages.success(request, _("The text of the town is public now."))
        return redirect(found)
    heading = _("Speak for the town")
    context = context_of(found, (heading, "")) | {"form": form, "heading": heading}
    return render(request, "participation/town_text.html", context)
