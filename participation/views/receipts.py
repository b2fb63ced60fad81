from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from participation import receipts
from participation.forms.writing import ReceiptForm
from participation.limits import ensure_not_guessing
from participation.views.decorators import refusals_in_words, without_cookie


@without_cookie
@require_http_methods(["GET", "HEAD", "POST"])
@refusals_in_words
def receipt_lookup(request):
    """What became of something, for whoever has its code."""
    form = ReceiptForm(request.POST or None)
    trail = [
        (_("Participation"), reverse("participation:overview")),
        (_("What became of my contribution?"), ""),
    ]
    context = {"form": form, "trail": trail}
    if form.is_valid():
        ensure_not_guessing(request)
        found = receipts.find(form.cleaned_data["code"])
        if found is None:
            form.add_error("code", _("There is no contribution with this code."))
        else:
            kind = receipts.kind_of(found)
            context |= {"receipt": kind} | kind.context(found)
    return show(request, context)


def show(request, context):
    """What a code opened is for who typed it, not for the next at this computer."""
    page = never_cache(render) if "receipt" in context else render
    return page(request, "participation/receipt_lookup.html", context)
