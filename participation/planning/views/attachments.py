"""The attachments of a draft, for whoever has its key: to open, and to take out."""

from pathlib import PurePath

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from participation.planning import drafts
from participation.planning.views.documents import FILE_POLICY
from participation.planning.views.finding import public_round_or_404
from participation.views.decorators import without_cookie


@never_cache
@without_cookie
@require_safe
def statement_attachment(request, slug, key, draft, name):
    """What somebody attached, as it will lie in the file; nobody else finds it."""
    found = public_round_or_404(request.user, slug, key)
    return send_kept(drafts.file_of(drafts.draft_of(draft, found), name))


def send_kept(file):
    """To be saved, never shown here: nobody has looked at what is in it."""
    if file is None:
        raise Http404
    try:
        content = default_storage.open(file.stored)
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(content, as_attachment=True, filename=file.filename)
    response.headers["Content-Security-Policy"] = FILE_POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def rows(files, name, *where):
    """Attachments with the address where each is opened."""
    return [
        file.as_json()
        | {"url": reverse(name, args=[*where, PurePath(file.stored).name])}
        for file in files
    ]
