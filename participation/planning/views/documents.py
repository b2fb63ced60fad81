"""
The files of a plan, for everybody and without condition.

Nothing is asked of whoever fetches one: no account, no cookie, no script; neither the
cache nor the worker takes part. The one question goes to the database: is it public?
"""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from participation.planning.file_kinds import kind_of
from participation.planning.publication import public_versions

# A browser's reader may show the PDF; what is in it loads nothing and runs nothing.
PDF_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
FILE_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
HOUR = 60 * 60


@require_safe
def plan_document(request, pk, filename):
    version = get_object_or_404(
        public_versions(timezone.now()), pk=pk, filename=filename
    )
    response = send_version(request, version)
    patch_cache_control(response, public=True, max_age=HOUR)
    return response


def send_version(request, version):
    """The bytes of a version, to whom a view has found them to be open."""
    etag = f'"{version.sha256}"'
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        unchanged.headers["ETag"] = etag
        return unchanged
    try:
        file = version.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    kind = kind_of(version.filename)
    is_pdf = kind.label == "PDF"
    response = FileResponse(
        file,
        as_attachment=not is_pdf,
        filename=version.filename,
        content_type=kind.content_type,
    )
    response.headers["ETag"] = etag
    response.headers["Content-Security-Policy"] = PDF_POLICY if is_pdf else FILE_POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
