"""Pages at an address of their own, of which a site has just one."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.models import Page

from home.visibility import visible_pages


def serve(request: HttpRequest, page_type: type[Page], **which) -> HttpResponse:
    """
    Answer with the page of a type that this visitor may read; 404 if there is none.

    The page tree would find it too, with two to four more queries.
    """
    page = get_object_or_404(visible_pages(request.user, page_type), **which)
    page.is_cleared = True
    return page.serve(request)
