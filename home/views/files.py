"""Private files, sent after a look at who asks."""

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from home.media import can_open_file
from home.storage import PRIVATE

SHOWN_BY_BROWSERS = {"image/jpeg", "image/png", "image/webp"}


@require_safe
def private_file(request, name):
    if not can_open_file(request.user, name):
        raise Http404
    try:
        file = default_storage.open(PRIVATE + name)
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file)
    response.as_attachment = response.headers["Content-Type"] not in SHOWN_BY_BROWSERS
    response.set_headers(file)
    response.headers["Content-Security-Policy"] = "default-src 'none'"
    patch_cache_control(response, private=True, no_store=True)
    return response
