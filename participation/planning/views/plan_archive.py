"""
What stays of a plan, for everybody: its page, its documents, the anonymous table.

Like the rounds, nothing here asks for an account, a cookie or a script.
"""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from participation.planning import plan_page, prepared
from participation.planning.models import Plan
from participation.planning.views.documents import FILE_POLICY, HOUR, send_version


def plan_or_404(slug):
    """The plan and its notices, once there is something to read about its end."""
    plans = Plan.objects.select_related("procedure__contact__unit")
    plan = get_object_or_404(plans, procedure__slug=slug)
    notices = plan_page.notices_of(plan)
    if not plan_page.is_there(plan, notices):
        raise Http404
    return plan, notices


@require_safe
def plan_archive(request, slug):
    plan, notices = plan_or_404(slug)
    context = plan_page.context_of(plan, notices)
    return render(request, "participation/planning/plan_page.html", context)


@require_safe
def plan_paper(request, slug, pk, filename):
    """A document with which the plan came into force."""
    _plan, notices = plan_or_404(slug)
    versions = plan_page.versions_of(notices)
    version = get_object_or_404(versions, pk=pk, filename=filename)
    response = send_version(request, version)
    patch_cache_control(response, public=True, max_age=HOUR)
    return response


@require_safe
def plan_table(request, slug, pk, filename):
    """The anonymous table that a second person let out."""
    plan, _notices = plan_or_404(slug)
    papers = prepared.public_papers(plan)
    return send_paper(get_object_or_404(papers, pk=pk, filename=filename))


def send_paper(paper):
    """The bytes of a prepared paper, to whom a view has found it to be open."""
    try:
        file = paper.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file, as_attachment=True, filename=paper.filename)
    response.headers["Content-Security-Policy"] = FILE_POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
