from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_safe

from participation import clock
from participation.cards import front_page_cards


@require_safe
@xframe_options_exempt
def embedded(request):
    """
    What is open now, to be shown in a frame on another site of the town.

    It sets no cookie, runs no script and knows nobody.
    """
    cards = front_page_cards(AnonymousUser(), clock.today(request))["open"]
    response = render(request, "participation/embedded.html", {"cards": cards})
    origins = " ".join(["'self'", *settings.EMBEDDING_SITES])
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
        f"base-uri 'none'; form-action 'none'; frame-ancestors {origins}"
    )
    return response
